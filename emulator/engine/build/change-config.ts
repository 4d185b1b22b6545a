import { SlipwayError } from '../../errors.ts';
import type { ContainerDefaults } from '../images/types.ts';
import type { CommandLine, StageInstruction } from './dockerfile/ast.ts';
import { expandWord, expandWords, type Variables } from './dockerfile/expand.ts';
import { exposedPorts } from './exposed-ports.ts';

/** What an image's config is like while instructions change it. */
export interface ConfigDraft<Config extends ContainerDefaults = ContainerDefaults> {
  readonly config: Config;
  /** A CMD came before: an ENTRYPOINT leaves it then, and drops what was inherited otherwise. */
  readonly isCommandSet: boolean;
}

export interface ChangeOptions {
  /** For what is expanded: the config's environment, and in a build its arguments below that. */
  readonly variables: Variables;
  /** The directive of the Dockerfile, '\' by default. */
  readonly escape?: string;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/**
 * What an instruction that only changes the config makes of it (moby: builder/dockerfile/dispatchers.go); undefined for
 * one that does more. Errors 'invalid' in Docker's words.
 */
export function changeConfig<Config extends ContainerDefaults>(
  draft: ConfigDraft<Config>,
  instruction: StageInstruction,
  { variables, escape }: ChangeOptions,
): ConfigDraft<Config> | undefined {
  const { config } = draft;
  const expand = (word: string) => expandWord(word, variables, escape);
  const set = (change: Partial<ContainerDefaults>, isCommandSet = draft.isCommandSet): ConfigDraft<Config> => ({
    config: { ...config, ...change },
    isCommandSet,
  });
  switch (instruction.kind) {
    case 'cmd':
      return set({ Cmd: commandOf(instruction.command, config) }, true);
    case 'entrypoint': {
      // An empty one is none: dockerd.
      const words = instruction.command.words;
      const isEmpty = words.length === 0 || (words.length === 1 && words[0] === '');
      const entrypoint = { Entrypoint: isEmpty ? null : commandOf(instruction.command, config) };
      return set(draft.isCommandSet ? entrypoint : { ...entrypoint, Cmd: null });
    }
    case 'env': {
      const pairs = instruction.pairs.map(({ key, value }) => [expand(key), expand(value)] as const);
      return set({ Env: withVariables(config.Env ?? [], pairs) });
    }
    case 'label': {
      const pairs = instruction.pairs.map(({ key, value }) => [expand(key), expand(value)] as const);
      return set({ Labels: { ...config.Labels, ...Object.fromEntries(pairs) } });
    }
    case 'expose': {
      const ports = instruction.ports.flatMap((port) => expandWords(port, variables, escape));
      return set({ ExposedPorts: { ...config.ExposedPorts, ...exposedPorts(ports) } });
    }
    case 'volume': {
      const paths = instruction.paths.map(expand);
      if (paths.includes('')) throw new SlipwayError('invalid', 'VOLUME specified can not be an empty string');
      return set({ Volumes: { ...config.Volumes, ...Object.fromEntries(paths.map((path) => [path, {}])) } });
    }
    case 'user':
      return set({ User: expand(instruction.value) });
    case 'stopsignal':
      return set({ StopSignal: expand(instruction.value) });
    case 'workdir':
      return set({ WorkingDir: workingDirectory(config.WorkingDir ?? '', expand(instruction.value)) });
    case 'onbuild':
      return set({ OnBuild: [...(config.OnBuild ?? []), instruction.trigger] });
    case 'healthcheck':
      return set({ Healthcheck: instruction.health });
    case 'shell':
      return set({ Shell: instruction.shell });
    default:
      return undefined;
  }
}

/** Text goes to the shell. */
export function commandOf({ words, isShellForm }: CommandLine, { Shell }: ContainerDefaults): readonly string[] {
  return isShellForm ? [...(Shell && Shell.length > 0 ? Shell : DEFAULT_SHELL), ...words] : words;
}

/** 'NAME=value', a known name in its old place. */
export function withVariables(env: readonly string[], pairs: readonly (readonly [string, string])[]): string[] {
  const result = [...env];
  for (const [key, value] of pairs) {
    const index = result.findIndex((each) => each.split('=', 1)[0] === key);
    if (index < 0) result.push(`${key}=${value}`);
    else result[index] = `${key}=${value}`;
  }
  return result;
}

function workingDirectory(current: string, wanted: string): string {
  if (wanted === '') throw new SlipwayError('invalid', 'cannot normalize nothing');
  if (wanted.startsWith('/')) return wanted;
  const parts: string[] = [];
  for (const part of `${current}/${wanted}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
