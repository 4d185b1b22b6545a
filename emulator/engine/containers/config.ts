import { SlipwayError } from '../../errors.ts';
import type { ContainerDefaults } from '../images/types.ts';
import { JsonFields } from '../json-fields.ts';
import { checkHealthcheck, mergeHealthcheck, type Healthcheck } from './healthcheck.ts';
import { parseSignal } from './signals.ts';

/** `Config` of the Engine API (ContainerConfig), as stored and as inspect shows it. */
export interface ContainerConfig {
  readonly Hostname: string;
  readonly Domainname: string;
  readonly User: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly Healthcheck?: Healthcheck;
  readonly Image: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly MacAddress?: string;
  readonly OnBuild: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  /** Seconds. */
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
}

const FIELDS = [
  ...['Hostname', 'Domainname', 'User', 'AttachStdin', 'AttachStdout', 'AttachStderr', 'ExposedPorts', 'Tty'],
  ...['OpenStdin', 'StdinOnce', 'Env', 'Cmd', 'Healthcheck', 'ArgsEscaped', 'Image', 'Volumes', 'WorkingDir'],
  ...['Entrypoint', 'NetworkDisabled', 'MacAddress', 'OnBuild', 'Labels', 'StopSignal', 'StopTimeout', 'Shell'],
];

/** Whether the body of a create says anything of `Config`, beside HostConfig and the like. */
export function hasConfig(body: unknown): boolean {
  const fields = new JsonFields(body, 'ContainerConfigWrapper');
  return FIELDS.some((name) => fields.has(name));
}

/** Reads `Config` from the body of POST /containers/create. Errors 'invalid' as dockerd words them. */
export function parseConfig(body: unknown): ContainerConfig {
  const fields = new JsonFields(body, 'ContainerConfigWrapper');
  const exposed = fields.set('ExposedPorts');
  const health = fields.raw('Healthcheck') as Healthcheck | undefined;
  const macAddress = fields.string('MacAddress');
  const stopSignal = fields.string('StopSignal');
  const shell = fields.command('Shell');
  const config: ContainerConfig = {
    Hostname: fields.string('Hostname'),
    Domainname: fields.string('Domainname'),
    User: fields.string('User'),
    AttachStdin: fields.boolean('AttachStdin'),
    AttachStdout: fields.boolean('AttachStdout'),
    AttachStderr: fields.boolean('AttachStderr'),
    ...(exposed && Object.keys(exposed).length > 0 ? { ExposedPorts: normalizePorts(exposed) } : {}),
    Tty: fields.boolean('Tty'),
    OpenStdin: fields.boolean('OpenStdin'),
    StdinOnce: fields.boolean('StdinOnce'),
    Env: fields.strings('Env') ?? [],
    Cmd: fields.command('Cmd'),
    ...(health === undefined ? {} : { Healthcheck: health }),
    Image: fields.string('Image'),
    Volumes: fields.set('Volumes'),
    WorkingDir: fields.string('WorkingDir'),
    Entrypoint: fields.command('Entrypoint'),
    ...(macAddress === '' ? {} : { MacAddress: macAddress }),
    OnBuild: fields.strings('OnBuild'),
    Labels: fields.stringMap('Labels') ?? {},
    ...(stopSignal === '' ? {} : { StopSignal: stopSignal }),
    ...(fields.has('StopTimeout') ? { StopTimeout: fields.integer('StopTimeout') } : {}),
    ...(shell === null ? {} : { Shell: shell }),
  };
  validate(config);
  return config;
}

function validate(config: ContainerConfig): void {
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) {
    throw new SlipwayError(
      'invalid',
      `the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`,
    );
  }
  for (const variable of config.Env) {
    if (variable === '' || variable.startsWith('=') || variable.includes('\0')) {
      throw new SlipwayError('invalid', `invalid environment variable: ${variable}`);
    }
  }
  if (config.Healthcheck) checkHealthcheck(config.Healthcheck);
  if (config.StopSignal !== undefined) parseSignal(config.StopSignal);
}

/** '80' is short for '80/tcp'. */
function normalizePorts(ports: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.keys(ports).map((port) => [port.includes('/') ? port : `${port}/tcp`, {}]));
}

/** As `mergeConfig`. Error 'invalid' when there is no command then. */
export function mergeImageDefaults(config: ContainerConfig, image: ContainerDefaults): ContainerConfig {
  const ownCommand = (config.Entrypoint?.length ?? 0) > 0 || (config.Cmd?.length ?? 0) > 0;
  const merged = mergeConfig(config, image);
  if (!ownCommand && (merged.Entrypoint?.length ?? 0) === 0 && (merged.Cmd?.length ?? 0) === 0) {
    throw new SlipwayError('invalid', 'No command specified');
  }
  return merged;
}

/** What the image sets holds where the config does not (moby: merge). The config's environment wins by name. */
export function mergeConfig(config: ContainerConfig, image: ContainerDefaults): ContainerConfig {
  const exposed = { ...normalizePorts(image.ExposedPorts ?? {}), ...config.ExposedPorts };
  const names = new Set(config.Env.map(environmentName));
  const env = [...config.Env, ...(image.Env ?? []).filter((variable) => !names.has(environmentName(variable)))];
  let entrypoint = config.Entrypoint;
  let command = config.Cmd;
  if ((entrypoint?.length ?? 0) === 0) {
    if ((command?.length ?? 0) === 0) command = image.Cmd ?? null;
    if (entrypoint === null) entrypoint = image.Entrypoint ?? null;
  }
  if (entrypoint?.length === 1 && entrypoint[0] === '') entrypoint = null;
  const healthcheck = mergeHealthcheck(config.Healthcheck, image.Healthcheck as Healthcheck | undefined);
  return {
    ...config,
    User: config.User || (image.User ?? ''),
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Env: env,
    Cmd: command,
    Entrypoint: entrypoint,
    Volumes: mergeSets(config.Volumes, image.Volumes),
    WorkingDir: config.WorkingDir || (image.WorkingDir ?? ''),
    Labels: { ...image.Labels, ...config.Labels },
    ...((config.StopSignal ?? image.StopSignal) ? { StopSignal: config.StopSignal ?? image.StopSignal } : {}),
    ...(healthcheck ? { Healthcheck: healthcheck } : {}),
    ...((config.Shell ?? image.Shell) ? { Shell: config.Shell ?? image.Shell } : {}),
  };
}

function environmentName(variable: string): string {
  return variable.split('=', 1)[0]!;
}

function mergeSets(
  a: Readonly<Record<string, object>> | null,
  b: Readonly<Record<string, object>> | null | undefined,
): Readonly<Record<string, object>> | null {
  const merged = { ...b, ...a };
  return Object.keys(merged).length === 0 ? null : merged;
}

/** `Path` and `Args` of inspect: the entrypoint with the command behind it. Error 'invalid' when there is neither. */
export function commandOf(config: ContainerConfig): { path: string; args: readonly string[] } {
  const [path, ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  if (path === undefined) throw new SlipwayError('invalid', 'No command specified');
  return { path, args };
}
