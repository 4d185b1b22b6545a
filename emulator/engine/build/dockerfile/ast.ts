/**
 * A Dockerfile as data (https://docs.docker.com/reference/dockerfile/). Values are as written: variables are expanded
 * when the file is built (expand.ts), because only then their values are known.
 */

/** Lines of the file, from 1, both included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a Dockerfile, or better done otherwise. `message` is Docker's own. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Of a warning BuildKit's rule ('JSONArgsRecommended'), of an error 'ParseError'. */
  readonly code: string;
  readonly message: string;
  readonly lines: LineRange;
  /** What the rule is for, in a sentence. */
  readonly description?: string;
  /** Where the rule is explained. */
  readonly url?: string;
}

/** `<<EOF`: the lines up to the name, which follow the instruction. */
export interface Heredoc {
  readonly name: string;
  readonly content: string;
  /** Variables in `content` are expanded: the name was not quoted. */
  readonly expand: boolean;
  /** `<<-`: leading tabs do not count. */
  readonly chomp: boolean;
}

/** One argument, as JSON list or as text for the shell. */
export interface CommandLine {
  /** JSON form: the words. Shell form: one string. */
  readonly words: readonly string[];
  readonly isShellForm: boolean;
}

interface Common {
  readonly lines: LineRange;
  /** The instruction as written, continuation lines joined: what `docker build` shows. */
  readonly source: string;
}

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface FromInstruction extends Common {
  readonly kind: 'from';
  readonly image: string;
  readonly platform: string;
  /** '' without AS; lower case. */
  readonly name: string;
}

export interface ArgInstruction extends Common {
  readonly kind: 'arg';
  readonly args: readonly { readonly key: string; readonly value: string | undefined }[];
}

export interface EnvInstruction extends Common {
  readonly kind: 'env';
  readonly pairs: readonly KeyValue[];
}

export interface LabelInstruction extends Common {
  readonly kind: 'label';
  readonly pairs: readonly KeyValue[];
}

export interface MaintainerInstruction extends Common {
  readonly kind: 'maintainer';
  readonly maintainer: string;
}

export interface CopyInstruction extends Common {
  readonly kind: 'copy' | 'add';
  readonly sources: readonly string[];
  readonly destination: string;
  /** Sources whose content stands in the Dockerfile; `name` is the file's. */
  readonly heredocs: readonly Heredoc[];
  readonly chown: string;
  readonly chmod: string;
  /** COPY: a stage, its number or an image; '' for the build context. */
  readonly from: string;
  readonly link: boolean;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  /** ADD of a URL. */
  readonly checksum: string;
  readonly keepGitDir: boolean;
  /** ADD: unpack archives or not; undefined: as Docker does by default. */
  readonly unpack: boolean | undefined;
}

export interface RunMount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly from: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly sizeBytes: number | undefined;
  readonly cacheId: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  readonly required: boolean;
  /** Secret as an environment variable of this name. */
  readonly env: string | undefined;
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

export interface RunInstruction extends Common {
  readonly kind: 'run';
  readonly command: CommandLine;
  readonly heredocs: readonly Heredoc[];
  readonly mounts: readonly RunMount[];
  readonly network: 'default' | 'none' | 'host';
  readonly security: 'sandbox' | 'insecure';
}

export interface CommandInstruction extends Common {
  readonly kind: 'cmd' | 'entrypoint';
  readonly command: CommandLine;
}

export interface ShellInstruction extends Common {
  readonly kind: 'shell';
  readonly shell: readonly string[];
}

export interface ExposeInstruction extends Common {
  readonly kind: 'expose';
  readonly ports: readonly string[];
}

export interface VolumeInstruction extends Common {
  readonly kind: 'volume';
  readonly paths: readonly string[];
}

interface TextInstruction<Kind> extends Common {
  readonly kind: Kind;
  readonly value: string;
}
export type UserInstruction = TextInstruction<'user'>;
export type WorkdirInstruction = TextInstruction<'workdir'>;
export type StopsignalInstruction = TextInstruction<'stopsignal'>;

export interface OnbuildInstruction extends Common {
  readonly kind: 'onbuild';
  /** What is done in a build on top of the image. */
  readonly trigger: string;
}

export interface HealthcheckInstruction extends Common {
  readonly kind: 'healthcheck';
  /** HealthcheckConfig of the Engine API; times in nanoseconds, 0 for inherited. */
  readonly health: {
    readonly Test: readonly string[];
    readonly Interval?: number;
    readonly Timeout?: number;
    readonly StartPeriod?: number;
    readonly StartInterval?: number;
    readonly Retries?: number;
  };
}

/** What can stand in a stage, behind its FROM. */
export type StageInstruction =
  | ArgInstruction
  | EnvInstruction
  | LabelInstruction
  | MaintainerInstruction
  | CopyInstruction
  | RunInstruction
  | CommandInstruction
  | ShellInstruction
  | ExposeInstruction
  | VolumeInstruction
  | UserInstruction
  | WorkdirInstruction
  | StopsignalInstruction
  | OnbuildInstruction
  | HealthcheckInstruction;

export type Instruction = FromInstruction | StageInstruction;

export interface Stage {
  readonly from: FromInstruction;
  readonly instructions: readonly StageInstruction[];
}

export interface Directives {
  /** `# syntax=docker/dockerfile:1`: accepted; the language is this one whatever it says. */
  readonly syntax: string | undefined;
  readonly escape: '\\' | '`';
  /** `# check=skip=all;experimental=InvalidDefinitionDescription;error=true` */
  readonly check: {
    readonly skip: readonly string[];
    readonly experimental: readonly string[];
    readonly isError: boolean;
  };
}

export interface Dockerfile {
  readonly directives: Directives;
  /** ARG before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** In the order of their lines. With an error among them the file cannot be built. */
  readonly problems: readonly Problem[];
}
