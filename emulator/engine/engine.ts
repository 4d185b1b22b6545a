import type { Store } from '../disks/store.ts';
import { createApi } from './api/create-api.ts';
import type { RouteTable } from './api/route.ts';
import type { BuildImages } from './build/build-images.ts';
import { Builder } from './build/builder.ts';
import { CacheMounts } from './build/cache-mounts.ts';
import { downloadUrl } from './build/download.ts';
import { LayerCache } from './build/layer-cache.ts';
import { systemClock, type Clock } from './clock.ts';
import { AccountCache } from './containers/account-cache.ts';
import { Containers } from './containers/containers.ts';
import { sweepLeftovers } from './containers/leftovers.ts';
import { ContainerRegistry } from './containers/registry.ts';
import type { EngineContext } from './context.ts';
import type { EngineRecords } from './engine-records.ts';
import { createEventLog, type EventLog } from './events/event-log.ts';
import { Execs } from './exec/execs.ts';
import type { Guest } from './guest.ts';
import type { Images } from './images/types.ts';
import { forwardNameQuery } from './networks/name-forwarder.ts';
import { answerNameQuery } from './networks/name-server.ts';
import { Networks } from './networks/networks.ts';
import { PublishedPorts } from './networks/published-ports.ts';
import { cryptoRandom, randomId, type RandomBytes } from './random.ts';
import { RunLog } from './runs/run-log.ts';
import { readGuestFacts, type GuestFacts } from './system/system-info.ts';
import type { EngineTransport } from './transport.ts';
import { Volumes } from './volumes/volumes.ts';

export interface EngineOptions {
  readonly guest: Guest;
  readonly images: Images;
  /** What the image store answers: /images and its like. */
  readonly imageRoutes?: RouteTable;
  /** The same images, for `docker build`; without it there is none. */
  readonly buildImages?: BuildImages;
  /** For what ADD and `docker build URL` name. */
  readonly fetch?: typeof globalThis.fetch;
  readonly records: EngineRecords;
  /** For logs. */
  readonly store: Store;
  /** The address of a host outside the containers' networks; without it there is none. */
  readonly outsideAddress?: (name: string) => string | undefined;
  /** Shared with the image store, which publishes its own; made when it is not given. */
  readonly events?: EventLog;
  /** What is remembered of the last runs; shared with the image store as well. */
  readonly runs?: RunLog;
  /** What ran in an earlier session runs again, and is paused again, when the engine is there. */
  readonly resumesContainers?: boolean;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  /** Told of what went wrong where no caller waits; the console by default. */
  readonly report?: (what: string, error: unknown) => void;
}

export interface Engine {
  readonly transport: EngineTransport;
  readonly events: EventLog;
  readonly ports: PublishedPorts;
  /** Waits for work behind the scenes and writes logs; containers are not stopped, the machine is. */
  shutdown(): Promise<void>;
}

/**
 * The engine: containers, networks, volumes and events over a guest, with the images of `images`, behind the Docker
 * Engine API. Resolves when the default bridge is up. What ran in an earlier session is Exited (255) then,
 * if it is not to be resumed.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { guest, images, records, store } = options;
  const clock = options.clock ?? systemClock();
  const random = options.random ?? cryptoRandom;
  const events = options.events ?? createEventLog(clock);
  const report = options.report ?? ((what, error) => console.error(`engine: ${what}:`, error));
  const underWay = new Set<Promise<void>>();
  const registry = new ContainerRegistry();
  const shared = { guest, records, clock, random, events };
  const networks = new Networks(shared);
  guest.onNameQuery((containerId, query, overTcp) => {
    const servers = registry.get(containerId)?.record.hostConfig.Dns ?? [];
    const forward = () => forwardNameQuery(guest, containerId, servers, query, overTcp);
    // `--dns` says who is asked for all that is outside.
    const outside = servers.length > 0 ? { forward } : { address: options.outsideAddress };
    return answerNameQuery(networks, containerId, query, overTcp, outside);
  });
  const ports = new PublishedPorts(guest);
  const volumes = new Volumes({
    ...shared,
    usersOf: (name) =>
      registry
        .all()
        .filter(({ record }) => record.mounts.some((mount) => mount.Name === name))
        .map(({ id }) => id),
  });
  const context: EngineContext = {
    ...shared,
    images,
    runs: options.runs ?? new RunLog(clock),
    store,
    networks,
    ports,
    volumes,
    report,
    background(what, work) {
      const watched: Promise<void> = work
        .then(
          () => {},
          (error: unknown) => report(what, error),
        )
        .finally(() => underWay.delete(watched));
      underWay.add(watched);
    },
  };

  const builderOf = (buildImages: BuildImages) =>
    new Builder({
      context,
      containers,
      images: buildImages,
      cache: new LayerCache(context, buildImages),
      cacheMounts: new CacheMounts(context),
      download: (url, checksum) => downloadUrl(options.fetch ?? globalThis.fetch, url, checksum),
    });

  let facts: Promise<GuestFacts> | undefined;
  const guestFacts = () => (facts ??= readGuestFacts(guest));
  const text = (path: string) =>
    guest.files.read(path).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => '',
    );
  const [guestResolvConf, guestHostname, kernelRelease] = await Promise.all([
    text('/etc/resolv.conf'),
    text('/proc/sys/kernel/hostname'),
    text('/proc/sys/kernel/osrelease'),
    networks.start(),
  ]);

  const accounts = new AccountCache(context);
  const containers = new Containers({
    context,
    registry,
    accounts,
    cpuCount: async () => (await guestFacts()).cpuCount,
    guestResolvConf,
    guestHostname: guestHostname.trim(),
    kernelRelease: kernelRelease.trim(),
  });
  containers.restore(options.resumesContainers);
  await Promise.all([sweepLeftovers(context, registry), volumes.restore(context.background.bind(context))]);
  images.setUsers((imageId) =>
    registry
      .all()
      .filter(({ record }) => record.image === imageId)
      .map((container) => ({ containerId: container.id, running: container.isRunning })),
  );

  const builder = options.buildImages && builderOf(options.buildImages);
  const transport = createApi({
    builder,
    context,
    containers,
    execs: new Execs(context, registry, accounts),
    engineId: engineIdOf(records, random),
    facts: guestFacts,
    imageRoutes: options.imageRoutes ?? [],
  });
  if (options.resumesContainers) await containers.resume();
  context.background('starting containers again', containers.startAgain());
  return {
    transport,
    events,
    ports,
    async shutdown() {
      await containers.shutdown();
      await Promise.all(underWay);
    },
  };
}

function engineIdOf(records: EngineRecords, random: RandomBytes): string {
  const known = records.get<string>('engine/id');
  if (known) return known;
  const id = randomId(random);
  records.put('engine/id', id);
  return id;
}
