import { SlipwayError } from '../../errors.ts';
import { formatTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import type { ContainerStart, GuestProcess } from '../guest.ts';
import type { PublishedPort } from '../networks/published-ports.ts';
import type { Run } from '../runs/run.ts';
import { seccompConfig } from '../seccomp/seccomp.ts';
import type { AccountCache } from './account-cache.ts';
import { capabilitiesFor } from './capabilities.ts';
import type { Container } from './container.ts';
import { joinNetworks } from './container-networks.ts';
import { etcPaths, hostsFile, resolvConf } from './etc-files.ts';
import { checkDeviceRequests, devicesOf, type OciDevice } from './devices.ts';
import { watchHealth } from './health.ts';
import { HOST_ADDRESS } from '../networks/create-network.ts';
import { linkContainer, updateLinkedHosts } from './link-containers.ts';
import { initializeLog } from './log-options.ts';
import type { MountPoint } from './mounts.ts';
import { wantedPorts } from './port-bindings.ts';
import { namespaceOwners } from './namespace-owners.ts';
import { ociConfig } from './oci-spec.ts';
import type { ContainerRegistry } from './registry.ts';
import { mountSharedMemory, sharedMemoryFolder, unmountSharedMemory } from './shared-memory.ts';
import { describeStartFailure } from './start-error.ts';

export interface StartParts {
  readonly context: EngineContext;
  readonly registry: ContainerRegistry;
  readonly accounts: AccountCache;
  /** /etc/resolv.conf and the host name of the guest, as read when the engine started. */
  readonly guestResolvConf: string;
  readonly guestHostname: string;
  /** '6.1.0-slipway' */
  readonly kernelRelease: string;
  /** Called once the process has ended and its output is delivered. */
  onExit(container: Container, exit: { code: number; oomKilled: boolean }): Promise<void>;
  /** Called when a container that removes itself could not be started. */
  onStartFailed(container: Container): Promise<void>;
}

/** dockerd waits as long for readers of a container that ended. */
const DRAIN_TIMEOUT_MS = 2_000;

/** Starts the container; 'already' when it runs. Holds the container's lifecycle lock. */
export function startContainer(
  parts: StartParts,
  container: Container,
  asker: 'user' | 'restart policy',
): Promise<'started' | 'already'> {
  return container.lifecycle.run(() => startLocked(parts, container, asker));
}

/** The same for who holds the lock. */
export async function startLocked(
  parts: StartParts,
  container: Container,
  asker: 'user' | 'restart policy' = 'user',
): Promise<'started' | 'already'> {
  const { context } = parts;
  if (container.removing) {
    throw new SlipwayError('conflict', 'container is marked for removal and cannot be started');
  }
  if (container.isPaused) throw new SlipwayError('conflict', 'cannot start a paused container, try unpause instead');
  if (container.isRunning) return 'already';
  container.cancelRestart?.();
  // `on-failure:3` is three times after each start by a user.
  if (asker === 'user' && container.record.restartCount > 0) container.update({ restartCount: 0 });
  const { record } = container;
  const run = record.isHidden ? undefined : context.runs.starting(record, record.config.Image, asker === 'user');
  const process = await launch(parts, container, run);
  container.started(process);
  run?.running(process.pid);
  container.publish('start');
  await updateLinkedHosts(parts, container);
  container.stopHealthChecks = watchHealth(context, parts.accounts, container);
  const drained = container.io.run(process, run && ((stream, bytes) => run.wrote(stream, bytes)));
  supervise(parts, container, process, drained).catch((error: unknown) => {
    context.report(`supervising container ${container.id}`, error);
  });
  return 'started';
}

/** The container's process; or, when there is none to be had, its state and the error say why. */
async function launch(parts: StartParts, container: Container, run: Run | undefined): Promise<GuestProcess> {
  const { context } = parts;
  const fail = async (error: unknown, exitCode: number): Promise<never> => {
    run?.failed(error);
    await context.ports.withdraw(container.id);
    context.networks.release(container.id);
    await releaseVolumes(context, container);
    unmountSharedMemory(context, container);
    container.updateState({ exitCode, error: error instanceof Error ? error.message : String(error) });
    container.io.end();
    await parts.onStartFailed(container);
    throw error;
  };
  let spec: ContainerStart;
  try {
    spec = await prepare(parts, container, run);
  } catch (error) {
    // An exit code of an earlier run stays (moby: containerStart).
    return fail(error, container.state.exitCode || 128);
  }
  try {
    const start = () => context.guest.startContainer(spec);
    return await (run ? run.measureAsync('container.start', start, ({ pid }) => ({ pid })) : start());
  } catch (cause) {
    container.launchFailed = true;
    const { error, exitCode } = describeStartFailure(cause, container.record.path, 'create');
    return fail(error, exitCode);
  }
}

async function prepare(parts: StartParts, container: Container, run?: Run): Promise<ContainerStart> {
  const { context } = parts;
  const image = context.images.ofContainer(container.record.image);
  const { hostConfig } = container.record;
  const preparing = run?.begin('container.prepare', { mounts: container.record.mounts.map(mountText) });
  initializeLog(container.record);
  const someDevices = hostConfig.Privileged || (hostConfig.Devices?.length ?? 0) > 0;
  const [layers, user, devices] = await Promise.all([
    context.images.mount(image),
    parts.accounts.userOf(container, image),
    someDevices ? devicesOf(context, hostConfig) : [],
    prepareSources(context, container),
    mountSharedMemory(context, container),
  ]);
  checkDeviceRequests(hostConfig);
  if (preparing) run?.end(preparing, { layers });
  joinNetworks(context, container, run);
  linkContainer(parts, container);
  await publishPorts(context, container, run);
  for (const mount of container.record.mounts) publishMount(context, container, mount);
  return { layers, ...startSpec(parts, container, user, devices) };
}

function startSpec(
  parts: StartParts,
  container: Container,
  user: Parameters<typeof ociConfig>[0]['user'],
  devices: readonly OciDevice[],
): Omit<ContainerStart, 'layers'> {
  const { context, registry } = parts;
  const { id, config, hostConfig, mounts, path, args } = container.record;
  const hostNetwork = hostConfig.NetworkMode === 'host';
  const owners = namespaceOwners(registry, hostConfig);
  const { network: networkOwner, ipc: ipcOwner } = owners;
  const ownHostname = (networkOwner ?? container).record.config.Hostname;
  const hostname = hostConfig.UTSMode === 'host' ? parts.guestHostname : ownHostname;
  const own = etcPaths(id);
  const etcFiles = networkOwner ? { ...etcPaths(networkOwner.id), hostname: own.hostname } : own;
  const endpoints = context.networks.endpointsOf(id);
  return {
    id,
    config: ociConfig({
      id,
      config: { ...config, Env: [...container.linked.environment, ...config.Env] },
      hostConfig,
      argv: [path, ...args],
      user,
      hostname,
      mounts,
      etcFiles,
      networkNamespace: hostNetwork ? undefined : `/run/netns/${networkOwner?.id ?? id}`,
      pidOwner: owners.pid?.process?.pid,
      ipcOwner: ipcOwner?.process?.pid,
      sharedMemory:
        ipcOwner || hostConfig.IpcMode === 'shareable' ? sharedMemoryFolder((ipcOwner ?? container).id) : undefined,
      devices,
      seccomp: seccompConfig(hostConfig, {
        capabilities: capabilitiesFor(hostConfig),
        kernelRelease: parts.kernelRelease,
      }),
    }),
    terminal: config.Tty ? terminalSize(hostConfig.ConsoleSize) : undefined,
    openStdin: config.OpenStdin,
    endpoints: context.networks.guestEndpoints(id),
    files: [
      { path: own.hostname, content: `${hostname}\n` },
      ...(networkOwner
        ? []
        : [
            { path: own.hosts, content: hostsFile(container.record, hostname, endpoints, container.linked.hosts) },
            {
              path: own.resolvConf,
              content: resolvConf(
                container.record,
                parts.guestResolvConf,
                endpoints.some((endpoint) => endpoint.isUserDefined),
              ),
            },
          ]),
    ],
  };
}

function terminalSize([rows, columns]: readonly [number, number]) {
  return rows > 0 && columns > 0 ? { rows, columns } : { rows: 24, columns: 80 };
}

/** In the network that the default route leads to; a container without one has nothing to publish (as dockerd has it). */
async function publishPorts(context: EngineContext, container: Container, run?: Run): Promise<void> {
  const { id, name, config, hostConfig } = container.record;
  const endpoint = context.networks.defaultEndpoint(id);
  const network = endpoint && context.networks.resolve(endpoint.networkId);
  const wanted = wantedPorts(config, hostConfig, network?.options[HOST_ADDRESS]);
  if (wanted.length === 0 || !endpoint || network?.internal) return;
  const { endpointId, address } = endpoint;
  const owner = { containerId: id, containerName: name, endpointId, address };
  const publish = () => context.ports.publish(owner, wanted);
  await (run
    ? run.measureAsync('ports.publish', publish, () => ({ ports: context.ports.of(id).map(publishedText) }))
    : publish());
}

/** '0.0.0.0:8080->80/tcp', as `docker ps` prints it. */
export function publishedText({ hostAddress, hostPort, port, protocol }: PublishedPort): string {
  return `${hostAddress}:${hostPort}->${port}/${protocol}`;
}

/** 'volume data:/var/lib/data', 'bind /workspace:/app:ro' */
function mountText({ Type, Name, Source, Destination, RW }: MountPoint): string {
  const from = Type === 'volume' ? Name : Source;
  return `${Type} ${from ? `${from}:` : ''}${Destination}${RW ? '' : ':ro'}`;
}

/** What `-v` names and is not there becomes a folder, as with dockerd; volumes of a file system of their own are mounted. */
async function prepareSources(context: EngineContext, { id, record }: Container): Promise<void> {
  const { files } = context.guest;
  await Promise.all(
    record.mounts.map(async (mount) => {
      if (mount.Type === 'volume') return context.volumes.hold(mount.Name ?? '', id);
      if (mount.Type !== 'bind' || !mount.createSource) return;
      if (!(await files.stat(mount.Source))) await files.makeDirectory(mount.Source, 0o755);
    }),
  );
}

/** Gives back what `prepareSources` took. */
export async function releaseVolumes(context: EngineContext, { id, record }: Container): Promise<void> {
  const names = record.mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : []));
  await Promise.all(names.map((name) => context.volumes.release(name, id)));
}

