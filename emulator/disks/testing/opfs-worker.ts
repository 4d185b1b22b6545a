/** Runs in a worker of a real browser for `opfs-store.test.ts`: answers {step} messages with a result or an error. */
import { openDataDisk } from '../data-disk.ts';
import { openOpfsStore } from '../opfs-store.ts';
import type { Store } from '../store.ts';

let store: Store | undefined;
let lost = 0;
const bytes = (text: string) => new TextEncoder().encode(text);

async function textOf(name: string, at: number, length: number): Promise<string> {
  const file = await store!.open(name, 'read');
  const into = new Uint8Array(length);
  const count = file.read(into, at);
  file.close();
  return new TextDecoder().decode(into.subarray(0, count));
}

const steps: Record<string, () => Promise<unknown>> = {
  async open() {
    store = await openOpfsStore({ onLost: () => lost++ });
  },
  async steal() {
    store = await openOpfsStore({ steal: true });
  },
  lost: async () => lost,
  close: async () => store!.close(),
  async contract() {
    const missing = await store!.open('a/b', 'read').catch((error: { kind: string }) => error.kind);
    const file = await store!.open('blobs/sha256/ab', 'write');
    file.write(bytes('hello world'), 0);
    file.write(bytes('W'), 6);
    file.write(bytes('end'), 300_000);
    const whileOpen = await textOf('blobs/sha256/ab', 0, 11);
    const tail = await textOf('blobs/sha256/ab', 299_999, 100);
    file.truncate(2);
    file.truncate(4);
    file.flush();
    file.close();
    const cut = await textOf('blobs/sha256/ab', 0, 9);
    const kept = await store!.open('blobs/sha256/ab', 'write');
    const sizeBytes = kept.sizeBytes();
    kept.close();
    (await store!.open('top', 'write')).close();
    const names = [(await store!.list('')).sort(), await store!.list('blobs/sha256'), await store!.list('none')];
    await store!.remove('blobs');
    await store!.remove('blobs');
    const after = [await store!.exists('blobs/sha256/ab'), await store!.exists('top'), await store!.list('')];
    const isUsed = (await store!.usage()).quotaBytes! > 0;
    return { missing, whileOpen, tail, cut, sizeBytes, names, after, isUsed };
  },
  async diskWrite() {
    const disk = await openDataDisk({ store: store!, sizeBytes: 64 * 1024 * 1024 });
    const block = new Uint8Array(65536).fill(7);
    for (let i = 0; i < 512; i++) disk.write(i * 65536, block);
    disk.flush();
    // And one that is not flushed: the worker is killed behind it.
    disk.write(0, new Uint8Array(4096).fill(9));
  },
  async diskRead() {
    const disk = await openDataDisk({ store: store! });
    let sum = 0;
    for (let i = 0; i < 512; i++) sum += disk.read(i * 65536, 65536)[65535]!;
    const first = disk.read(0, 4096)[0];
    disk.close();
    return { first, sum };
  },
  async fill() {
    const file = await store!.open('big', 'write');
    const piece = new Uint8Array(8 * 1024 * 1024).fill(1);
    try {
      for (let i = 0; i < 100; i++) file.write(piece, i * piece.length);
      return 'not full';
    } catch (error) {
      return (error as { kind: string }).kind;
    } finally {
      file.close();
      await store!.remove('big');
    }
  },
};

self.onmessage = ({ data }: MessageEvent<string>) => {
  steps[data]!().then(
    (result) => self.postMessage({ result }),
    (error: { kind?: string; message: string }) =>
      self.postMessage({ kind: error.kind ?? 'bug', message: error.message }),
  );
};
