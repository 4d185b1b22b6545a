import { openMemoryStore } from '../../disks/memory-store.ts';
import type { Store } from '../../disks/store.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { ApiRequest } from '../transport.ts';
import { FakeGuest } from './fake-guest.ts';
import { FakeImages } from './fake-images.ts';

export function memoryRecords(): EngineRecords {
  const values = new Map<string, string>();
  return {
    get: <T>(key: string) => {
      const json = values.get(key);
      return json === undefined ? undefined : (JSON.parse(json) as T);
    },
    put: (key, value) => void values.set(key, JSON.stringify(value)),
    delete: (key) => void values.delete(key),
    list: <T>(prefix: string) =>
      [...values]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, json]) => ({ key, value: JSON.parse(json) as T })),
  };
}

export interface Answer {
  readonly status: number;
  /** Tests look into whatever JSON comes. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly guest: FakeGuest;
  readonly images: FakeImages;
  /** JSON in, JSON (or text) out. */
  call(method: ApiRequest['method'], path: string, body?: unknown): Promise<Answer>;
  /** As after a crash and a reload: a new machine, the same records and store. */
  reboot(changes?: { prepare(guest: FakeGuest): void }): Promise<TestEngine>;
}

/** An engine over the fakes, with an image 'test:latest' (CMD sh). */
export async function startTestEngine(
  earlier?: {
    records: EngineRecords;
    store: Store;
    images: FakeImages;
    /** Called before the engine looks at the guest. */
    prepare?(guest: FakeGuest): void;
  },
  options: Pick<EngineOptions, 'outsideAddress'> = {},
): Promise<TestEngine> {
  const guest = new FakeGuest();
  earlier?.prepare?.(guest);
  const images = earlier?.images ?? new FakeImages();
  if (!earlier) images.add('test:latest', { Cmd: ['sh'], Env: ['A=image'] });
  for (const { layers } of images.list()) {
    const folder = `/run/slipway/layers/${layers[0]!.slice('sha256:'.length)}`;
    guest.files.put(`${folder}/etc/passwd`, 'root:x:0:0:root:/root:/bin/sh\nwww:x:33:34:www:/var/www:/bin/sh\n');
    guest.files.put(`${folder}/etc/group`, 'root:x:0:\nwheel:x:10:root\nwww:x:34:\nextra:x:44:www\n');
  }
  const records = earlier?.records ?? memoryRecords();
  const store = earlier?.store ?? openMemoryStore();
  const engine = await createEngine({
    guest,
    images,
    records,
    store,
    ...options,
    report(what, error) {
      throw new Error(`${what}: ${String(error)}`, { cause: error });
    },
  });
  return {
    engine,
    guest,
    images,
    async call(method, path, body) {
      const response = await engine.transport.request({
        method,
        path,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(body)) }),
      });
      const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
      const isJson = response.headers['content-type'] === 'application/json';
      return { status: response.status, body: isJson ? JSON.parse(text) : text };
    },
    reboot: (changes) => startTestEngine({ records, store, images, ...changes }),
  };
}