function publishMount(context: EngineContext, container: Container, mount: MountPoint): void {
  if (mount.Type !== 'volume') return;
  context.events.publish('volume', 'mount', mount.Name ?? '', {
    container: container.id,
    destination: mount.Destination,
    driver: 'local',
    propagation: mount.Propagation,
    'read/write': String(mount.RW),
  });
}

/** Sees the run through to its end. */
async function supervise(
  parts: StartParts,
  container: Container,
  process: GuestProcess,
  drained: Promise<void>,
): Promise<void> {
  const { context } = parts;
  // The link to the guest was lost: as after a power cut.
  const exit = await process.exit.catch(() => ({ code: 255, oomKilled: false }));
  await within(context, drained, DRAIN_TIMEOUT_MS);
  if (exit.oomKilled) container.publish('oom');
  await parts.onExit(container, exit);
}

async function within(context: EngineContext, work: Promise<void>, ms: number): Promise<void> {
  let cancel: () => void = () => {};
  const timeout = new Promise<void>((resolve) => {
    cancel = context.clock.after(ms, resolve);
  });
  await Promise.race([work.catch(() => {}), timeout]);
  cancel();
}

/** Containers that ran when the machine went down, as dockerd finds them after a power cut: Exited (255). */
export function markInterrupted(context: EngineContext, container: Container): void {
  container.updateState({ status: 'exited', exitCode: 255, finishedAt: formatTime(context.clock.nowNs()) });
}
