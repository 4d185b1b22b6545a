import { SlipwayError } from '../errors.ts';
import type { Store, StoreFile } from '../disks/store.ts';

/**
 * A small crash-safe store of key → JSON value, for what the engine must remember: containers, networks, volumes,
 * image names. All of it is in memory. When `put` or `delete` returns, the change survives a crash of the tab or the
 * process; a crash of the whole computer may lose the last half second (or what came after `flush`), nothing else.
 *
 * File: "SLREC001", then one line for each change: the checksum of the rest (8 hex digits, FNV-1a) · blank ·
 * JSON [key, value] or, deleted, [key] · newline. A tail torn by a crash fails its checksum and is dropped; the rest
 * is kept. A file with many lines that were overtaken by later ones is written anew, when it is opened and while it is
 * open: to the other of its two names, whereupon the one before is emptied.
 */
const MAGIC = new TextEncoder().encode('SLREC001\n');
/** Rewriting pays when at least this much of the file is out of date. */
const COMPACT_AFTER_BYTES = 64 * 1024;
/** While it is open: at so much more than twice what it had when it was new. Written in one go, so not too often. */
const COMPACT_OPEN_AFTER_BYTES = 1024 * 1024;
const FLUSH_AFTER_MS = 500;

export interface Records {
  get<T>(key: string): T | undefined;
  /** Throws 'storage-full' when the store has no room; the old value is then still there. */
  put(key: string, value: unknown): void;
  delete(key: string): void;
  /** Entries whose key begins with `prefix`, sorted by key. */
  list<T>(prefix: string): readonly { readonly key: string; readonly value: T }[];
  flush(): void;
  close(): void;
}

/** Opens `name` and `name`.new, the file it is rewritten to: of the two, the one that is whole counts. */
export async function openRecords(store: Store, name = 'records'): Promise<Records> {
  const fresh = `${name}.new`;
  const leftover = await readLog(store, fresh);
  let log = await readLog(store, name);
  if (leftover?.complete && !log) log = leftover;
  const values = log?.values ?? new Map<string, string>();
  const file = await store.open(name, 'write');
  if (!log || log === leftover) {
    writeAll(file, values);
  } else if (log.staleBytes > COMPACT_AFTER_BYTES) {
    // First a whole copy, so that at no moment the only one is half written.
    const copy = await store.open(fresh, 'write');
    writeAll(copy, values);
    copy.close();
    file.truncate(0);
    file.flush();
    writeAll(file, values);
  } else if (file.sizeBytes() !== log.endBytes) {
    file.truncate(log.endBytes);
  }
  await store.remove(fresh);
  return new FileRecords(file, values, () => store.open(fresh, 'write'));
}

class FileRecords implements Records {
  private flushTimer: ReturnType<typeof setTimeout> | undefined;
  private endBytes: number;
  private compactAtBytes: number;
  /** The other file, empty: opened when it is first needed, and kept. */
  private spare: StoreFile | undefined;
  private isOpeningSpare = false;
  private closed = false;

  constructor(
    private file: StoreFile,
    /** As JSON text: what a caller does to a value it got or put never reaches the records. */
    private readonly values: Map<string, string>,
    private readonly openSpare: () => Promise<StoreFile>,
  ) {
    this.endBytes = file.sizeBytes();
    this.compactAtBytes = compactionPoint(this.endBytes);
  }

  get<T>(key: string): T | undefined {
    const json = this.values.get(key);
    return json === undefined ? undefined : (JSON.parse(json) as T);
  }

  put(key: string, value: unknown): void {
    const json = JSON.stringify(value);
    if (json === undefined || key === '') throw new SlipwayError('internal', `records: no JSON for ${key}`);
    if (this.values.get(key) === json) return;
    this.append(lineOf(key, json));
    this.values.set(key, json);
    this.compactWhenStale();
  }

  delete(key: string): void {
    if (!this.values.has(key)) return;
    this.append(lineOf(key, undefined));
    this.values.delete(key);
    this.compactWhenStale();
  }

