import type { Cli } from '../cli.ts';
import { errorMessage } from '../errors.ts';
import { indentJson } from '../format/json-text.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { keyValues } from '../parse/key-values.ts';
import { parseMount, parseVolumes } from '../parse/mounts.ts';
import { checkMac, parseNetworks } from '../parse/networks.ts';
import { parseExposed, parsePublished } from '../parse/ports.ts';
import { readEnvironment, readLabels } from './environment.ts';
import { resources } from './create-resources.ts';

/** The body of /containers/create (Engine API, ContainerCreate), as far as the CLI itself looks at it. */
export interface CreateBody {
  Image: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Tty: boolean;
  HostConfig: Record<string, unknown> & { Dns: string[] };
  [field: string]: unknown;
}

/** create's and run's flags and arguments as the API takes them. Throws an Error in Docker's words. */
export async function createBody(cli: Cli, flags: ParsedFlags, args: readonly string[]): Promise<CreateBody> {
  const [image = '', ...command] = args;
  checkMac(flags.string('mac-address'));
  const attached = flags.list('attach');
  const isDefault = attached.length === 0;
  const stdin = flags.bool('interactive');
  const attachStdin = stdin || attached.includes('stdin');
  const resolve = (path: string): string => cli.resolvePath(path);

  const { binds, volumes } = parseVolumes(flags.list('volume'), resolve);
  const { exposed, bindings } = parsePublished(flags.list('publish'));
  for (const port of parseExposed(flags.list('expose'))) exposed[port] ??= {};
  const { mode, endpoints } = parseNetworks(flags);
  const entrypoint = flags.string('entrypoint');
  const { securityOptions, isUnconfined } = await readSecurityOptions(cli, flags.list('security-opt'));
  const added = capabilities(flags.list('cap-add'));

  return {
    Image: image,
    Hostname: flags.string('hostname'),
    Domainname: flags.string('domainname'),
    User: flags.string('user'),
    AttachStdin: attachStdin,
    AttachStdout: isDefault || attached.includes('stdout'),
    AttachStderr: isDefault || attached.includes('stderr'),
    ExposedPorts: exposed,
    Tty: flags.bool('tty'),
    OpenStdin: stdin,
    // stdin of an attached container ends with its client
    StdinOnce: stdin && attachStdin,
    Env: await readEnvironment(cli, flags.list('env-file'), flags.list('env')),
    Cmd: command.length > 0 ? command : null,
    Healthcheck: healthcheck(flags),
    Volumes: volumes,
    WorkingDir: flags.string('workdir'),
    // --entrypoint= resets the image's
    Entrypoint: entrypoint !== '' ? [entrypoint] : flags.changed('entrypoint') ? [''] : null,
    MacAddress: flags.string('mac-address') || undefined,
    Labels: keyValues(await readLabels(cli, flags.list('label-file'), flags.list('label'))),
    StopSignal: flags.string('stop-signal') || undefined,
    StopTimeout: flags.changed('stop-timeout') ? flags.number('stop-timeout') : undefined,
    HostConfig: {
      ...resources(flags),
      Binds: binds.length > 0 ? binds : null,
      ContainerIDFile: flags.string('cidfile'),
      LogConfig: logConfig(flags),
      NetworkMode: mode,
      PortBindings: bindings,
      RestartPolicy: restartPolicy(flags),
      AutoRemove: flags.bool('rm'),
      VolumeDriver: flags.string('volume-driver'),
      VolumesFrom: orNull(flags.list('volumes-from')),
      ConsoleSize: consoleSize(cli),
      Annotations: flags.changed('annotation') ? keyValues(flags.list('annotation')) : undefined,
      CapAdd: orNull(added),
      CapDrop: orNull(capabilities(flags.list('cap-drop')).filter((name) => !added.includes(name))),
      CgroupnsMode: checkedMode(flags, 'cgroupns', 'CGROUP', ['', 'private', 'host']),
      Dns: flags.list('dns'),
      DnsOptions: flags.list('dns-option'),
      DnsSearch: flags.list('dns-search'),
      ExtraHosts: orNull(flags.list('add-host')),
      GroupAdd: orNull(flags.list('group-add')),
      IpcMode: flags.string('ipc'),
      Links: orNull(flags.list('link')),
      PidMode: checkedMode(flags, 'pid', 'PID', ['', 'host'], 'container:'),
      Privileged: flags.bool('privileged'),
      PublishAllPorts: flags.bool('publish-all'),
      ReadonlyRootfs: flags.bool('read-only'),
      SecurityOpt: orNull(securityOptions),
      StorageOpt: flags.changed('storage-opt') ? storageOptions(flags.list('storage-opt')) : undefined,
      Tmpfs: flags.changed('tmpfs') ? tmpfs(flags.list('tmpfs')) : undefined,
      UTSMode: checkedMode(flags, 'uts', 'UTS', ['', 'host']),
      UsernsMode: checkedMode(flags, 'userns', 'USER', ['', 'host']),
      ShmSize: flags.number('shm-size'),
      Sysctls: flags.changed('sysctl') ? keyValues(flags.list('sysctl')) : undefined,
      Runtime: flags.string('runtime') || undefined,
      Isolation: flags.string('isolation'),
      Mounts: flags.changed('mount') ? flags.list('mount').map((text) => parseMount(text, resolve)) : undefined,
      MaskedPaths: isUnconfined ? [] : null,
      ReadonlyPaths: isUnconfined ? [] : null,
      Init: flags.changed('init') ? flags.bool('init') : undefined,
    },
    NetworkingConfig: { EndpointsConfig: endpoints },
  };
}

