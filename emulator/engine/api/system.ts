import type { Builder } from '../build/builder.ts';
import { layerUsage } from '../images/layer-usage.ts';
import type { Containers } from '../containers/containers.ts';
import { summarize } from '../containers/list.ts';
import { upperFolder } from '../containers/layered-files.ts';
import { formatTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import { diskUsage } from '../system/disk-usage.ts';
import type { GuestFacts } from '../system/system-info.ts';
import { ENGINE_VERSION } from '../version.ts';
import { emptyResponse, jsonResponse, textResponse } from './response.ts';
import { notImplemented, type RouteTable } from './route.ts';
import { API_VERSION, MIN_API_VERSION } from './router.ts';

/** Docker's name for what the kernel calls i386 and OCI calls 386. */
const ARCHITECTURE = '386';

export interface SystemParts {
  readonly context: EngineContext;
  readonly containers: Containers;
  /** Of this store of images and containers; survives restarts. */
  readonly engineId: string;
  readonly builder: Builder | undefined;
  facts(): Promise<GuestFacts>;
}

/** /_ping, /version, /info, /system/df. */
export function systemRoutes(parts: SystemParts): RouteTable {
  const ping = () => {
    const response = textResponse('OK');
    return {
      ...response,
      headers: {
        ...response.headers,
        'builder-version': '1',
        // POST /build takes version=2 (build.ts).
        'x-slipway-build': '2',
        'cache-control': 'no-cache, no-store, must-revalidate',
        pragma: 'no-cache',
        swarm: 'inactive',
      },
    };
  };
  return [
    { method: 'GET', path: '/_ping', handle: ping },
    { method: 'HEAD', path: '/_ping', handle: ping },
    { method: 'GET', path: '/version', handle: async () => jsonResponse(version(await parts.facts())) },
    { method: 'GET', path: '/info', handle: async () => jsonResponse(info(parts, await parts.facts())) },
    { method: 'GET', path: '/system/df', handle: async () => jsonResponse(await usage(parts)) },
    notImplemented('POST', '/session', 'BuildKit sessions are not implemented in Slipway'),
    notImplemented('POST', '/grpc', 'BuildKit is not implemented in Slipway'),
    { method: 'POST', path: '/build/cancel', handle: () => emptyResponse() },
  ];
}

function version(facts: GuestFacts): object {
  const details = {
    ApiVersion: API_VERSION,
    Arch: ARCHITECTURE,
    Experimental: 'false',
    KernelVersion: facts.kernelVersion,
    MinAPIVersion: MIN_API_VERSION,
    Os: 'linux',
  };
  return {
    Platform: { Name: 'Slipway' },
    Components: [
      { Name: 'Engine', Version: ENGINE_VERSION, Details: details },
      ...(facts.crunVersion === ''
        ? []
        : [{ Name: 'crun', Version: facts.crunVersion, Details: { GitCommit: facts.crunCommit } }]),
    ],
    Version: ENGINE_VERSION,
    ApiVersion: API_VERSION,
    MinAPIVersion: MIN_API_VERSION,
    GitCommit: '',
    GoVersion: '',
    Os: 'linux',
    Arch: ARCHITECTURE,
    KernelVersion: facts.kernelVersion,
    BuildTime: '',
  };
}

function info({ context, containers, engineId }: SystemParts, facts: GuestFacts): object {
  const all = containers.registry.list();
  const count = (status: string) => all.filter((container) => container.state.status === status).length;
  const running = count('running');
  const paused = count('paused');
  const has = (controller: string) => facts.cgroupControllers.includes(controller);
  return {
    ID: engineId,
    Containers: all.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: all.length - running - paused,
    Images: context.images.list().length,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'null'],
      Authorization: null,
      Log: ['json-file', 'none'],
    },
    MemoryLimit: has('memory'),
    SwapLimit: has('memory'),
    CpuCfsPeriod: has('cpu'),
    CpuCfsQuota: has('cpu'),
    CPUShares: has('cpu'),
    CPUSet: has('cpuset'),
    PidsLimit: has('pids'),
    IPv4Forwarding: true,
    BridgeNfIptables: false,
    BridgeNfIp6tables: false,
    Debug: false,
    NFd: 0,
    OomKillDisable: false,
    NGoroutines: 0,
    SystemTime: formatTime(context.clock.nowNs()),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    NEventsListener: 0,
    KernelVersion: facts.kernelVersion,
    OperatingSystem: facts.operatingSystem,
    OSVersion: facts.osVersion,
    OSType: 'linux',
    Architecture: 'i686',
    IndexServerAddress: '',
    RegistryConfig: {
      AllowNondistributableArtifactsCIDRs: [],
      AllowNondistributableArtifactsHostnames: [],
      InsecureRegistryCIDRs: [],
      IndexConfigs: {},
      Mirrors: [],
    },
    NCPU: facts.cpuCount,
    MemTotal: facts.memoryBytes,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: facts.hostname,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: ENGINE_VERSION,
    Runtimes: { crun: { path: 'crun' } },
    DefaultRuntime: 'crun',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: '',
    ContainerdCommit: { ID: '', Expected: '' },
    RuncCommit: { ID: '', Expected: '' },
    InitCommit: { ID: '', Expected: '' },
    SecurityOptions: ['name=seccomp,profile=default', 'name=cgroupns'],
    Warnings: null,
  };
}

async function usage({ context, containers, builder }: SystemParts): Promise<object> {
  const cache = (await builder?.cacheViews()) ?? [];
  const images = context.images.list();
  const all = containers.registry.list();
  const layers = layerUsage(images, (layer) => context.images.layerSizeBytes(layer));
  const usersOf = (id: string) => all.filter((container) => container.record.image === id).length;
  return {
    LayersSize: layers.totalBytes,
    Images: images.map((image) => ({
      Containers: usersOf(image.id),
      Created: Math.floor(Date.parse(image.config.created ?? '1970-01-01T00:00:00Z') / 1000),
      Id: image.id,
      Labels: image.config.config?.Labels ?? null,
      ParentId: '',
      RepoDigests: image.repoDigests,
      RepoTags: image.repoTags,
      SharedSize: layers.sharedBytes(image),
      Size: image.sizeBytes,
      VirtualSize: image.sizeBytes,
    })),
    Containers: await Promise.all(
      all.map(async (container) => {
        const image = context.images.ofContainer(container.record.image);
        const rw = container.record.wasStarted ? await diskUsage(context.guest, upperFolder(container.id)) : 0;
        return { ...summarize(context, container), SizeRw: rw, SizeRootFs: rw + image.sizeBytes };
      }),
    ),
    Volumes: await Promise.all(
      context.volumes.list().map(async (volume) => ({
        ...volume,
        UsageData: {
          RefCount: all.filter(({ record }) => record.mounts.some((mount) => mount.Name === volume.Name)).length,
          Size: await diskUsage(context.guest, volume.Mountpoint),
        },
      })),
    ),
    BuildCache: cache,
    BuilderSize: cache.reduce((sum, { Size, Shared }) => sum + (Shared ? 0 : Size), 0),
  };
}
