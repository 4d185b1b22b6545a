import { expect, test, vi } from 'vitest';
import { Documents } from './documents.ts';
import type { TextBuffer } from './document-sync.ts';

function makeBuffer(text: string): TextBuffer & { type(text: string): void; isDisposed: boolean } {
  const callbacks = new Set<() => void>();
  const buffer = {
    isDisposed: false,
    text: () => text,
    replace: (other: string) => buffer.type(other),
    type(other: string) {
      text = other;
      callbacks.forEach((callback) => callback());
    },
    onEdit(callback: () => void) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    dispose: () => void (buffer.isDisposed = true),
  };
  return buffer;
}

function setUp(content: Record<string, string>) {
  const machine = new Map(Object.entries(content));
  const files = {
    async read(path: string) {
      const text = machine.get(path);
      if (text === undefined) throw Object.assign(new Error('no such file'), { kind: 'not-found' });
      return new TextEncoder().encode(text);
    },
    async write(path: string, bytes: Uint8Array) {
      machine.set(path, new TextDecoder().decode(bytes));
    },
  };
  return { machine, documents: new Documents(files, async (_path, text) => makeBuffer(text)) };
}

test('files are opened once, shown in turn and closed', async () => {
  const { documents } = setUp({ a: '1', 'b/c': '2' });
  await documents.open('a');
  await documents.open('b/c');
  await documents.open('a');
  const { list } = documents.get();
  expect(list.map(({ path }) => path)).toEqual(['a', 'b/c']);
  expect(documents.active()?.path).toBe('a');
  documents.step(-1);
  expect(documents.active()?.path).toBe('b/c');
  const buffer = documents.buffer(list[1]!.id)!;
  expect(await documents.close(list[1]!.id)).toBe(true);
  expect(buffer.isDisposed).toBe(true);
  expect(documents.active()?.path).toBe('a');
});

test('closing saves; what cannot be saved stays open', async () => {
  const { machine, documents } = setUp({ a: '1' });
  const { id } = (await documents.open('a'))!;
  documents.buffer(id)!.type('2');
  expect(documents.hasUnsaved()).toBe(true);
  machine.set('a', '3');
  expect(await documents.close(id)).toBe(false);
  expect(documents.active()?.state.kind).toBe('conflict');
  await documents.resolve(id, 'mine');
  expect(await documents.close(id)).toBe(true);
  expect(machine.get('a')).toBe('2');
});

test('renaming a folder takes what is open in it along, saved', async () => {
  const { machine, documents } = setUp({ 'old/a': '1', older: '2' });
  const { id } = (await documents.open('old/a'))!;
  await documents.open('older');
  documents.buffer(id)!.type('3');
  await documents.move('old', 'new', async () => {
    machine.set('new/a', machine.get('old/a')!);
    machine.delete('old/a');
  });
  expect(documents.get().list.map(({ path }) => path)).toEqual(['new/a', 'older']);
  expect(machine.get('new/a')).toBe('3');
  documents.buffer(id)!.type('4');
  await documents.save(id);
  expect(machine.get('new/a')).toBe('4');
  await documents.removed('new');
  expect(documents.get().list.map(({ path }) => path)).toEqual(['older']);
});

test('changes of the machine reach the files they are about', async () => {
  vi.useFakeTimers();
  const { machine, documents } = setUp({ 'd/a': '1', b: '1' });
  const a = (await documents.open('d/a'))!;
  const b = (await documents.open('b'))!;
  machine.set('d/a', '2');
  machine.set('b', '2');
  documents.machineChanged('d');
  await vi.advanceTimersByTimeAsync(100);
  expect(documents.buffer(a.id)!.text()).toBe('2');
  expect(documents.buffer(b.id)!.text()).toBe('1');
  documents.machineChanged('');
  await vi.advanceTimersByTimeAsync(100);
  expect(documents.buffer(b.id)!.text()).toBe('2');
  vi.useRealTimers();
});
