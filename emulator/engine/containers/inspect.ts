import type { EngineContext } from '../context.ts';
import { layerMountPath } from '../images/layer-mounts.ts';
import type { Container } from './container.ts';
import { linkView } from './links.ts';
import { wishesOf } from './container-networks.ts';
import { etcPaths } from './etc-files.ts';
import type { MountPoint } from './mounts.ts';
import { portsOf } from './port-view.ts';
import type { ContainerStatus } from './record.ts';

/** GET /containers/{id}/json (API 1.41). */
export function inspectContainer(
  context: EngineContext,
  container: Container,
  /** The name of a container by its ID. */
  nameOf: (id: string) => string | undefined,
): Record<string, unknown> {
  const { record } = container;
  const paths = record.wasStarted ? etcPaths(record.id) : { hosts: '', hostname: '', resolvConf: '' };
  const execIds = [...container.execs.values()].filter((exec) => exec.exitCode === null).map(({ id }) => id);
  return {
    Id: record.id,
    Created: record.created,
    Path: record.path,
    Args: record.args,
    State: stateOf(container),
    Image: record.image,
    ResolvConfPath: paths.resolvConf,
    HostnamePath: paths.hostname,
    HostsPath: paths.hosts,
    LogPath: '',
    Name: `/${record.name}`,
    RestartCount: record.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: execIds.length === 0 ? null : execIds,
    HostConfig: { ...record.hostConfig, Links: linkView(record, nameOf) },
    GraphDriver: { Data: overlayFolders(context, container), Name: 'overlay2' },
    Mounts: record.mounts.filter((mount) => !mount.hidden).map((mount) => showMount(mount, mount.Source)),
    Config: record.config,
    NetworkSettings: networkSettings(context, container),
  };
}

function stateOf(container: Container): Record<string, unknown> {
  const { status, oomKilled, exitCode, error, startedAt, finishedAt } = container.state;
  const is = (wanted: ContainerStatus) => status === wanted;
  return {
    Status: status,
    Running: container.isRunning || is('restarting'),
    Paused: is('paused'),
    Restarting: is('restarting'),
    OOMKilled: oomKilled,
    Dead: is('dead'),
    Pid: container.process?.pid ?? 0,
    ExitCode: exitCode,
    Error: error,
    StartedAt: startedAt,
    FinishedAt: finishedAt,
    ...(container.health ? { Health: container.health } : {}),
  };
}

/** As the API shows a mount; lists leave out where a volume lies. */
export function showMount(mount: MountPoint, source: string): Record<string, unknown> {
  return {
    Type: mount.Type,
    ...(mount.Name === undefined ? {} : { Name: mount.Name }),
    Source: source,
    Destination: mount.Destination,
    ...(mount.Driver === undefined ? {} : { Driver: mount.Driver }),
    Mode: mount.Mode,
    RW: mount.RW,
    Propagation: mount.Propagation,
  };
}

function overlayFolders(context: EngineContext, container: Container): Record<string, string> {
  const folder = `/var/lib/docker/overlay2/${container.id}`;
  const layers = [...context.images.ofContainer(container.record.image).layers].reverse();
  return {
    LowerDir: layers.map(layerMountPath).join(':'),
    MergedDir: `${folder}/merged`,
    UpperDir: `${folder}/diff`,
    WorkDir: `${folder}/work`,
  };
}

/** `Networks` by name: those the container is in, or will be in when it runs. */
export function networksOf(context: EngineContext, container: Container): Record<string, object> {
  const live = context.networks.endpointsOf(container.id);
  return Object.fromEntries(
    wishesOf(container.record).map((wish) => {
      const endpoint = live.find(({ networkId, networkName }) =>
        wish.networkId ? networkId === wish.networkId : networkName === wish.network,
      );
      const aliases = endpoint?.aliases ?? wish.aliases ?? [];
      const settings = {
        IPAMConfig: wish.address ? { IPv4Address: wish.address } : null,
        Links: wish.links && wish.links.length > 0 ? wish.links : null,
        Aliases: aliases.length > 0 ? aliases : null,
        NetworkID: endpoint?.networkId ?? wish.networkId ?? '',
        EndpointID: endpoint?.endpointId ?? '',
        Gateway: endpoint?.gateway ?? '',
        IPAddress: endpoint?.address ?? '',
        IPPrefixLen: endpoint?.prefix ?? 0,
        IPv6Gateway: '',
        GlobalIPv6Address: '',
        GlobalIPv6PrefixLen: 0,
        MacAddress: endpoint?.macAddress ?? '',
        DriverOpts: null,
      };
      return [endpoint?.networkName ?? wish.network, settings];
    }),
  );
}

function networkSettings(context: EngineContext, container: Container): Record<string, unknown> {
  const [first] = context.networks.endpointsOf(container.id);
  // The old, flat form speaks of the default bridge only.
  const bridge = context.networks.endpointsOf(container.id).find(({ networkName }) => networkName === 'bridge');
  return {
    Bridge: '',
    SandboxID: first ? container.id : '',
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    Ports: portsOf(context, container),
    SandboxKey: first && container.record.hostConfig.NetworkMode !== 'host' ? `/run/netns/${container.id}` : '',
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.endpointId ?? '',
    Gateway: bridge?.gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge?.address ?? '',
    IPPrefixLen: bridge?.prefix ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge?.macAddress ?? '',
    Networks: networksOf(context, container),
  };
}
