import { expect, test } from 'vitest';
import { openCheckpointStore } from './checkpoint-store.ts';
import { openMemoryStore } from './memory-store.ts';
import type { Store, StoreFile } from './store.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function write(store: Store, name: string, text: string | Uint8Array, at = 0): Promise<void> {
  const file = await store.open(name, 'write');
  file.write(typeof text === 'string' ? bytesOf(text) : text, at);
  file.close();
}

/** Every file with its content. */
async function contents(store: Store, folder = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of await store.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (!(await store.exists(path))) Object.assign(found, await contents(store, path));
    else {
      const file = await store.open(path, 'read');
      const bytes = new Uint8Array(file.sizeBytes());
      file.read(bytes, 0);
      file.close();
      found[path] = new TextDecoder().decode(bytes);
    }
  }
  return found;
}

const big = new Uint8Array(20_000).fill(97);

async function filled(inner: Store = openMemoryStore()) {
  const store = await openCheckpointStore(inner);
  await write(store, 'disk', big);
  await write(store, 'records', 'one\n');
  await write(store, 'layers/1', 'layer');
  await write(store, 'logs/x/0', 'log');
  return store;
}

/** All that can happen to files, twice with different words. */
async function change(store: Store, word: string): Promise<void> {
  await write(store, 'disk', word, 5_000);
  await write(store, 'disk', word, 30_000);
  await write(store, 'records', `${word}\n`, 4);
  const records = await store.open('records', 'write');
  records.truncate(1);
  records.close();
  await store.remove('layers/1');
  await write(store, `layers/${word}`, word);
  await store.remove('logs/x');
  await write(store, 'logs/x/0', `${word} again`);
}

test('goes back to each checkpoint, and on from there', async () => {
  const store = await filled();
  const states = [await contents(store)];
  const checkpoints = [await store.checkpoint('first')];
  for (const word of ['two', 'three', 'four']) {
    await change(store, word);
    states.push(await contents(store));
    checkpoints.push(await store.checkpoint(word));
  }
  await change(store, 'five');
  await store.rollBack(checkpoints[2]!);
  expect(await contents(store)).toEqual(states[2]);
  expect(store.checkpoints().map(({ note }) => note)).toEqual(['first', 'two', 'three']);
  await change(store, 'six');
  await store.rollBack(checkpoints[2]!);
  expect(await contents(store)).toEqual(states[2]);
  await change(store, 'seven');
  await store.rollBack(checkpoints[0]!);
  expect(await contents(store)).toEqual(states[0]);
  await expect(store.rollBack(checkpoints[1]!)).rejects.toMatchObject({ kind: 'not-found' });
});

test('a removed file is gone, and made anew is empty', async () => {
  const store = await filled();
  await store.checkpoint('');
  await store.remove('layers/1');
  expect(await store.exists('layers/1')).toBe(false);
  expect(await store.list('layers')).toEqual([]);
  await expect(store.open('layers/1', 'read')).rejects.toMatchObject({ kind: 'not-found' });
  const file = await store.open('layers/1', 'write');
  expect(file.sizeBytes()).toBe(0);
});

test('files that stay open are kept, too', async () => {
  const store = await filled();
  const disk = await store.open('disk', 'write');
  const before = await contents(store);
  const checkpoint = await store.checkpoint('');
  disk.write(bytesOf('later'), 4_094);
  disk.close();
  expect(await contents(store)).not.toEqual(before);
  await store.rollBack(checkpoint);
  expect(await contents(store)).toEqual(before);
});

test('checkpoints are there when the store is opened next', async () => {
  const inner = openMemoryStore();
  let store = await filled(inner);
  const states = [];
  for (const word of ['one', 'two', 'three']) {
    states.push(await contents(store));
    await store.checkpoint(word);
    await change(store, word);
    // As after a crash: nothing was closed.
    if (word !== 'two') store = await openCheckpointStore(inner);
  }
  const last = await contents(store);
  expect(await contents(await openCheckpointStore(inner))).toEqual(last);
  for (const expected of [...states].reverse()) {
    store = await openCheckpointStore(inner);
    const { checkpoint } = store.checkpoints().at(-1)!;
    await change(store, 'four');
    await store.rollBack(checkpoint);
    expect(await contents(store)).toEqual(expected);
    await store.rollBack(checkpoint);
    expect(await contents(store)).toEqual(expected);
    const isFirst = expected === states[0];
    if (!isFirst) await store.rollBack(store.checkpoints().at(-2)!.checkpoint);
    else expect(store.checkpoints().map(({ note }) => note)).toEqual(['one']);
  }
});

test('a file that was removed and made anew between checkpoints is as it was at each', async () => {
  const inner = openMemoryStore();
  const store = await filled(inner);
  const states: [number, Record<string, string>][] = [];
  const take = async () => states.push([await store.checkpoint(''), await contents(store)]);
  await take();
  await write(store, 'disk', 'changed', 9_000);
  await store.remove('disk');
  await take();
  await write(store, 'disk', 'new');
  await take();
  await store.remove('disk');
  await write(store, 'disk', 'newer');
  for (const [checkpoint, expected] of states.reverse()) {
    await store.rollBack(checkpoint);
    expect(await contents(store)).toEqual(expected);
  }
});

