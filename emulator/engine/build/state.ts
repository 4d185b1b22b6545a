import type { Digest, Image, ImageConfig } from '../images/types.ts';

/** container.Config of an image being built, as Docker stores it in `config` and `container_config`. */
export interface RunConfig {
  readonly User: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly Healthcheck?: object;
  readonly ArgsEscaped?: boolean;
  readonly Image: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly OnBuild: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
}

export type HistoryEntry = NonNullable<ImageConfig['history']>[number];

/** What a stage has become so far: an image that need not be one yet. */
export interface StageState {
  readonly config: RunConfig;
  readonly layers: readonly Digest[];
  readonly history: readonly HistoryEntry[];
  readonly author: string;
  /** RFC 3339: when what is in it was made. */
  readonly created: string;
  /** RFC 3339: of the image it is FROM. Folders that are made have this time, so that the same input gives the same. */
  readonly baseCreated: string;
  readonly architecture: string;
  readonly variant: string | undefined;
  /** The image this is: of FROM, or as each step of a classic build makes one. */
  readonly imageId: Digest | undefined;
  /** CMD was set since the last ENTRYPOINT: it survives the next. */
  readonly isCmdSet: boolean;
}

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

const EMPTY: RunConfig = {
  User: '',
  Env: [],
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: null,
};

/** FROM scratch. */
export function scratchState(created: string): StageState {
  return {
    config: withPath(EMPTY),
    layers: [],
    history: [],
    author: '',
    created,
    baseCreated: created,
    architecture: '386',
    variant: undefined,
    imageId: undefined,
    isCmdSet: false,
  };
}

/** FROM an image. */
export function stateOfImage(image: Image): StageState {
  const { config, layers, id } = image;
  const own = config.config ?? {};
  return {
    config: withPath({
      ...EMPTY,
      ...(own as Partial<RunConfig>),
      Env: own.Env ?? [],
      Cmd: own.Cmd ?? null,
      Entrypoint: own.Entrypoint ?? null,
      WorkingDir: own.WorkingDir ?? '',
      User: own.User ?? '',
      Volumes: own.Volumes ?? null,
      Labels: own.Labels ?? null,
      OnBuild: own.OnBuild ?? null,
    }),
    layers,
    history: config.history ?? [],
    author: config.author ?? '',
    created: config.created ?? '',
    baseCreated: config.created ?? '',
    architecture: config.architecture,
    variant: config.variant,
    imageId: id,
    isCmdSet: false,
  };
}

/** As dockerd: what is built finds its programs even when the image says nothing. */
function withPath(config: RunConfig): RunConfig {
  return config.Env.some((variable) => variable.startsWith('PATH='))
    ? config
    : { ...config, Env: [...config.Env, DEFAULT_PATH] };
}

export function envMap(env: readonly string[]): Map<string, string> {
  return new Map(env.map((variable) => [variable.split('=', 1)[0]!, variable.slice(variable.indexOf('=') + 1)]));
}

/** Names in the order Go marshals a container.Config, those of maps sorted; with those that are always there. */
export function fullConfig(config: RunConfig): Record<string, unknown> {
  const optional = (name: keyof RunConfig) => (config[name] === undefined ? {} : { [name]: config[name] });
  const set = <T>(map: Readonly<Record<string, T>> | null) =>
    map && Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    Hostname: '',
    Domainname: '',
    User: config.User,
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    ...(config.ExposedPorts === undefined ? {} : { ExposedPorts: set(config.ExposedPorts) }),
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: config.Env,
    Cmd: config.Cmd,
    ...optional('Healthcheck'),
    ...optional('ArgsEscaped'),
    Image: config.Image,
    Volumes: set(config.Volumes),
    WorkingDir: config.WorkingDir,
    Entrypoint: config.Entrypoint,
    OnBuild: config.OnBuild,
    Labels: set(config.Labels),
    ...optional('StopSignal'),
    ...optional('Shell'),
  };
}
