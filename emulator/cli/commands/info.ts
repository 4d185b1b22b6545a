import type { Command, Invocation } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { binarySize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { mapShape, plainListShape, structShape, typedValue } from '../template/shapes.ts';
import { TemplateExecutionError } from '../template/execute.ts';
import { compileTemplate } from '../template/template.ts';
import { cliVersion } from '../version-info.ts';
import { shortInspectFormatFlag } from './common-flags.ts';
import { clientInfo, clientShape } from './version.ts';

/** /info, as far as it is printed. */
interface SystemInfo {
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly ServerVersion?: string;
  readonly Driver?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly LoggingDriver?: string;
  readonly CgroupDriver?: string;
  readonly CgroupVersion?: string;
  readonly Plugins?: { readonly [kind in 'Volume' | 'Network' | 'Authorization' | 'Log']?: readonly string[] | null };
  readonly CDISpecDirs?: readonly string[] | null;
  readonly Swarm?: { readonly LocalNodeState?: string };
  readonly Runtimes?: Readonly<Record<string, unknown>> | null;
  readonly DefaultRuntime?: string;
  readonly OSType?: string;
  readonly InitBinary?: string;
  readonly ContainerdCommit?: { readonly ID: string };
  readonly RuncCommit?: { readonly ID: string };
  readonly InitCommit?: { readonly ID: string };
  readonly SecurityOptions?: readonly string[] | null;
  readonly KernelVersion?: string;
  readonly OperatingSystem?: string;
  readonly Architecture?: string;
  readonly NCPU?: number;
  readonly MemTotal?: number;
  readonly Name?: string;
  readonly ID?: string;
  readonly DockerRootDir?: string;
  readonly Debug?: boolean;
  readonly HttpProxy?: string;
  readonly HttpsProxy?: string;
  readonly NoProxy?: string;
  readonly Labels?: readonly string[] | null;
  readonly ExperimentalBuild?: boolean;
  readonly RegistryConfig?: {
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
    readonly IndexConfigs?: Readonly<Record<string, { readonly Name: string; readonly Secure: boolean }>> | null;
    readonly Mirrors?: readonly string[] | null;
  } | null;
  readonly LiveRestoreEnabled?: boolean;
  readonly DefaultAddressPools?: readonly { readonly Base: string; readonly Size: number }[] | null;
  readonly Warnings?: readonly string[] | null;
}

const infoShape = structShape(
  'system.dockerInfo',
  {
    Plugins: structShape('system.PluginsInfo', {
      Volume: plainListShape,
      Network: plainListShape,
      Authorization: plainListShape,
      Log: plainListShape,
    }),
    Runtimes: mapShape,
    RegistryConfig: structShape('*registry.ServiceConfig', { IndexConfigs: mapShape }),
    Labels: plainListShape,
    SecurityOptions: plainListShape,
    Warnings: plainListShape,
    ClientInfo: clientShape,
  },
  { ServerErrors: [], ClientErrors: [] },
  { HttpProxy: 'HTTPProxy', HttpsProxy: 'HTTPSProxy' },
);

/** ' Label: value' lines; those without a value are left out. */
const present = (rows: readonly (readonly [string, string | undefined])[]): string[] =>
  rows.flatMap(([label, value]) => (value ? [` ${label}: ${value}`] : []));

const named = (label: string, value: string | undefined): string[] =>
  value === undefined ? [] : [` ${label}: ${value}`];

const join = (list: readonly string[] | null | undefined): string => (list ?? []).join(' ');

/** 'name=seccomp,profile=default' → lines. */
function securityLines(options: readonly string[]): string[] {
  return options.flatMap((option) => {
    const pairs = option.split(',').map((pair) => pair.split('='));
    const name = pairs.find(([key]) => key === 'name')?.[1] ?? option;
    return [`  ${name}`, ...pairs.flatMap(([key, value]) => (key === 'profile' ? [`   Profile: ${value}`] : []))];
  });
}

function serverLines(info: SystemInfo): string[] {
  const registry = info.RegistryConfig;
  const insecure = Object.values(registry?.IndexConfigs ?? {}).filter((index) => !index.Secure);
  const ranges = registry?.InsecureRegistryCIDRs ?? [];
  const hasRegistries = ranges.length > 0 || Object.keys(registry?.IndexConfigs ?? {}).length > 0;
  const section = (title: string, lines: readonly string[]): string[] => (lines.length > 0 ? [title, ...lines] : []);
  return [
    ` Containers: ${info.Containers}`,
    `  Running: ${info.ContainersRunning}`,
    `  Paused: ${info.ContainersPaused}`,
    `  Stopped: ${info.ContainersStopped}`,
    ` Images: ${info.Images}`,
    ...present([
      ['Server Version', info.ServerVersion],
      ['Storage Driver', info.Driver],
    ]),
    ...(info.DriverStatus ?? []).map(([name, value]) => `  ${name}: ${value}`),
    ...present([
      ['Logging Driver', info.LoggingDriver],
      ['Cgroup Driver', info.CgroupDriver],
      ['Cgroup Version', info.CgroupVersion],
    ]),
    ' Plugins:',
    `  Volume: ${join(info.Plugins?.Volume)}`,
    `  Network: ${join(info.Plugins?.Network)}`,
    ...(info.Plugins?.Authorization?.length ? [`  Authorization: ${join(info.Plugins.Authorization)}`] : []),
    `  Log: ${join(info.Plugins?.Log)}`,
    ...section(
      ' CDI spec directories:',
      (info.CDISpecDirs ?? []).map((path) => `  ${path}`),
    ),
    ` Swarm: ${info.Swarm?.LocalNodeState ?? ''}`,
    ...(info.Runtimes
      ? [` Runtimes: ${Object.keys(info.Runtimes).join(' ')}`, ` Default Runtime: ${info.DefaultRuntime ?? ''}`]
      : []),
    ...(info.OSType === 'linux'
      ? [
          // an engine without these parts does not name them
          ...named('Init Binary', info.InitBinary),
          ...named('containerd version', info.ContainerdCommit?.ID),
          ...named('runc version', info.RuncCommit?.ID),
          ...named('init version', info.InitCommit?.ID),
          ...section(' Security Options:', securityLines(info.SecurityOptions ?? [])),
        ]
      : []),
    ...present([
      ['Kernel Version', info.KernelVersion],
      ['Operating System', info.OperatingSystem],
      ['OSType', info.OSType],
      ['Architecture', info.Architecture],
    ]),
    ` CPUs: ${info.NCPU ?? 0}`,
    ` Total Memory: ${binarySize(info.MemTotal ?? 0)}`,
    ...present([
      ['Name', info.Name],
      ['ID', info.ID],
    ]),
    ` Docker Root Dir: ${info.DockerRootDir ?? ''}`,
    ` Debug Mode: ${info.Debug ?? false}`,
    ...present([
      ['HTTP Proxy', info.HttpProxy],
      ['HTTPS Proxy', info.HttpsProxy],
      ['No Proxy', info.NoProxy],
    ]),
    ...section(
      ' Labels:',
      (info.Labels ?? []).map((label) => `  ${label}`),
    ),
    ` Experimental: ${info.ExperimentalBuild ?? false}`,
    ...(hasRegistries
      ? [' Insecure Registries:', ...insecure.map((index) => `  ${index.Name}`), ...ranges.map((range) => `  ${range}`)]
      : []),
    ...section(
      ' Registry Mirrors:',
      (registry?.Mirrors ?? []).map((mirror) => `  ${mirror}`),
    ),
    ` Live Restore Enabled: ${info.LiveRestoreEnabled ?? false}`,
    ...section(
      ' Default Address Pools:',
      (info.DefaultAddressPools ?? []).map((pool) => `   Base: ${pool.Base}, Size: ${pool.Size}`),
    ),
  ];
}

async function run({ cli, flags }: Invocation): Promise<void> {
  const format = flags.string('format');
  if (format !== '') {
    let template;
    try {
      template = compileTemplate(format === 'json' ? '{{json .}}' : format);
    } catch (error) {
      throw new CliError(`template parsing error: ${errorMessage(error)}`, 64);
    }
    let failure: unknown;
    const info = await cli.api.get<Record<string, unknown>>('/info').catch((error: unknown) => {
      failure = error;
      return {};
    });
    const client = { Debug: false, ...clientInfo(undefined), Plugins: [], Warnings: null };
    try {
      await cli.out(`${template.execute(typedValue({ ...info, ClientInfo: client }, infoShape))}\n`);
    } catch (error) {
      if (!(error instanceof TemplateExecutionError)) throw error;
      await cli.out(`${error.printed}\n`);
      // That there is no daemon weighs more than what the template makes of it.
      throw failure ?? error;
    }
    if (failure !== undefined) throw failure;
    return;
  }
  const clientLines = ['Client: Slipway', ` Version:    ${cliVersion}`, ' Context:    default', ' Debug Mode: false'];
  let info: SystemInfo;
  try {
    info = await cli.api.get<SystemInfo>('/info');
  } catch (error) {
    await cli.out(`${clientLines.join('\n')}\n\nServer:\n`);
    throw error;
  }
  await cli.out(`${clientLines.join('\n')}\n\nServer:\n${serverLines(info).join('\n')}\n\n`);
  for (const warning of info.Warnings ?? []) await cli.err(`${warning}\n`);
}

export const systemInfo: Command = {
  name: 'info',
  use: '[OPTIONS]',
  short: 'Display system-wide information',
  aliasLine: 'docker system info, docker info',
  flags: [shortInspectFormatFlag],
  arguments: noArguments,
  run,
};
