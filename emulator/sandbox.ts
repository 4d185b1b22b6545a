import { runDocker } from './cli/docker.ts';
import type { BlockDevice } from './disks/block-device.ts';
import { hasDataDisk, openDataDisk, type DataDisk } from './disks/data-disk.ts';
import { LateDisk } from './disks/late-disk.ts';
import { openLayerStore } from './disks/layer-store.ts';
import { LAYERS_DISK_BYTES } from './disks/layers-disk.ts';
import { serveHttp } from './engine/api/http-server.ts';
import { imageRoutes } from './engine/api/images.ts';
import { systemClock } from './engine/clock.ts';
import { createEngine } from './engine/engine.ts';
import { createEventLog } from './engine/events/event-log.ts';
import { ImageStore } from './engine/images/image-store.ts';
import { openRecords } from './engine/records.ts';
import { RunLog } from './engine/runs/run-log.ts';
import type { EngineTransport } from './engine/transport.ts';
import { SlipwayError } from './errors.ts';
import { AgentClient } from './link/agent-client.ts';
import { createMachine } from './machine/create-machine.ts';
import type { Machine } from './machine/machine.ts';
import { createMirror, outsideAddress } from './mirror/mirror.ts';
import { createRegistryClient } from './registry/client.ts';
import { reachRegistries } from './registry/reach-registries.ts';
import type { RestoreSpare, Sandbox, SandboxOptions } from './sandbox-types.ts';

/** The agent answers within milliseconds of a restore; a cold boot takes seconds, on a slow machine many. */
const ANSWER_TIMEOUT_MS = { restored: 20_000, cold: 180_000 };

/**
 * Puts the parts together: store → disks → machine → agent → engine → CLI. The one place that knows all of them;
 * it runs in a Web Worker (`browser/worker.ts`) and in Node (`headless/`) alike.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const undo: (() => void | Promise<void>)[] = [];
  try {
    return await assemble(options, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function assemble(options: SandboxOptions, undo: (() => void | Promise<void>)[]): Promise<Sandbox> {
  const { store, cold, onBoot, onFailure } = options;
  const records = await openRecords(store);
  undo.push(() => records.close());
  const layers = await openLayerStore(store, records);
  undo.push(() => layers.close());
  const dataDisk = await openDisk(options);
  undo.push(() => dataDisk.close());

  onBoot(cold ? 'cold-boot' : 'restore');
  const machine = await startMachine(options, layers.disk, dataDisk);
  undo.push(() => machine.destroy());
  let ending: Promise<void> | undefined;
  const failed = (error: SlipwayError) => {
    if (ending === undefined) onFailure(error);
  };
  const agent = new AgentClient(machine.link, failed, layers.disk.window);
  machine.onFailure(failed);
  machine.run();
  await answerWithin(agent.connect(), cold ? ANSWER_TIMEOUT_MS.cold : ANSWER_TIMEOUT_MS.restored);

  onBoot('disk');
  await agent.setTime(BigInt(Date.now()) * 1_000_000n, crypto.getRandomValues(new Uint8Array(64)));
  await agent.mountData();

  onBoot('engine');
  const reach = reachRegistries({
    dial: (address, port) => agent.dial('', address, port),
    siteUrl: options.registryBaseUrl,
    siteFetch: options.fetch,
    remoteFetch: options.remoteFetch ?? options.fetch,
    registryFetch: options.registryFetch,
  });
  const registry = createRegistryClient({ fetch: options.fetch, dockerHubUrl: options.registryBaseUrl, ...reach });
  /** As the machine would ask: its own ports by their names. */
  const outside: typeof fetch = (input, init) => reach.fetchFrom(new URL(new Request(input).url).host)(input, init);
  const images = new ImageStore({ store, records, layers, registry, guest: agent });
  await images.content.removeUnfinished();
  const clock = systemClock();
  const events = createEventLog(clock);
  const runs = new RunLog(clock);
  const engine = await createEngine({
    guest: agent,
    images,
    buildImages: images,
    fetch: outside,
    imageRoutes: imageRoutes({ images, registry, events, runs, clock, guest: agent, fetch: outside }),
    outsideAddress,
    resumesContainers: options.resumesContainers,
    records,
    store,
    events,
    runs,
    clock,
  });
  agent.onApiConnection((connection) => void serveHttp(connection, engine.transport));
  const mirror = createMirror({ fetch: options.fetch, baseUrl: `${options.registryBaseUrl}/catalogue/mirror` });
  agent.onMirrorConnection((connection) => void serveHttp(connection, mirror));
  agent.onCli((argv, io) => {
    // Who asks is the command: the engine tells its requests from those of another one.
    const client = { argv };
    const transport: EngineTransport = { request: (request) => engine.transport.request({ ...request, client }) };
    return runDocker(argv, { ...io, registries: registry }, transport);
  });

  const flush = async () => {
    await agent.sync();
    dataDisk.flush();
    records.flush();
  };
  const end = (how: () => Promise<void>) =>
    (ending ??= (async () => {
      await how();
      agent.disconnect(new SlipwayError('unavailable', 'the machine was stopped'));
      for (const step of undo.reverse()) await step();
    })());
  return {
    transport: engine.transport,
    guest: agent,
    ports: {
      list: () => engine.ports.list(),
      watch: (listener) => engine.ports.watch(listener),
      connect: (port, address = '127.0.0.1') => agent.dial('', address, port),
    },
    cold,
    usage: () => store.usage(),
    flush,
    cutPower: () => end(() => engine.shutdown()),
    shutdown: () =>
      end(async () => {
        await engine.shutdown();
        await flush();
      }),
    async reset() {
      await end(() => engine.shutdown());
      for (const name of await store.list('')) await store.remove(name);
    },
  };
}

