import { describe, expect, it } from 'vitest';
import { SlipwayError } from '../errors.ts';
import type { StreamedFiles } from '../link/guest-files.ts';
import { fileStreams } from './file-streams.ts';
import { Transfers } from './transfers.ts';

/** A guest with one big file, a pipe and a disk that fills up. */
class Guest implements StreamedFiles {
  readonly written = new Map<string, number[]>();
  canceled = 0;
  /** Pieces that were read of the big file. */
  given = 0;

  async stat(path: string) {
    const mode = path === '/workspace/big' ? 0o100644 : path === '/workspace/pipe' ? 0o010644 : undefined;
    const status = { uid: 0, gid: 0, sizeBytes: 3_000_000, modifiedMs: 0, target: '' };
    return mode === undefined ? undefined : { mode, ...status };
  }

  open(): ReadableStream<Uint8Array> {
    return new ReadableStream(
      {
        pull: (controller) => {
          if (this.given === 3_000) return controller.close();
          controller.enqueue(new Uint8Array(1_000).fill(this.given++ & 0xff));
        },
        cancel: () => void this.canceled++,
      },
      { highWaterMark: 0 },
    );
  }

  pack(directory: string, name: string): ReadableStream<Uint8Array> {
    return new Blob([`${directory}|${name}`]).stream();
  }

  create(path: string): WritableStream<Uint8Array> {
    const bytes: number[] = [];
    return new WritableStream({
      write: (chunk) => {
        if (bytes.length + chunk.length > 1_000) throw new SlipwayError('storage-full', 'no space left on device');
        bytes.push(...chunk);
      },
      close: () => void this.written.set(path, bytes),
    });
  }
}

function connected() {
  const guest = new Guest();
  const transfers = new Transfers();
  const calls: Record<string, (...args: never[]) => unknown> = {
    openFile: (path: string) => transfers.openFile(guest, path),
    openArchive: (path: string) => transfers.openArchive(guest, path),
    createFile: (path: string) => transfers.create(guest, path),
    readPiece: (id: number) => transfers.read(id),
    writePiece: (id: number, bytes: Uint8Array) => transfers.write(id, bytes),
    endTransfer: (id: number, isComplete: boolean) => transfers.end(id, isComplete),
  };
  const files = fileStreams(async (method, ...args) => (await calls[method]!(...(args as never[]))) as never);
  return { guest, transfers, files };
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

describe('to the page', () => {
  it('a file comes whole, in pieces of a good size', async () => {
    const { files } = connected();
    const { stream, sizeBytes } = await files.open('big');
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) pieces.push(piece);
    expect(sizeBytes).toBe(3_000_000);
    expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(3_000_000);
    expect(pieces.length).toBeLessThan(15);
    expect(pieces.at(-1)!.at(-1)).toBe(2_999 & 0xff);
  });

  it('no more is read than is taken, and none after it is given up', async () => {
    const { guest, files } = connected();
    const { stream } = await files.open('big');
    const reader = stream.getReader();
    await reader.read();
    expect(guest.given).toBeLessThan(300);
    await reader.cancel();
    expect(guest.canceled).toBe(1);
  });

  it('a folder comes as an archive, also the whole workspace', async () => {
    const { files } = connected();
    const text = async (path: string) => new TextDecoder().decode(await bytesOf(await files.archive(path)));
    expect(await text('app/src')).toBe('/workspace/app|src');
    expect(await text('')).toBe('/|workspace');
  });

  it.each([
    ['missing', 'not-found'],
    ['pipe', 'invalid'],
    ['../etc/passwd', 'invalid'],
  ])('%s does not', async (path, kind) => {
    await expect(connected().files.open(path)).rejects.toMatchObject({ kind });
  });
});

describe('from the page', () => {
  it('a file is there when it is whole', async () => {
    const { guest, files } = connected();
    const writer = (await files.create('new')).getWriter();
    await writer.write(new Uint8Array([1, 2]));
    await writer.write(new Uint8Array([3]));
    expect(guest.written.size).toBe(0);
    await writer.close();
    expect(guest.written.get('/workspace/new')).toEqual([1, 2, 3]);
  });

  it('and not when it was given up, or the disk was full', async () => {
    const { guest, files } = connected();
    const writer = (await files.create('new')).getWriter();
    await writer.write(new Uint8Array([1]));
    await writer.abort();
    const full = (await files.create('full')).getWriter();
    await expect(full.write(new Uint8Array(2_000))).rejects.toMatchObject({ kind: 'storage-full' });
    await expect(full.close()).rejects.toThrow();
    expect(guest.written.size).toBe(0);
  });

  it('a transfer that is over takes nothing more', async () => {
    const { transfers, files } = connected();
    await (await files.create('new')).close();
    await expect(transfers.write(1, new Uint8Array(1))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(transfers.read(1)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(transfers.end(1, true)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