function orNull(list: readonly string[]): readonly string[] | null {
  return list.length > 0 ? list : null;
}

/** 'net_admin' → 'CAP_NET_ADMIN', each once, sorted; beside ALL nothing else counts. The daemon knows which there are. */
function capabilities(names: readonly string[]): readonly string[] {
  const upper = names.map((name) => name.trim().toUpperCase()).filter((name) => name !== '');
  if (upper.includes('ALL')) return ['ALL'];
  return [...new Set(upper.map((name) => (name.startsWith('CAP_') ? name : `CAP_${name}`)))].sort();
}

function consoleSize(cli: Cli): [number, number] {
  const { rows, columns } = cli.io.stdoutIsTty ? cli.io.size() : { rows: 0, columns: 0 };
  return [rows, columns];
}

function checkedMode(
  flags: ParsedFlags,
  name: string,
  words: string,
  modes: readonly string[],
  prefix?: string,
): string {
  const mode = flags.string(name);
  const isValid = modes.includes(mode) || (prefix !== undefined && mode.startsWith(prefix) && mode !== prefix);
  if (!isValid) throw new Error(`--${name}: invalid ${words} mode`);
  return mode;
}

function restartPolicy(flags: ParsedFlags): { Name: string; MaximumRetryCount: number } {
  const text = flags.string('restart');
  const colon = text.indexOf(':');
  const [name, count] = colon === -1 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
  if (count !== undefined) {
    if (name === '') throw new Error('invalid restart policy format: no policy provided before colon');
    if (!/^[+-]?\d+$/.test(count)) {
      throw new Error('invalid restart policy format: maximum retry count must be an integer');
    }
  }
  if (flags.bool('rm') && name !== 'no' && name !== '') {
    throw new Error('conflicting options: cannot specify both --restart and --rm');
  }
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

function logConfig(flags: ParsedFlags): { Type: string; Config: Record<string, string> } {
  const driver = flags.string('log-driver');
  if (driver === 'none' && flags.changed('log-opt')) throw new Error(`invalid logging opts for driver ${driver}`);
  return { Type: driver, Config: keyValues(flags.list('log-opt')) };
}

function healthcheck(flags: ParsedFlags): Record<string, unknown> | undefined {
  const names = ['health-interval', 'health-timeout', 'health-retries', 'health-start-period', 'health-start-interval'];
  const command = flags.string('health-cmd');
  const isGiven = command !== '' || names.some((name) => flags.number(name) !== 0);
  if (flags.bool('no-healthcheck')) {
    if (isGiven) throw new Error('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!isGiven) return undefined;
  for (const name of names) if (flags.number(name) < 0) throw new Error(`--${name} cannot be negative`);
  return {
    Test: command === '' ? undefined : ['CMD-SHELL', command],
    Interval: flags.number('health-interval') || undefined,
    Timeout: flags.number('health-timeout') || undefined,
    StartPeriod: flags.number('health-start-period') || undefined,
    StartInterval: flags.number('health-start-interval') || undefined,
    Retries: flags.number('health-retries') || undefined,
  };
}

function storageOptions(options: readonly string[]): Record<string, string> {
  if (options.some((option) => !option.includes('='))) throw new Error('invalid storage option');
  return keyValues(options);
}

/** '/run:size=64k' → path and options; the daemon checks them. */
function tmpfs(mounts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    mounts.map((mount) => {
      const colon = mount.indexOf(':');
      return colon === -1 ? [mount, ''] : [mount.slice(0, colon), mount.slice(colon + 1)];
    }),
  );
}

/** A seccomp profile named by its file is sent with its content; systempaths=unconfined is the CLI's own. */
async function readSecurityOptions(
  cli: Cli,
  options: readonly string[],
): Promise<{ securityOptions: string[]; isUnconfined: boolean }> {
  const securityOptions: string[] = [];
  for (const option of options) {
    const separator = option.includes('=') ? '=' : ':';
    const index = option.indexOf(separator);
    const key = index === -1 ? option : option.slice(0, index);
    const value = index === -1 ? '' : option.slice(index + 1);
    if (value === '' && key !== 'no-new-privileges')
      throw new Error(`Invalid --security-opt: ${JSON.stringify(option)}`);
    if (option === 'systempaths=unconfined') continue;
    if (key !== 'seccomp' || value === 'unconfined' || value === 'builtin') {
      securityOptions.push(option);
      continue;
    }
    securityOptions.push(`seccomp=${await readProfile(cli, value)}`);
  }
  return { securityOptions, isUnconfined: options.includes('systempaths=unconfined') };
}

/** The file's JSON without its white space. */
async function readProfile(cli: Cli, path: string): Promise<string> {
  const read = cli.io.files.read(cli.resolvePath(path)).catch(() => {
    throw new Error(`opening seccomp profile (${path}) failed: open ${path}: no such file or directory`);
  });
  const text = new TextDecoder().decode(await read);
  try {
    JSON.parse(text);
  } catch (error) {
    throw new Error(`compacting json for seccomp profile (${path}) failed: ${errorMessage(error)}`, { cause: error });
  }
  return indentJson(text, '');
}