  list<T>(prefix: string): readonly { readonly key: string; readonly value: T }[] {
    return [...this.values]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, json]) => ({ key, value: JSON.parse(json) as T }));
  }

  flush(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    this.file.flush();
  }

  close(): void {
    this.closed = true;
    this.flush();
    this.file.close();
    this.spare?.close();
  }

  private append(line: Uint8Array): void {
    try {
      this.file.write(line, this.endBytes);
    } catch (error) {
      // What did get in would be read as a torn tail with good lines behind it.
      this.file.truncate(this.endBytes);
      throw error;
    }
    this.endBytes += line.length;
    this.flushTimer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS);
  }

  /** After a change that is in `values` too. */
  private compactWhenStale(): void {
    if (this.endBytes < this.compactAtBytes) return;
    if (this.spare) return this.compact(this.spare);
    if (this.isOpeningSpare) return;
    this.isOpeningSpare = true;
    this.openSpare().then(
      (spare) => {
        if (this.closed) return spare.close();
        this.spare = spare;
        this.compact(spare);
      },
      // Then the file goes on growing, and is written anew when it is opened.
      () => {},
    );
  }

  private compact(spare: StoreFile): void {
    try {
      writeAll(spare, this.values);
    } catch {
      // No room for both: what there is stays as it is.
      spare.truncate(0);
      this.compactAtBytes = compactionPoint(this.endBytes);
      return;
    }
    this.spare = this.file;
    this.file = spare;
    this.endBytes = spare.sizeBytes();
    this.compactAtBytes = compactionPoint(this.endBytes);
    this.spare.truncate(0);
    this.spare.flush();
  }
}

function compactionPoint(newBytes: number): number {
  return 2 * newBytes + COMPACT_OPEN_AFTER_BYTES;
}

function writeAll(file: StoreFile, values: ReadonlyMap<string, string>): void {
  const parts = [MAGIC, ...[...values].map(([key, json]) => lineOf(key, json)), lineOf('', 'true')];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  file.truncate(0);
  file.write(whole, 0);
  file.flush();
}

interface Log {
  readonly values: Map<string, string>;
  /** Up to here the lines are whole. */
  readonly endBytes: number;
  readonly staleBytes: number;
  /** `writeAll` came to its end: its last line is that of the empty key. */
  readonly complete: boolean;
}

/** Undefined when the file is missing or has not even its first lines. */
async function readLog(store: Store, name: string): Promise<Log | undefined> {
  if (!(await store.exists(name))) return undefined;
  const file = await store.open(name, 'read');
  const bytes = new Uint8Array(file.sizeBytes());
  file.read(bytes, 0);
  file.close();
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined;
  const values = new Map<string, string>();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let endBytes = MAGIC.length;
  let complete = false;
  let liveBytes = 0;
  const liveBytesOf = new Map<string, number>();
  for (;;) {
    const newline = bytes.indexOf(10, endBytes);
    const entry = newline < 0 ? undefined : parseLine(bytes.subarray(endBytes, newline), decoder);
    if (!entry) break;
    const lineBytes = newline + 1 - endBytes;
    liveBytes -= liveBytesOf.get(entry.key) ?? 0;
    if (entry.key === '') complete = true;
    else if (entry.json === undefined) values.delete(entry.key);
    else values.set(entry.key, entry.json);
    liveBytesOf.set(entry.key, entry.json === undefined ? 0 : lineBytes);
    liveBytes += liveBytesOf.get(entry.key)!;
    endBytes = newline + 1;
  }
  if (!complete) return undefined;
  return { values, endBytes, staleBytes: endBytes - MAGIC.length - liveBytes, complete };
}

function lineOf(key: string, json: string | undefined): Uint8Array {
  const body = new TextEncoder().encode(`[${JSON.stringify(key)}${json === undefined ? '' : `,${json}`}]`);
  const line = new Uint8Array(9 + body.length + 1);
  line.set(new TextEncoder().encode(`${checksum(body)} `));
  line.set(body, 9);
  line[line.length - 1] = 10;
  return line;
}

function parseLine(line: Uint8Array, decoder: TextDecoder): { key: string; json: string | undefined } | undefined {
  const body = line.subarray(9);
  try {
    if (decoder.decode(line.subarray(0, 9)) !== `${checksum(body)} `) return undefined;
    const parsed = JSON.parse(decoder.decode(body)) as unknown;
    if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return undefined;
    return { key: parsed[0], json: parsed.length > 1 ? JSON.stringify(parsed[1]) : undefined };
  } catch {
    return undefined;
  }
}

/** FNV-1a, 32 bits: against torn writes, not against forgery. */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
