import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SlipwayError } from '../../../emulator/errors.ts';
import { DocumentSync, type TextBuffer } from './document-sync.ts';
import { contentOf, MAX_FILE_BYTES } from './text-content.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** The files of a machine that a test writes to as well. */
class FakeFiles {
  readonly content = new Map<string, Uint8Array>();
  writes = 0;
  failure: Error | undefined;
  onRead: () => void = () => {};

  async read(path: string, limitBytes: number): Promise<Uint8Array> {
    if (this.failure) throw this.failure;
    const bytes = this.content.get(path);
    this.onRead();
    if (bytes === undefined) throw Object.assign(new Error(`${path}: no such file`), { kind: 'not-found' });
    return bytes.subarray(0, limitBytes);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    if (this.failure) throw this.failure;
    this.writes++;
    this.content.set(path, bytes);
  }

  text = (path: string) => new TextDecoder().decode(this.content.get(path));
}

/** As Monaco does, it knows one kind of line end. */
class FakeBuffer implements TextBuffer {
  #text: string;
  readonly #callbacks = new Set<() => void>();
  isDisposed = false;
  constructor(text: string) {
    this.#text = text.replaceAll('\r\n', '\n');
  }
  text = () => this.#text;
  replace = (text: string) => this.type(text.replaceAll('\r\n', '\n'));
  type(text: string): void {
    this.#text = text;
    this.#callbacks.forEach((callback) => callback());
  }
  onEdit(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }
  dispose = () => void (this.isDisposed = true);
}

let files: FakeFiles;
let sync: DocumentSync<FakeBuffer>;
const put = (text: string) => files.content.set('f', encode(text));
const typed = async (text: string) => {
  sync.buffer!.type(text);
  await vi.advanceTimersByTimeAsync(500);
};

beforeEach(async () => {
  vi.useFakeTimers();
  files = new FakeFiles();
  sync = new DocumentSync('f', { files, makeBuffer: async (text) => new FakeBuffer(text), onState: () => {} });
  put('one');
  await sync.load();
});
afterEach(() => {
  sync.dispose();
  vi.useRealTimers();
});

test('typing is saved after a pause, once', async () => {
  expect(sync.state.kind).toBe('saved');
  sync.buffer!.type('one t');
  await vi.advanceTimersByTimeAsync(400);
  sync.buffer!.type('one two');
  await vi.advanceTimersByTimeAsync(400);
  expect(sync.state.kind).toBe('unsaved');
  expect(files.writes).toBe(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(sync.state.kind).toBe('saved');
  expect(files.text('f')).toBe('one two');
  expect(files.writes).toBe(1);
});

test('what is typed while it is being saved is saved next', async () => {
  sync.buffer!.type('a');
  files.onRead = () => {
    files.onRead = () => {};
    sync.buffer!.type('ab');
  };
  await sync.save();
  expect(sync.state.kind).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(500);
  expect(files.text('f')).toBe('ab');
  expect(sync.state.kind).toBe('saved');
});

test('what the machine writes comes into a buffer without changes', async () => {
  put('other');
  await sync.machineChanged();
  expect(sync.buffer!.text()).toBe('other');
  expect(sync.state.kind).toBe('saved');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(files.writes).toBe(0);
});

test.each(['mine', 'theirs'] as const)('changed on both sides nothing is lost until %s is chosen', async (side) => {
  sync.buffer!.type('mine');
  put('theirs');
  await sync.machineChanged();
  expect(sync.state).toEqual({ kind: 'conflict', theirs: 'theirs' });
  await typed('mine');
  await sync.save();
  expect(files.text('f')).toBe('theirs');
  expect(sync.buffer!.text()).toBe('mine');
  await sync.resolve(side);
  expect(files.text('f')).toBe(side);
  expect(sync.buffer!.text()).toBe(side);
  expect(sync.state.kind).toBe('saved');
});

test('a change of the machine that nobody told of is seen before it is written over', async () => {
  put('theirs');
  await typed('mine');
  expect(sync.state).toEqual({ kind: 'conflict', theirs: 'theirs' });
  expect(files.text('f')).toBe('theirs');
});

test('mine is written only over what was shown', async () => {
  sync.buffer!.type('mine');
  put('theirs');
  await sync.machineChanged();
  put('newer');
  await sync.resolve('mine');
  expect(sync.state).toEqual({ kind: 'conflict', theirs: 'newer' });
  expect(files.text('f')).toBe('newer');
});

test('the same change on both sides is none to settle', async () => {
  sync.buffer!.type('same');
  put('same');
  await sync.machineChanged();
  expect(sync.state.kind).toBe('saved');
});

test('a file that was removed is written again only when asked', async () => {
  files.content.delete('f');
  await sync.machineChanged();
  expect(sync.state).toEqual({ kind: 'gone', isUnsaved: false });
  await typed('more');
  expect(sync.state).toEqual({ kind: 'gone', isUnsaved: true });
  expect(files.writes).toBe(0);
  await sync.save({ isAsked: true });
  expect(files.text('f')).toBe('more');
  expect(sync.state.kind).toBe('saved');
});

test('a file that comes back is taken', async () => {
  files.content.delete('f');
  await sync.machineChanged();
  put('again');
  await sync.machineChanged();
  expect(sync.buffer!.text()).toBe('again');
  expect(sync.state.kind).toBe('saved');
});

test('a failure is told, keeps the text, and the next try goes on', async () => {
  files.failure = new SlipwayError('storage-full', 'No space left on device');
  await typed('mine');
  expect(sync.state).toEqual({
    kind: 'failed',
    reason: { kind: 'storage-full', detail: 'No space left on device' },
  });
  expect(sync.hasUnsaved).toBe(true);
  files.failure = undefined;
  await sync.save();
  expect(files.text('f')).toBe('mine');
});

test('line ends that the buffer does not know are left alone until something is typed', async () => {
  put('a\r\nb\n');
  await sync.machineChanged();
  expect(sync.state.kind).toBe('saved');
  await sync.save();
  expect(files.writes).toBe(0);
  expect(files.text('f')).toBe('a\r\nb\n');
});

test('a file that is no text any more is not edited', async () => {
  files.content.set('f', Uint8Array.of(0x7f, 0x45, 0));
  await sync.machineChanged();
  expect(sync.state.kind).toBe('binary');
  expect(sync.buffer).toBeUndefined();
  put('text');
  await sync.machineChanged();
  expect(sync.buffer!.text()).toBe('text');
});

test.each([
  [encode('a\tü\n'), 'text'],
  [Uint8Array.of(), 'text'],
  [Uint8Array.of(0x61, 0), 'binary'],
  [Uint8Array.of(0xff, 0xfe, 0x61), 'binary'],
  [new Uint8Array(MAX_FILE_BYTES + 1), 'too-large'],
] as const)('content %#', (bytes, kind) => expect(contentOf(bytes).kind).toBe(kind));

test('a byte order mark is kept', () => {
  expect(contentOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ kind: 'text', text: '\uFEFFa' });
});
