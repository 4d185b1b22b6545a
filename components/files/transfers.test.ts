import { beforeEach, describe, expect, it } from 'vitest';
import { foldersOf, joinPath } from './paths.ts';
import { Transfers, type TransferFiles } from './transfers.ts';

/** A workspace in memory; 'full' takes nothing, 'slow' takes long. */
class Workspace implements TransferFiles {
  readonly files = new Map<string, string>();
  readonly folders = new Set<string>();

  async list(path: string) {
    if (path !== '' && !this.folders.has(path)) throw new Error('no such folder');
    return [...this.files.keys()]
      .filter((file) => file.slice(0, Math.max(file.lastIndexOf('/'), 0)) === path)
      .map((file) => ({ name: file.split('/').at(-1)! }));
  }
  async makeDirectory(path: string) {
    if (this.folders.has(path)) throw new Error('File exists');
    this.folders.add(path);
  }
  async open(path: string) {
    const text = this.files.get(path);
    if (text === undefined) throw new Error(`${path}: no such file`);
    return { stream: new Blob([text]).stream(), sizeBytes: text.length };
  }
  async archive(path: string) {
    return new Blob([`archive of ${path}`]).stream();
  }
  async create(path: string) {
    let text = '';
    return new WritableStream<Uint8Array>({
      write: (bytes) => {
        if (path === 'full') throw new Error('no space left on device');
        if (path === 'slow') return new Promise<void>((resolve) => setTimeout(resolve, 100));
        text += new TextDecoder().decode(bytes);
      },
      close: () => void this.files.set(path, text),
    });
  }
}

let workspace: Workspace;
let saved: Record<string, string>;
let transfers: Transfers;

beforeEach(() => {
  workspace = new Workspace();
  saved = {};
  transfers = new Transfers(
    () => workspace,
    async (name, content) => {
      saved[name] = await new Response(content as ReadableStream<Uint8Array<ArrayBuffer>>).text();
    },
  );
});

const upload = (path: string, text = path) => ({ path, file: new Blob([text]) });

describe('uploads', () => {
  it('come into the folder that is shown, with their own folders', async () => {
    await transfers.upload('app', [upload('a.txt', 'aaa'), upload('src/lib/b.py')]);
    expect([...workspace.files]).toEqual([
      ['app/a.txt', 'aaa'],
      ['app/src/lib/b.py', 'src/lib/b.py'],
    ]);
    expect(transfers.get()).toMatchObject([
      { path: 'app/a.txt', state: 'done', doneBytes: 3, totalBytes: 3 },
      { path: 'app/src/lib/b.py', state: 'done' },
    ]);
    transfers.clearEnded();
    expect(transfers.get()).toEqual([]);
  });

  it('replace a file only when told so', async () => {
    workspace.files.set('a', 'old').set('b', 'old');
    await transfers.upload('', [upload('a', 'new'), upload('b', 'new'), upload('c', 'new')]);
    expect(transfers.get().map(({ state }) => state)).toEqual(['exists', 'exists', 'done']);
    await transfers.replace(transfers.get()[0]!.id);
    transfers.cancel(transfers.get()[1]!.id);
    expect(Object.fromEntries(workspace.files)).toEqual({ a: 'new', b: 'old', c: 'new' });
    expect(transfers.get().map(({ state }) => state)).toEqual(['done', 'canceled', 'done']);
  });

  it('that fail say why, and hold up no other', async () => {
    await transfers.upload('', [upload('full'), upload('next')]);
    expect(transfers.get()).toMatchObject([
      { state: 'failed', reason: { detail: 'no space left on device' } },
      { state: 'done' },
    ]);
  });

  it('are given up at once', async () => {
    const endless = new Blob();
    endless.stream = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
    const all = transfers.upload('', [{ path: 'slow', file: endless }, upload('next')]);
    await expect.poll(() => transfers.get()[0]?.doneBytes).toBeGreaterThan(0);
    transfers.cancel(transfers.get()[0]!.id);
    await all;
    expect(transfers.get().map(({ state }) => state)).toEqual(['canceled', 'done']);
    expect([...workspace.files.keys()]).toEqual(['next']);
  });
});

it('downloads are saved by their names, folders as archives', async () => {
  workspace.files.set('app/image.tar', 'layers');
  await transfers.download('app/image.tar', 'file');
  await transfers.download('app', 'archive');
  await transfers.download('', 'archive');
  await transfers.download('missing', 'file');
  expect(saved).toEqual({ 'image.tar': 'layers', 'app.tar': 'archive of app', 'workspace.tar': 'archive of ' });
  expect(transfers.get()).toMatchObject([
    { state: 'done', doneBytes: 6, totalBytes: 6 },
    { state: 'done', totalBytes: undefined },
    { state: 'done' },
    { state: 'failed', reason: { kind: 'other', detail: 'missing: no such file' } },
  ]);
});

it('paths', () => {
  expect([joinPath('', 'a'), joinPath('a/b', 'c')]).toEqual(['a', 'a/b/c']);
  expect(foldersOf('')).toEqual([]);
  expect(foldersOf('a/b')).toEqual([
    { name: 'a', path: 'a' },
    { name: 'b', path: 'a/b' },
  ]);
});
