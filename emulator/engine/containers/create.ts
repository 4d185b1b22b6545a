import { SlipwayError } from '../../errors.ts';
import { formatTime, ZERO_TIME } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import type { Image } from '../images/types.ts';
import { JsonFields } from '../json-fields.ts';
import { randomId } from '../random.ts';
import type { Attributes, Run } from '../runs/run.ts';
import type { AccountCache } from './account-cache.ts';
import { commandOf, hasConfig, mergeImageDefaults, parseConfig, type ContainerConfig } from './config.ts';
import { Container } from './container.ts';
import { checkEndpoint, parseEndpoint, type NetworkWish } from './container-networks.ts';
import { copyUp } from './copy-up.ts';
import { discardUnsupported } from './discarded-options.ts';
import { parseLink, type ContainerLink } from './links.ts';
import { parseHostConfig, type HostConfig } from './host-config.ts';
import { isDirectory, LAYERS_FOLDER, resolveLayered } from './layered-files.ts';
import { collectMounts, type MountPoint } from './mounts.ts';
import { checkName, randomName } from './names.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerRegistry } from './registry.ts';
import { validateHostConfig, warningsOf } from './validate-host-config.ts';
import { hasOptions } from '../volumes/volumes.ts';

export interface CreateParts {
  readonly context: EngineContext;
  readonly registry: ContainerRegistry;
  readonly accounts: AccountCache;
  readonly cpuCount: () => Promise<number>;
  readonly guestHostname: string;
}

/** What a container is made for. */
export type ContainerPurpose = 'start' | 'commit' | 'build';

/**
 * POST /containers/create.
 *
 * @param body Config with HostConfig and NetworkingConfig in it
 * @param name '' for a random one
 * @param platform 'linux/386'; '' for whatever the image is
 * @param purpose 'commit': it is gone as soon as an image names it, so nothing is got ready and it has no volumes;
 *   'build': nobody sees it, and VOLUMEs of its image are folders as any
 * @param run what is done is measured as part of it
 */