test('what a given up checkpoint held on to is gone, if need be when the store is opened next', async () => {
  const inner = openMemoryStore();
  let store = await filled(inner);
  for (let count = 0; count < 24; count++) await store.checkpoint(String(count));
  await store.remove('layers/1');
  for (let count = 0; count < 23; count++) await store.checkpoint('more');
  expect(store.checkpoints()[0]!.note).toBe('23');
  store = await openCheckpointStore(inner);
  expect(await inner.exists('layers/1')).toBe(true);
  await store.checkpoint('the last');
  store = await openCheckpointStore(inner);
  expect([store.checkpoints().length, await inner.exists('layers/1')]).toEqual([24, false]);
});

test('a checkpoint that a crash of the computer has damaged is given up', async () => {
  const inner = openMemoryStore();
  let store = await filled(inner);
  const checkpoint = await store.checkpoint('damaged');
  await change(store, 'two');
  const after = await contents(store);
  const log = await inner.open(`checkpoints/${checkpoint}.undo`, 'write');
  log.write(new Uint8Array(100), log.sizeBytes() / 2);
  log.close();
  store = await openCheckpointStore(inner);
  for (const { checkpoint } of store.checkpoints()) {
    await expect(store.rollBack(checkpoint)).rejects.toMatchObject({ kind: 'not-found' });
  }
  expect([store.checkpoints(), await contents(store)]).toEqual([[], after]);
});

test('more than can be kept gives up the oldest checkpoint', async () => {
  const inner = openMemoryStore();
  const store = await openCheckpointStore(inner, { checkpoints: 9, keptBytes: 220_000 });
  await write(store, 'disk', new Uint8Array(140_000));
  await write(store, 'old', 'x');
  const first = await store.checkpoint('');
  await store.remove('old');
  const second = await store.checkpoint('');
  await write(store, 'disk', new Uint8Array(100_000));
  expect(store.checkpoints().map(({ checkpoint }) => checkpoint)).toEqual([first, second]);
  const third = await store.checkpoint('');
  await write(store, 'disk', new Uint8Array(140_000));
  expect(store.checkpoints().map(({ checkpoint }) => checkpoint)).toEqual([third]);
  await expect.poll(() => inner.exists('old')).toBe(false);
});

test('a full store gives up its checkpoints for the room that they take', async () => {
  const inner = openMemoryStore({ quotaBytes: 1_000_000 });
  const store = await openCheckpointStore(inner);
  await write(store, 'removed', new Uint8Array(600_000));
  await store.checkpoint('');
  await store.remove('removed');
  await expect(write(store, 'more', new Uint8Array(600_000))).rejects.toMatchObject({ kind: 'storage-full' });
  expect(store.checkpoints()).toEqual([]);
  await write(store, 'more', new Uint8Array(600_000));
});

test('a crash after a full store gave them up leaves none that is only half there', async () => {
  const inner = openMemoryStore({ quotaBytes: 1_000_000 });
  // The last byte of the quota is used when the checkpoint is given up, and nothing is removed before the crash.
  const crashing: Store = { ...bound(inner), remove: async () => Promise.reject(new Error('no power')) };
  const store = await openCheckpointStore(crashing);
  await write(store, 'disk', new Uint8Array(300_000));
  await write(store, 'old', 'x');
  await store.checkpoint('');
  await store.remove('old');
  await write(store, 'disk', new Uint8Array(300_000).fill(1));
  const { usedBytes } = await inner.usage();
  await write(store, 'rest', new Uint8Array(1_000_000 - usedBytes - 100));
  // What was kept gives its room back at once.
  await write(store, 'more', new Uint8Array(100_000));
  const after = await openCheckpointStore(inner);
  expect([after.checkpoints(), await after.exists('old')]).toEqual([[], false]);
  expect((await contents(after))['disk']).toBe('\u0001'.repeat(300_000));
});

function bound(store: Store): Store {
  return {
    open: (name, mode) => store.open(name, mode),
    exists: (name) => store.exists(name),
    list: (folder) => store.list(folder),
    remove: (name) => store.remove(name),
    usage: () => store.usage(),
    close: () => store.close(),
  };
}

/** Fails at its n-th write from `arm(n)` on, and at all after it, as a machine without power does. */
function fragile(inner: Store) {
  let left = Infinity;
  const spend = () => {
    if (--left < 0) throw new Error('no power');
  };
  const wrap = (file: StoreFile): StoreFile => ({
    read: (into, at) => file.read(into, at),
    write: (from, at) => (spend(), file.write(from, at)),
    sizeBytes: () => file.sizeBytes(),
    truncate: (size) => (spend(), file.truncate(size)),
    flush: () => file.flush(),
    close: () => file.close(),
  });
  const store: Store = {
    ...bound(inner),
    open: async (name, mode) => wrap(await inner.open(name, mode)),
    remove: async (name) => (spend(), inner.remove(name)),
  };
  return { store, arm: (writes: number) => (left = writes) };
}

test('a crash at any moment of the way leaves the one state or the other', async () => {
  let hasFinished = false;
  for (let writes = 0; !hasFinished; writes++) {
    const inner = openMemoryStore();
    const { store: weak, arm } = fragile(inner);
    const store = await filled(weak);
    const before = await contents(store);
    const checkpoint = await store.checkpoint('');
    await change(store, 'two');
    const after = await contents(store);
    arm(writes);
    hasFinished = await store.rollBack(checkpoint).then(
      () => true,
      () => false,
    );
    const found = await contents(await openCheckpointStore(inner));
    if (hasFinished) expect(found).toEqual(before);
    else expect([before, after]).toContainEqual(found);
  }
});
