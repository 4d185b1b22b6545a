import { expect, it } from 'vitest';
import { openLayerStore } from '../../disks/layer-store.ts';
import { openMemoryStore } from '../../disks/memory-store.ts';
import { systemClock } from '../clock.ts';
import { createEngine } from '../engine.ts';
import { createEventLog } from '../events/event-log.ts';
import { ImageStore } from '../images/image-store.ts';
import { RunLog } from '../runs/run-log.ts';
import { FakeRegistry, layerOf } from '../images/testing/fake-registry.ts';
import { openRecords } from '../records.ts';
import { FakeGuest } from '../testing/fake-guest.ts';
import { sendFuzz } from '../testing/fuzz-client.ts';
import { Dice, fuzzRequest } from '../testing/fuzz-requests.ts';
import type { EngineTransport } from '../transport.ts';
import { imageRoutes } from './images.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1500);

async function startEngine(): Promise<{ transport: EngineTransport; reports: string[] }> {
  const guest = new FakeGuest();
  const store = openMemoryStore();
  const records = await openRecords(store);
  const layers = await openLayerStore(store, records);
  const registry = new FakeRegistry();
  registry.publish('library/test:latest', [
    layerOf([{ path: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\n' }]),
  ]);
  const images = new ImageStore({ store, records, layers, registry, guest });
  const [events, clock] = [createEventLog(systemClock()), systemClock()];
  const runs = new RunLog(clock);
  const reports: string[] = [];
  const { transport } = await createEngine({
    guest,
    images,
    buildImages: images,
    imageRoutes: imageRoutes({
      ...{ images, registry, events, runs, clock, guest },
      fetch: () => Promise.reject(new Error('no network')),
    }),
    records,
    store,
    events,
    runs,
    clock,
    report: (what, error) => reports.push(`${what}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
  });
  return { transport, reports };
}

async function call(transport: EngineTransport, path: string, body?: object): Promise<number> {
  const bytes = new TextEncoder().encode(JSON.stringify(body ?? {}));
  const response = await transport.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: bytes,
  });
  await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  return response.status;
}

/** What SEEDS of fuzz-requests.ts are about, wherever earlier requests removed it. */
async function furnish(transport: EngineTransport): Promise<void> {
  await call(transport, '/images/create?fromImage=test&tag=latest');
  await call(transport, '/volumes/create', { Name: 'box' });
  await call(transport, '/networks/create', { Name: 'net' });
  await call(transport, '/containers/create?name=web', { Image: 'test', Cmd: ['serve'], OpenStdin: true });
  await call(transport, '/containers/web/start');
}

it(`answers ${REQUESTS} requests that are wrong in some way`, { timeout: 300_000 }, async () => {
  const { transport, reports } = await startEngine();
  const dice = new Dice(SEED);
  const statuses = new Map<number, number>();
  for (let count = 0; count < REQUESTS; count++) {
    if (count % 100 === 0) await furnish(transport);
    const request = fuzzRequest(dice);
    const status = await sendFuzz(transport, request).catch((cause: Error) => {
      throw new Error(`request ${count} of seed ${SEED}: ${cause.message}`, { cause });
    });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(reports).toEqual([]);
  // It did reach what is behind the parsers, and the engine is well.
  for (const status of [200, 201, 204, 400, 404, 409]) expect(statuses.get(status), `${status}`).toBeGreaterThan(5);
  expect(await call(transport, '/containers/create?name=after', { Image: 'test', Cmd: ['true'] })).toBeLessThan(500);
});