export async function createContainer(
  parts: CreateParts,
  body: Record<string, unknown> | undefined,
  name: string,
  platform: string,
  purpose: ContainerPurpose = 'start',
  run?: Run,
): Promise<{ container: Container; warnings: readonly string[] }> {
  const { context, registry } = parts;
  if (!body || !hasConfig(body)) {
    throw new SlipwayError('invalid', 'Config cannot be empty in order to create a container');
  }
  const requested = parseConfig(body);
  const askedFor = parseHostConfig(new JsonFields(body, 'ContainerConfigWrapper').raw('HostConfig'));
  const { hostConfig, warnings } = discardUnsupported(askedFor);
  validateHostConfig(hostConfig, requested, hostConfig.NanoCpus !== 0 ? await parts.cpuCount() : 1);
  const network = checkNetworking(body, hostConfig);
  const lookUp = () => requireImage(context, requested, platform);
  const image = run ? run.measure('image.lookup', lookUp, foundImage) : lookUp();
  const making = run?.begin('container.create');
  const config = withHostname(mergeImageDefaults(requested, image.config.config ?? {}));
  const { path, args } = commandOf(config);
  if (name !== '') {
    checkName(name);
    registry.checkFree(name.replace(/^\//, ''));
  }

  if (purpose !== 'commit') await checkWorkingDirectory(context, image, requested.WorkingDir);
  const mounts =
    purpose === 'commit'
      ? []
      : collectMounts(purpose === 'build' ? { ...config, Volumes: null } : config, hostConfig, (from) =>
          mountsFrom(registry, from),
        );
  await checkSources(context, mounts);
  const links = resolveLinks(registry, hostConfig);
  // From here on the name is ours only when nothing waits in between.
  const volumes = await makeVolumes(context, image, mounts, hostConfig.VolumeDriver);
  try {
    if (name !== '') registry.checkFree(name.replace(/^\//, ''));
    const id = randomId(context.random);
    const record: ContainerRecord = {
      id,
      name: name.replace(/^\//, '') || freeName(parts),
      created: formatTime(context.clock.nowNs()),
      image: requested.Image === '' ? '' : image.id,
      path,
      args,
      config: config.Hostname === '' ? { ...config, Hostname: defaultHostname(parts, hostConfig, id) } : config,
      hostConfig,
      mounts: volumes.mounts,
      state: {
        status: 'created',
        oomKilled: false,
        exitCode: 0,
        error: '',
        startedAt: ZERO_TIME,
        finishedAt: ZERO_TIME,
      },
      restartCount: 0,
      wasStarted: false,
      manuallyStopped: false,
      ...(purpose === 'build' ? { isHidden: true } : {}),
      ...(network.wishes.length === 0 ? {} : { networks: network.wishes }),
      ...(network.macAddress === '' ? {} : { macAddress: network.macAddress }),
      ...(links.length === 0 ? {} : { links }),
    };
    const container = new Container(context, record);
    container.update({});
    registry.add(container);
    container.publish('create');
    if (purpose !== 'commit') prefetch(parts, image);
    if (run && making) {
      run.end(making, { id, name: record.name, volumes: volumes.made });
      run.made(record);
    }
    return { container, warnings: [...warnings, ...warningsOf(hostConfig)] };
  } catch (error) {
    await Promise.all(volumes.made.map((volume) => context.volumes.remove(volume, true)));
    throw error;
  }
}

function foundImage({ id, sizeBytes, layers }: Image): Attributes {
  return { id, bytes: sizeBytes, layers: layers.length };
}

/** What a start needs from the guest, asked for while the client is still attaching. */
function prefetch({ context, accounts }: CreateParts, image: Image): void {
  // A failure comes up again, and is told, when the container starts.
  void Promise.all([context.images.mount(image), accounts.accountsOf(image)]).catch(() => {});
}

/** Without a name it is the one without files: a container of it can be started when something is mounted in it. */
function requireImage(context: EngineContext, requested: ContainerConfig, platform: string): Image {
  const { Image: reference } = requested;
  if (reference === '') return context.images.ofContainer('');
  const image = context.images.resolve(reference);
  const { os, architecture } = image.config;
  const [wantedOs, wantedArchitecture] = platform.split('/');
  if ((wantedOs && wantedOs !== os) || (wantedArchitecture && wantedArchitecture !== architecture)) {
    throw new SlipwayError(
      'not-found',
      `image with reference ${reference} was found but does not match the specified platform: wanted ${platform}, ` +
        `actual: ${os}/${architecture}`,
    );
  }
  return image;
}

function withHostname(config: ContainerConfig): ContainerConfig {
  if (config.Hostname.length > 63) throw new SlipwayError('invalid', `invalid hostname format: ${config.Hostname}`);
  return config;
}

/** In the machine's network the machine's own, as names there lead to it. */
function defaultHostname({ guestHostname }: CreateParts, { NetworkMode }: HostConfig, id: string): string {
  return NetworkMode === 'host' ? guestHostname : id.slice(0, 12);
}

/** dockerd makes the folder when it is missing, and fails when something else is there. */
async function checkWorkingDirectory(context: EngineContext, image: Image, path: string): Promise<void> {
  if (path === '' || path === '/') return;
  const layers = await context.images.mount(image);
  const folders = layers.map((layer) => `${LAYERS_FOLDER}/${layer}`);
  const found = await resolveLayered(context.guest.files, folders, path);
  if (found && !isDirectory(found.status)) {
    throw new SlipwayError('internal', `Cannot mkdir: ${path} is not a directory`);
  }
}

/** Per-network settings are checked against what the network can do. That it exists is seen when the container starts. */
function checkNetworking(
  body: Record<string, unknown>,
  hostConfig: HostConfig,
): { macAddress: string; wishes: readonly NetworkWish[] } {
  const mode = hostConfig.NetworkMode;
  const networking = new JsonFields(
    new JsonFields(body, 'ContainerConfigWrapper').raw('NetworkingConfig'),
    'NetworkingConfig',
  );
  let macAddress = new JsonFields(body, 'ContainerConfigWrapper').string('MacAddress');
  const wishes: NetworkWish[] = [];
  for (const [name, settings] of networking.objectMap('EndpointsConfig')) {
    const wish = parseEndpoint(settings);
    const network = name === 'default' ? 'bridge' : name;
    checkEndpoint(network, wish);
    const isMode = name === mode || (network === 'bridge' && (mode === 'default' || mode === 'bridge'));
    if (isMode) macAddress = wish.macAddress || macAddress;
    if (mode.startsWith('container:')) throw sharedNetworkError();
    // The network of its mode comes first: eth0.
    if (isMode) wishes.unshift({ ...wish, network });
    else wishes.push({ ...wish, network });
  }
  if (wishes.length > 0 && wishes[0]!.network !== (mode === 'default' ? 'bridge' : mode)) {
    wishes.unshift({ network: mode === 'default' ? 'bridge' : mode });
  }
  if (wishes.length > 1 && wishes.some(({ network }) => ['host', 'none'].includes(network))) throw sharedNetworkError();
  const [first] = wishes;
  if (first && macAddress !== '') wishes[0] = { ...first, macAddress };
  if (macAddress !== '' && !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(macAddress)) {
    throw new SlipwayError('invalid', `${macAddress} is not a valid mac address`);
  }
  return { macAddress, wishes };
}

/** `--volumes-from`. No 404 as elsewhere: clients take that for a missing image, and pull it. */
function mountsFrom(registry: ContainerRegistry, name: string): readonly MountPoint[] {
  const container = findContainer(registry, name);
  if (!container) throw new SlipwayError('invalid', `No such container: ${name}`);
  return container.record.mounts;
}

/** `--link` is for the default bridge; user-defined networks have it in their endpoint's settings. */
function resolveLinks(registry: ContainerRegistry, { Links, NetworkMode: mode }: HostConfig): ContainerLink[] {
  if (!['default', 'bridge', 'host', 'none'].includes(mode)) return [];
  return (Links ?? []).map((link) => {
    const { name, alias } = parseLink(link);
    const target = findContainer(registry, name);
    if (!target) {
      throw new SlipwayError('invalid', `could not get container for ${name}: No such container: ${name}`);
    }
    if (target.record.hostConfig.NetworkMode === 'host') {
      throw new SlipwayError(
        'invalid',
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
    }
    return { container: target.id, alias };
  });
}

function findContainer(registry: ContainerRegistry, name: string): Container | undefined {
  try {
    return registry.resolve(name);
  } catch {
    return undefined;
  }
}

function sharedNetworkError(): SlipwayError {
  return new SlipwayError(
    'invalid',
    'container sharing network namespace with another container or host cannot be connected to any other network',
  );
}

/** `--mount type=bind` refuses a missing source; `-v` makes it at start. */
async function checkSources(context: EngineContext, mounts: readonly MountPoint[]): Promise<void> {
  await Promise.all(
    mounts.map(async (mount) => {
      if (mount.Type !== 'bind' || mount.createSource) return;
      if (await context.guest.files.stat(mount.Source)) return;
      throw new SlipwayError(
        'invalid',
        `invalid mount config for type "bind": bind source path does not exist: ${mount.Source}`,
      );
    }),
  );
}

/** Volumes get their names, folders and, where they are new, the image's content. */
async function makeVolumes(
  context: EngineContext,
  image: Image,
  mounts: readonly MountPoint[],
  /** `--volume-driver` */
  volumeDriver: string,
): Promise<{ mounts: readonly MountPoint[]; made: readonly string[] }> {
  const made: string[] = [];
  const named = await Promise.all(
    mounts.map(async (mount) => {
      if (mount.Type !== 'volume') return mount;
      const driver = { name: mount.driverName ?? volumeDriver, options: mount.driverOptions };
      const { volume, isNew } = await context.volumes.create(mount.Name ?? '', mount.labels ?? null, driver);
      if (isNew) made.push(volume.Name);
      // What a file system of its own has is its content: nothing is copied over it.
      if (mount.copyUp && !hasOptions(volume))
        await copyUp(context, image, mount.Destination, volume.Mountpoint, isNew);
      return { ...mount, Name: volume.Name, Source: volume.Mountpoint };
    }),
  );
  return { mounts: named, made: made.filter((name) => named.some((mount) => mount.Name === name && mount.anonymous)) };
}

function freeName({ context, registry }: CreateParts): string {
  for (let attempt = 0; ; attempt++) {
    const name = randomName(context.random, attempt);
    if (!registry.named(name)) return name;
  }
}