function openDisk({ store, manifest, loadPart, onFailure }: SandboxOptions): Promise<DataDisk> {
  return hasDataDisk(store).then(async (made) =>
    openDataDisk({
      store,
      sizeBytes: manifest.dataDiskBytes,
      template: made ? undefined : await loadPart('dataDisk'),
      onFull: onFailure,
    }),
  );
}

/** Takes most of what a start takes until the disks are needed. */
export const restoreSpare: RestoreSpare = async ({ manifest, loadPart }) => {
  const layersDisk = new LateDisk(LAYERS_DISK_BYTES);
  const dataDisk = new LateDisk(manifest.dataDiskBytes);
  const machine = await makeMachine({ manifest, loadPart, cold: false }, layersDisk, dataDisk);
  return {
    async take(layers, data) {
      try {
        layersDisk.plugIn(layers);
        dataDisk.plugIn(data);
        return machine;
      } catch {
        await machine.destroy();
        return undefined;
      }
    },
    discard: () => machine.destroy(),
  };
};

async function startMachine(options: SandboxOptions, layersDisk: BlockDevice, dataDisk: BlockDevice): Promise<Machine> {
  const spare = await options.spare?.take(layersDisk, dataDisk);
  return spare ?? makeMachine(options, layersDisk, dataDisk);
}

async function makeMachine(
  { manifest, loadPart, cold }: Pick<SandboxOptions, 'manifest' | 'loadPart' | 'cold'>,
  layersDisk: BlockDevice,
  dataDisk: BlockDevice,
): Promise<Machine> {
  const [wasm, bios] = await Promise.all([loadPart('wasm'), loadPart('bios')]);
  const common = { memoryBytes: manifest.memoryBytes, wasm, bios, layersDisk, dataDisk };
  if (cold) {
    const [kernel, initrd] = await Promise.all([loadPart('kernel'), loadPart('initrd')]);
    return createMachine({ ...common, kernel, initrd, commandLine: manifest.commandLine });
  }
  const state = await loadPart('state');
  try {
    return await createMachine({ ...common, state });
  } catch (cause) {
    throw new SlipwayError('corrupt', `the snapshot could not be restored: ${(cause as Error).message}`, { cause });
  }
}

async function answerWithin(answer: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SlipwayError('corrupt', 'the machine started, but nothing in it answers')),
      timeoutMs,
    );
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
