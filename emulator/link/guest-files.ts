import { toGnuTar } from '../disks/gnu-tar.ts';
import type { FileChange, FileEntry, FileStatus, GuestFiles, GuestProcess, GuestSpawn } from '../engine/guest.ts';
import { SlipwayError } from '../errors.ts';
import { decode, list } from './codec.ts';
import type { Connection } from './connection.ts';
import type { LinkStream } from './link-stream.ts';
import { TO_THE_END, fileChange, fileEntry, operations } from './operations.ts';
import { PayloadReader } from './payload.ts';

const SIGKILL = 9;
const ENVIRONMENT = ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'];
/** Bit 31 of FILE_WRITE's mode, as the unsigned number it travels as. */
const WRITE_OVER = 0x8000_0000;
const changeKinds: Record<number, FileChange['kind']> = { 1: 'created', 2: 'changed', 3: 'removed' };

/** What moves files of any size. */
export type StreamedFiles = Pick<LinkFiles, 'stat' | 'open' | 'create' | 'pack'>;

/** What the page asks of the guest's files, beside what the engine does. */
export type PageFiles = StreamedFiles & Pick<LinkFiles, 'overwrite'>;

/** The guest's files over FILE_* and WATCH. */
export class LinkFiles implements GuestFiles {
  readonly #connection: Connection;
  readonly #spawn: (spec: GuestSpawn) => Promise<GuestProcess>;

  constructor(connection: Connection, spawn: (spec: GuestSpawn) => Promise<GuestProcess>) {
    this.#connection = connection;
    this.#spawn = spawn;
  }

