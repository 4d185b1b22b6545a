import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../disks/memory-store.ts';
import type { Store } from '../disks/store.ts';
import { openRecords } from './records.ts';

async function bytesOf(store: Store, name: string): Promise<Uint8Array> {
  const file = await store.open(name, 'read');
  const bytes = new Uint8Array(file.sizeBytes());
  file.read(bytes, 0);
  return bytes;
}

async function storeWith(files: Record<string, Uint8Array>): Promise<Store> {
  const store = openMemoryStore();
  for (const [name, bytes] of Object.entries(files)) (await store.open(name, 'write')).write(bytes, 0);
  return store;
}

describe('records', () => {
  test('are kept across reopening', async () => {
    const store = openMemoryStore();
    const records = await openRecords(store);
    records.put('container/b', { name: 'web', pid: null });
    records.put('container/a', { name: 'ünïcode\n' });
    records.put('network/x', 1);
    records.put('container/b', { name: 'web2' });
    records.delete('network/x');
    records.delete('nothing');
    records.close();
    const again = await openRecords(store);
    expect(again.get('container/b')).toEqual({ name: 'web2' });
    expect(again.get('network/x')).toBeUndefined();
    expect(again.list('container/')).toEqual([
      { key: 'container/a', value: { name: 'ünïcode\n' } },
      { key: 'container/b', value: { name: 'web2' } },
    ]);
    again.close();
  });

  test('give out copies', async () => {
    const records = await openRecords(openMemoryStore());
    const value = { list: [1] };
    records.put('k', value);
    value.list.push(2);
    records.get<{ list: number[] }>('k')!.list.push(3);
    expect(records.get('k')).toEqual({ list: [1] });
    records.close();
  });

  test('after a crash at any byte hold every change that was whole, and can be added to', async () => {
    const store = openMemoryStore();
    const records = await openRecords(store);
    const lengths = [(await bytesOf(store, 'records')).length];
    for (let i = 0; i < 5; i++) {
      records.put(`k${i}`, 'x'.repeat(i * 3));
      lengths.push((await bytesOf(store, 'records')).length);
    }
    records.close();
    const whole = await bytesOf(store, 'records');
    for (let cut = 0; cut <= whole.length; cut++) {
      const crashed = await storeWith({ records: whole.slice(0, cut) });
      const after = await openRecords(crashed);
      const expected = lengths.filter((length) => length <= cut).length - 1;
      expect(after.list('k')).toHaveLength(Math.max(0, expected));
      after.put('later', true);
      after.close();
      const again = await openRecords(crashed);
      expect(again.get('later')).toBe(true);
      again.close();
    }
  });

  test('are written anew when most of the file is out of date, safely wherever a crash comes', async () => {
    const store = openMemoryStore();
    const records = await openRecords(store);
    for (let i = 0; i < 3000; i++) records.put('counter', { i, filler: 'x'.repeat(50) });
    records.put('other', 'kept');
    records.close();
    const grown = await bytesOf(store, 'records');
    (await openRecords(store)).close();
    const compacted = await bytesOf(store, 'records');
    expect(compacted.length).toBeLessThan(300);
    expect(await store.exists('records.new')).toBe(false);

    const crashes: Record<string, Uint8Array>[] = [
      { records: grown, 'records.new': compacted.slice(0, 40) },
      { records: new Uint8Array(0), 'records.new': compacted },
      { records: compacted.slice(0, 40), 'records.new': compacted },
      { records: compacted, 'records.new': compacted },
    ];
    for (const files of crashes) {
      const after = await openRecords(await storeWith(files));
      expect(after.get('counter')).toMatchObject({ i: 2999 });
      expect(after.get('other')).toBe('kept');
      after.close();
    }
  });

  test('are written anew while they are open, again and again, and a crash at any moment finds them', async () => {
    const store = openMemoryStore();
    const records = await openRecords(store);
    records.put('other', 'kept');
    let largestBytes = 0;
    for (let i = 0; i < 3_000; i++) {
      records.put('counter', { i, filler: 'x'.repeat(2000) });
      if (i % 100 !== 0) continue;
      // The first time the other file is opened behind the scenes.
      await new Promise((resolve) => setTimeout(resolve));
      const files: Record<string, Uint8Array> = { records: await bytesOf(store, 'records') };
      if (await store.exists('records.new')) files['records.new'] = await bytesOf(store, 'records.new');
      const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
      largestBytes = Math.max(largestBytes, bytes);
      const crashed = await openRecords(await storeWith(files));
      expect(crashed.get('counter')).toMatchObject({ i });
      expect(crashed.get('other')).toBe('kept');
      crashed.close();
    }
    // 6 MB were written.
    expect(largestBytes).toBeLessThan(1.3e6);
    records.close();
    const again = await openRecords(store);
    expect(again.get('counter')).toMatchObject({ i: 2_999 });
    again.close();
  });

  test('that find no room to be written anew go on as they are', async () => {
    const store = openMemoryStore({ quotaBytes: 1.6e6 });
    const records = await openRecords(store);
    for (let i = 0; i < 7; i++) records.put(`big${i}`, 'x'.repeat(200_000));
    await new Promise((resolve) => setTimeout(resolve));
    records.put('last', true);
    records.close();
    const again = await openRecords(store);
    expect(again.list('big')).toHaveLength(7);
    expect(again.get('last')).toBe(true);
    again.close();
  });

  test('a full store refuses the change and keeps the old value', async () => {
    const store = openMemoryStore({ quotaBytes: 200 });
    const records = await openRecords(store);
    records.put('k', 'old');
    expect(() => records.put('k', 'x'.repeat(300))).toThrow(expect.objectContaining({ kind: 'storage-full' }));
    expect(records.get('k')).toBe('old');
    records.delete('k');
    records.close();
    const again = await openRecords(store);
    expect(again.list('')).toEqual([]);
    again.close();
  });
});
