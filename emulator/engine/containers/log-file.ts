import type { Store, StoreFile } from '../../disks/store.ts';
import type { Clock } from '../clock.ts';
import type { OutputStream } from '../raw-stream.ts';
import { decodeEntry, encodeEntry, ENTRY_OVERHEAD_BYTES, entrySizeAt, type LogEntry } from './log-entry.ts';

/** How much of a log is kept: `files` files take turns, the oldest is overwritten when the newest is full. */
export interface LogLimits {
  readonly maxFileBytes: number;
  readonly files: number;
}

/** Without `--log-opt`: the older one is overwritten when the newer is full, so 4–8 MB of output are kept. */
const DEFAULT_LIMITS: LogLimits = { maxFileBytes: 4 * 1024 * 1024, files: 2 };
/** A file begins with "SLLOG001" and the absolute offset (u64) of its first entry in the whole log. */
const MAGIC = new TextEncoder().encode('SLLOG001');
const FILE_HEADER_BYTES = 16;
const WRITE_AFTER_MS = 50;
/** More unwritten bytes than this hold the container's output back. */
const MAX_PENDING_BYTES = 1024 * 1024;
/** Longer lines are split, as by dockerd. */
const MAX_LINE_BYTES = 16 * 1024;

interface Segment {
  readonly file: StoreFile;
  /** Absolute offset of the first entry. */
  readonly start: number;
  /** Bytes of entries. */
  length: number;
}

/**
 * What a container printed, line by line with time and stream, in files of the store that take turns. Offsets count
 * from the first byte ever logged, so a follower that fell behind knows what it lost. Output becomes an entry when its
 * line ends, as in dockerd's json-file driver.
 */
export class LogFile {
  private segments: Segment[] | undefined;
  private opening: Promise<void> | undefined;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private end = 0;
  private readonly partial: Record<OutputStream, Uint8Array[]> = { stdout: [], stderr: [] };
  private readonly partialBytes: Record<OutputStream, number> = { stdout: 0, stderr: 0 };
  private cancelTimer: (() => void) | undefined;
  private readonly watchers = new Set<() => void>();
  /** Nothing is taken any more. */
  private finished = false;
  /** The container runs, or ran and has output to write. */
  private writing = false;
  private readers = 0;

  constructor(
    private readonly store: Store,
    /** 'logs/<container id>' */
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
    /** Whether the container logged in an earlier session. */
    private mayExist: boolean,
    private readonly limits: LogLimits = DEFAULT_LIMITS,
  ) {}

  /** Takes output; the promise, when there is one, asks the caller to wait. */
  append(stream: OutputStream, bytes: Uint8Array): Promise<void> | undefined {
    if (this.finished) return undefined;
    this.writing = true;
    let at = 0;
    while (at < bytes.length) {
      const newline = bytes.indexOf(10, at);
      const stop = newline < 0 ? bytes.length : newline + 1;
      const room = MAX_LINE_BYTES - this.partialBytes[stream];
      const part = bytes.subarray(at, Math.min(stop, at + room));
      at += part.length;
      this.partial[stream].push(part);
      this.partialBytes[stream] += part.length;
      if (part[part.length - 1] === 10 || this.partialBytes[stream] >= MAX_LINE_BYTES) this.finishLine(stream);
    }
    return this.pendingBytes > MAX_PENDING_BYTES ? this.write() : undefined;
  }

  /** The container stopped: lines without an end become entries, the files are written and closed. */
  async close(): Promise<void> {
    this.finishLine('stdout');
    this.finishLine('stderr');
    if (this.pending.length > 0) await this.write();
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.writing = false;
    await this.closeFiles();
  }

  /** Keeps the files open while somebody reads; the returned function ends that. */
  retain(): () => void {
    this.readers++;
    return () => {
      this.readers--;
      if (!this.writing) void this.closeFiles().catch(this.onError);
    };
  }

  /** Writes what there is; what comes later is lost. */
  async finish(): Promise<void> {
    this.readers = 0;
    await this.close();
    this.finished = true;
  }

  async remove(): Promise<void> {
    this.finished = true;
    this.pending = [];
    this.pendingBytes = 0;
    this.partialBytes.stdout = this.partialBytes.stderr = 0;
    this.readers = 0;
    await this.close();
    if (this.mayExist) await this.store.remove(this.folder);
  }

  /** Absolute offset behind the last entry. */
  async endOffset(): Promise<number> {
    await this.settle();
    return this.end;
  }

  /** Absolute offset of the entry from which `count` entries follow up to the end. */
  async tailOffset(count: number): Promise<number> {
    await this.settle();
    let at = this.end;
    for (let left = count; left > 0 && at > this.startOffset(); left--) {
      const trailer = this.readBytes(at - 4, 4);
      at -= new DataView(trailer.buffer).getUint32(0);
    }
    return at;
  }

  /**
   * Entries from absolute offset `at`, up to `limitBytes` of them and at least one; `next` is where to go on. Empty at
   * the end. What was overwritten since is left out.
   */
  async readFrom(at: number, limitBytes = 64 * 1024): Promise<{ entries: LogEntry[]; next: number }> {
    await this.settle();
    const entries: LogEntry[] = [];
    let offset = Math.max(at, this.startOffset());
    for (let taken = 0; offset < this.end && taken < limitBytes;) {
      const size = entrySizeAt(this.readBytes(offset, ENTRY_OVERHEAD_BYTES));
      entries.push(decodeEntry(this.readBytes(offset, size)));
      offset += size;
      taken += size;
    }
    return { entries, next: offset };
  }