  async read(path: string, range?: { offset: number; length: number }): Promise<Uint8Array> {
    const args = { path, offset: range?.offset ?? 0, length: range ? BigInt(range.length) : TO_THE_END };
    return collect(this.#connection.open(operations.fileRead, args, [1]));
  }

  /** The file's bytes as they come; ends with an error where reading does. */
  open(path: string): ReadableStream<Uint8Array> {
    const stream = this.#connection.open(operations.fileRead, { path, offset: 0, length: TO_THE_END });
    const reader = stream.receive(1, { onCancel: () => stream.reset('no longer read') }).getReader();
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { value, done } = await reader.read();
          if (!done) return controller.enqueue(value);
          await stream.closed;
          controller.close();
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }

  /** The file is there, whole, when closing resolves; aborted, what was there before stays. */
  create(path: string, mode = 0o644): WritableStream<Uint8Array> {
    const stream = this.#connection.open(operations.fileWrite, { path, mode });
    // A full disk ends the operation before the file does; what is written after that goes nowhere.
    let failure: unknown;
    stream.closed.catch((error: unknown) => (failure = error));
    return new WritableStream<Uint8Array>({
      async write(bytes) {
        await stream.write(0, bytes).catch(() => {});
        if (failure !== undefined) throw failure;
      },
      async close() {
        stream.end(0);
        await stream.closed;
      },
      abort: () => stream.reset('given up'),
    });
  }

  async readSmall(paths: readonly string[]): Promise<readonly string[]> {
    const { contents } = await this.#connection.call(operations.filesRead, { paths });
    const decoder = new TextDecoder();
    return contents.map((content) => decoder.decode(content));
  }

  async write(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
    const stream = this.#connection.open(operations.fileWrite, { path, mode });
    void stream.write(0, bytes).catch(() => {}); // the stream's end tells
    stream.end(0);
    await stream.closed;
  }

  /**
   * As editors save: a file that is there gets this content and keeps its inode, owner and permissions, so that a
   * container that has it mounted sees the change. The bytes have arrived whole before anything of it is changed.
   */
  overwrite(path: string, bytes: Uint8Array): Promise<void> {
    return this.write(path, bytes, WRITE_OVER + 0o644);
  }

  async stat(path: string): Promise<FileStatus | undefined> {
    try {
      return await this.#connection.call(operations.fileStat, { path });
    } catch (error) {
      if (error instanceof SlipwayError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }

  async list(path: string): Promise<FileEntry[]> {
    const bytes = await collect(this.#connection.open(operations.fileList, { path }, [1]));
    return decode(list(fileEntry), bytes).map(({ name, status }) => ({ name, ...status }));
  }

  async makeDirectory(path: string, mode = 0o755): Promise<void> {
    await this.#connection.call(operations.fileMakeDirectory, { path, mode });
  }

  async remove(path: string, options?: { recursive?: boolean }): Promise<void> {
    await this.#connection.call(operations.fileRemove, { path, recursive: options?.recursive ?? false });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#connection.call(operations.fileRename, { from, to });
  }

  /** A tar archive of `name` in `directory`; fails when something cannot be read. */
  pack(directory: string, name: string): ReadableStream<Uint8Array> {
    const argv = ['tree-archive', directory, name];
    const process = this.#spawn({ argv, env: ENVIRONMENT, cwd: '/', terminal: undefined, placesOutput: true });
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        reader ??= (await process).stdout.getReader();
        const { value, done } = await reader.read();
        if (!done) return controller.enqueue(value);
        await tarEnd(await process);
        controller.close();
      },
      cancel: async (reason) => {
        const running = await process;
        running.signal(SIGKILL);
        await (reader ?? running.stdout).cancel(reason);
      },
    });
  }

  async unpack(directory: string, archive: ReadableStream<Uint8Array>): Promise<void> {
    const argv = ['tar', '-x', '-p', '-o', '-f', '-', '-C', directory];
    const process = await this.#spawn({ argv, env: ENVIRONMENT, cwd: '/', terminal: undefined });
    // tar that ended early says why itself; an archive that broke off has no end for it.
    const sent = archive
      .pipeThrough(toGnuTar())
      .pipeTo(process.stdin)
      .catch((error: unknown) => {
        process.signal(SIGKILL);
        throw error;
      });
    const end = tarEnd(process);
    end.catch(() => {});
    await sent.catch(async (error: unknown) => {
      await end.catch(() => {});
      throw error;
    });
    await end;
  }

  async watch(path: string, onChange: (change: FileChange) => void): Promise<() => void> {
    const stream = this.#connection.open(operations.watch, { path }, [1]);
    await stream.started;
    void readChanges(stream, onChange);
    return () => stream.reset('no longer watched');
  }
}

async function tarEnd(process: GuestProcess): Promise<void> {
  const [{ code }, message] = await Promise.all([
    process.exit,
    new Response(process.stderr as ReadableStream<Uint8Array<ArrayBuffer>>).text(),
  ]);
  if (code !== 0) throw new SlipwayError('internal', message.trim().replace(/^tar: /, '') || `tar failed (${code})`);
}

async function collect(stream: LinkStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.receive(1).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    length += part.value.length;
  }
  // Only now: the data that came before a failure is not the file.
  await stream.closed;
  const only = chunks[0];
  if (chunks.length === 1 && only) return only.slice();
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function readChanges(stream: LinkStream, onChange: (change: FileChange) => void): Promise<void> {
  let pending = new Uint8Array(0);
  try {
    for await (const chunk of chunksOf(stream.receive(1))) {
      const joined = new Uint8Array(pending.length + chunk.length);
      joined.set(pending);
      joined.set(chunk, pending.length);
      pending = joined.slice(deliverChanges(joined, onChange));
    }
  } catch {
    // The watch was stopped, or the link is gone: whoever holds the link hears of that.
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

/** Returns how many bytes made whole changes. */
function deliverChanges(bytes: Uint8Array, onChange: (change: FileChange) => void): number {
  let at = 0;
  while (bytes.length - at >= 5) {
    const pathLength = new DataView(bytes.buffer, bytes.byteOffset + at + 1).getUint32(0, true);
    if (bytes.length - at < 5 + pathLength) break;
    const change = fileChange.read(new PayloadReader(bytes.subarray(at, at + 5 + pathLength)));
    at += 5 + pathLength;
    const kind = changeKinds[change.kind];
    if (kind) onChange({ kind, path: change.path });
  }
  return at;
}
