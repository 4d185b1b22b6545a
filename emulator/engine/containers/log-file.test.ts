import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../disks/memory-store.ts';
import { systemClock } from '../clock.ts';
import { LogFile } from './log-file.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function open(store = openMemoryStore(), mayExist = false) {
  const errors: unknown[] = [];
  return { store, errors, log: new LogFile(store, 'logs/x', systemClock(), (error) => errors.push(error), mayExist) };
}

async function texts(log: LogFile, from = 0): Promise<string[]> {
  const all: string[] = [];
  for (let at = from; ;) {
    const { entries, next } = await log.readFrom(at);
    if (entries.length === 0) return all;
    all.push(...entries.map(({ stream, bytes }) => `${stream} ${new TextDecoder().decode(bytes)}`));
    at = next;
  }
}

describe('the log of a container', () => {
  it('has a line an entry, whatever the pieces', async () => {
    const { log } = open();
    log.append('stdout', encode('one\ntw'));
    log.append('stderr', encode('err\n'));
    log.append('stdout', encode('o\nthree'));
    expect(await texts(log)).toEqual(['stdout one\n', 'stderr err\n', 'stdout two\n']);
    await log.close();
    expect(await texts(log, await log.tailOffset(2))).toEqual(['stdout two\n', 'stdout three']);
  });

  it('splits lines of more than 16 KB', async () => {
    const { log } = open();
    log.append('stdout', new Uint8Array(40_000).fill(65));
    await log.close();
    expect((await texts(log)).map((text) => text.length - 'stdout '.length)).toEqual([16_384, 16_384, 7_232]);
  });

  it('is there after a reload, without an entry torn by a crash', async () => {
    const { log, store } = open();
    log.append('stdout', encode('kept\nlost\n'));
    await log.close();
    const file = await store.open('logs/x/1', 'write');
    file.truncate(file.sizeBytes() - 3);
    file.close();
    const second = open(store, true).log;
    second.append('stdout', encode('new\n'));
    expect(await texts(second)).toEqual(['stdout kept\n', 'stdout new\n']);
  });

  it('keeps the newest megabytes, and its offsets', async () => {
    const { log, store, errors } = open();
    const line = encode(`${'x'.repeat(999)}\n`);
    for (let i = 0; i < 12_000; i++) await log.append('stdout', line);
    await log.close();
    expect(errors).toEqual([]);
    const { usedBytes } = await store.usage();
    expect(usedBytes).toBeLessThan(9 * 1024 * 1024);
    expect(usedBytes).toBeGreaterThan(4 * 1024 * 1024);
    expect((await texts(log, await log.tailOffset(3))).length).toBe(3);
    expect((await texts(log)).length).toBeGreaterThan(4_000);
    const again = open(store, true).log;
    expect(await again.endOffset()).toBe(await log.endOffset());
  });

  it('loses output when the store is full, says so, and goes on', async () => {
    const { log, errors } = open(openMemoryStore({ quotaBytes: 1_000 }));
    log.append('stdout', new Uint8Array(5_000).fill(66));
    await log.close();
    expect(errors).toEqual([expect.objectContaining({ kind: 'storage-full' })]);
  });

  it('opens no file for a container that printed nothing', async () => {
    const { log, store } = open();
    await log.close();
    await log.remove();
    expect([await log.endOffset(), await store.list('')]).toEqual([0, []]);
  });
});