  /** Calls back when there are new entries. */
  watch(callback: () => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  private async closeFiles(): Promise<void> {
    await this.opening?.catch(() => {});
    if (this.writing || this.readers > 0) return;
    const segments = this.segments ?? [];
    this.segments = undefined;
    this.opening = undefined;
    for (const { file } of segments) {
      file.flush();
      file.close();
    }
  }

  private finishLine(stream: OutputStream): void {
    if (this.partialBytes[stream] === 0) return;
    const entry = encodeEntry(stream, this.clock.nowNs(), this.partial[stream], this.partialBytes[stream]);
    this.partial[stream] = [];
    this.partialBytes[stream] = 0;
    this.pending.push(entry);
    this.pendingBytes += entry.length;
    this.cancelTimer ??= this.clock.after(WRITE_AFTER_MS, () => void this.write());
    for (const watcher of [...this.watchers]) watcher();
  }

  /** Brings what is pending to the files. A full store loses it and says so, but never stops the container. */
  private async write(): Promise<void> {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if (this.pending.length === 0) return;
    try {
      await this.open();
      // Whoever waited beside us for the opening may have written already.
      const entries = this.pending;
      this.pending = [];
      this.pendingBytes = 0;
      for (const batch of batches(entries, this.limits.maxFileBytes)) this.writeBatch(batch);
      this.segments?.at(-1)?.file.flush();
    } catch (error) {
      this.pending = [];
      this.pendingBytes = 0;
      this.onError(error);
    }
  }

  private writeBatch(bytes: Uint8Array): void {
    let segment = this.segments!.at(-1)!;
    if (segment.length > 0 && segment.length + bytes.length > this.limits.maxFileBytes) segment = this.rotate();
    segment.file.write(bytes, FILE_HEADER_BYTES + segment.length);
    segment.length += bytes.length;
    this.end += bytes.length;
  }

  private rotate(): Segment {
    const older = this.segments![0]!;
    const segment: Segment = { file: older.file, start: this.end, length: 0 };
    startFile(older.file, this.end);
    this.segments = [...this.segments!.slice(1), segment];
    return segment;
  }

  private startOffset(): number {
    return this.segments?.find((segment) => segment.length > 0)?.start ?? this.end;
  }

  private async settle(): Promise<void> {
    await this.openIfThere();
    if (this.pending.length > 0) await this.write();
  }

  private async openIfThere(): Promise<void> {
    if (this.mayExist || this.pending.length > 0) await this.open();
  }

  private open(): Promise<void> {
    this.opening ??= this.openFiles();
    return this.opening;
  }

  private async openFiles(): Promise<void> {
    this.mayExist = true;
    const numbers = Array.from({ length: this.limits.files }, (_, i) => i);
    const files = await Promise.all(numbers.map((i) => this.store.open(`${this.folder}/${i}`, 'write')));
    const segments = files.map(readSegment).sort((a, b) => a.start - b.start);
    this.segments = segments;
    const newest = segments.at(-1)!;
    this.end = newest.start + newest.length;
  }

  /** [at, at + count) of the log; the range lies within one file. */
  private readBytes(at: number, count: number): Uint8Array {
    const into = new Uint8Array(count);
    const segment = this.segments!.find(({ start, length }) => at >= start && at < start + length);
    segment?.file.read(into, FILE_HEADER_BYTES + at - segment.start);
    return into;
  }
}

function* batches(entries: readonly Uint8Array[], maxFileBytes: number): Iterable<Uint8Array> {
  const limit = Math.min(256 * 1024, maxFileBytes);
  for (let i = 0; i < entries.length;) {
    let size = 0;
    const from = i;
    while (i < entries.length && (i === from || size + entries[i]!.length <= limit)) size += entries[i++]!.length;
    const batch = new Uint8Array(size);
    let at = 0;
    for (const entry of entries.slice(from, i)) {
      batch.set(entry, at);
      at += entry.length;
    }
    yield batch;
  }
}

function startFile(file: StoreFile, start: number): void {
  file.truncate(0);
  const header = new Uint8Array(FILE_HEADER_BYTES);
  header.set(MAGIC);
  new DataView(header.buffer).setBigUint64(8, BigInt(start));
  file.write(header, 0);
}

/** A file from an earlier session ends at its last whole entry: what follows was torn by a crash. */
function readSegment(file: StoreFile): Segment {
  const bytes = new Uint8Array(file.sizeBytes());
  file.read(bytes, 0);
  if (bytes.length < FILE_HEADER_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    startFile(file, 0);
    return { file, start: 0, length: 0 };
  }
  let length = 0;
  for (;;) {
    const rest = bytes.subarray(FILE_HEADER_BYTES + length);
    if (rest.length < ENTRY_OVERHEAD_BYTES) break;
    const size = entrySizeAt(rest);
    if (size > rest.length || new DataView(rest.buffer, rest.byteOffset).getUint32(size - 4) !== size) break;
    length += size;
  }
  return { file, start: Number(new DataView(bytes.buffer).getBigUint64(8)), length };
}
