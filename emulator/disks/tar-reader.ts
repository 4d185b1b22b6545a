import { toByteString } from './byte-string.ts';
import {
  corrupt,
  isZeroBlock,
  parseHeader,
  parsePaxNumber,
  parsePaxRecords,
  parsePaxTime,
  size,
  TAR_BLOCK_BYTES,
  type RawHeader,
} from './tar-header.ts';

export type TarEntryType = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';

export interface TarEntry {
  /** A byte string, as it stands in the archive: may be absolute, have '//' or '..', end in '/'. */
  readonly path: string;
  readonly type: TarEntryType;
  /** Permission bits with set-uid, set-gid and sticky: 0–0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a 'file', else 0: `data` brings this much. */
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  /** Of a symbolic link its target, of a hard link the path it links to; byte strings. */
  readonly linkPath: string;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  /** By full name ('security.capability'). */
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
  /** What else the header says, and Docker's checksums of files are made of: byte strings. */
  readonly header?: { readonly rawMode: number; readonly userName: string; readonly groupName: string };
}

export interface TarSink {
  /** The data of the entry before is complete. */
  entry(entry: TarEntry): void;
  /** Bytes of the last entry; only valid during the call. */
  data(bytes: Uint8Array): void;
}

/** Names and pax records longer than this are nobody's; Go's reader has the same limit. */
const MAX_EXTENDED_BYTES = 1024 * 1024;
const XATTR_PREFIX = 'SCHILY.xattr.';

const TYPES: Readonly<Record<string, TarEntryType>> = {
  '0': 'file',
  '7': 'file', // contiguous: nobody ever gave it a meaning of its own
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'character',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
};

/**
 * A tar archive pushed in as it comes, its entries handed on as they are complete: ustar, pax, GNU long names and
 * base-256 numbers. Reads what Go's archive/tar reads, which is what Docker reads layers with; so global pax headers
 * are checked and ignored. Sparse files are refused. Errors are 'corrupt'; after one the reader is of no more use.
 */
export class TarReader {
  private readonly block = new Uint8Array(TAR_BLOCK_BYTES);
  private blockBytes = 0;
  /** Bytes of the current member that are still to come, and the padding after them. */
  private dataBytes = 0;
  private paddingBytes = 0;
  /** Collects the body of an extended header; undefined while a file's data flows to the sink. */
  private extended: { header: RawHeader; bytes: Uint8Array; filled: number } | undefined;
  private longName: string | undefined;
  private longLink: string | undefined;
  private pax: Map<string, Uint8Array> | undefined;
  private zeroBlocks = 0;

  constructor(private readonly sink: TarSink) {}

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.dataBytes > 0) {
        const piece = chunk.subarray(at, at + this.dataBytes);
        this.dataBytes -= piece.length;
        at += piece.length;
        this.take(piece);
      } else if (this.paddingBytes > 0) {
        const skipped = Math.min(this.paddingBytes, chunk.length - at);
        this.paddingBytes -= skipped;
        at += skipped;
      } else if (this.zeroBlocks >= 2) {
        return; // what follows the end of the archive is no concern of ours
      } else {
        const piece = chunk.subarray(at, at + TAR_BLOCK_BYTES - this.blockBytes);
        this.block.set(piece, this.blockBytes);
        this.blockBytes += piece.length;
        at += piece.length;
        if (this.blockBytes === TAR_BLOCK_BYTES) {
          this.blockBytes = 0;
          this.header();
        }
      }
    }
  }

  /** The archive is over. A missing end marker is fine, as for Go; a member cut short is not. */
  end(): void {
    if (this.dataBytes > 0 || this.blockBytes > 0 || this.extended || this.pax || this.longName !== undefined) {
      throw corrupt('unexpected EOF');
    }
  }

  private header(): void {
    if (isZeroBlock(this.block)) {
      this.zeroBlocks++;
      return;
    }
    if (this.zeroBlocks > 0) throw corrupt('invalid tar header: data after a zero block');
    const header = parseHeader(this.block);
    if ('xgLK'.includes(header.typeFlag)) {
      if (header.sizeBytes > MAX_EXTENDED_BYTES) throw corrupt('header field too long');
      this.extended = { header, bytes: new Uint8Array(header.sizeBytes), filled: 0 };
      this.expect(header.sizeBytes);
      if (header.sizeBytes === 0) this.finishExtended();
      return;
    }
    const entry = this.entryOf(header);
    this.longName = this.longLink = this.pax = undefined;
    this.expect(entry.sizeBytes);
    this.sink.entry(entry);
  }

  private expect(bytes: number): void {
    this.dataBytes = bytes;
    this.paddingBytes = (TAR_BLOCK_BYTES - (bytes % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES;
  }

  private take(piece: Uint8Array): void {
    if (!this.extended) return this.sink.data(piece);
    this.extended.bytes.set(piece, this.extended.filled);
    this.extended.filled += piece.length;
    if (this.dataBytes === 0) this.finishExtended();
  }

  private finishExtended(): void {
    const { header, bytes } = this.extended!;
    this.extended = undefined;
    if (header.typeFlag === 'x') this.pax = parsePaxRecords(bytes);
    else if (header.typeFlag === 'g') parsePaxRecords(bytes);
    else {
      const end = bytes.indexOf(0);
      const name = toByteString(end < 0 ? bytes : bytes.subarray(0, end));
      if (header.typeFlag === 'L') this.longName = name;
      else this.longLink = name;
    }
  }

  private entryOf(header: RawHeader): TarEntry {
    const pax = (key: string): string | undefined => {
      const value = this.pax?.get(key);
      // An empty value takes the record back.
      return value === undefined || value.length === 0 ? undefined : toByteString(value);
    };
    if (header.typeFlag === 'S' || [...(this.pax?.keys() ?? [])].some((key) => key.startsWith('GNU.sparse.'))) {
      throw corrupt('sparse files are not supported');
    }
    const type = TYPES[header.typeFlag];
    if (!type) throw corrupt(`unhandled tar header type ${header.typeFlag.charCodeAt(0)}`);
    const path = pax('path') ?? this.longName ?? header.name;
    const linkPath = pax('linkpath') ?? this.longLink ?? header.linkName;
    if (path.includes('\0') || linkPath.includes('\0')) throw corrupt('invalid tar header: NUL in a name');
    const uid = pax('uid');
    const gid = pax('gid');
    const paxSize = pax('size');
    const mtime = pax('mtime');
    const time = mtime === undefined ? { seconds: header.mtimeSeconds, nanoseconds: 0 } : parsePaxTime(mtime);
    const sizeBytes = paxSize === undefined ? header.sizeBytes : size(parsePaxNumber(paxSize, 'size'));
    return {
      path,
      // v7 archives have no type for directories.
      type: type === 'file' && path.endsWith('/') ? 'directory' : type,
      mode: header.mode & 0o7777,
      uid: uid === undefined ? header.uid : parsePaxNumber(uid, 'uid'),
      gid: gid === undefined ? header.gid : parsePaxNumber(gid, 'gid'),
      // Links, directories and devices have no data, whatever their size says.
      sizeBytes: type === 'file' && !path.endsWith('/') ? sizeBytes : 0,
      mtimeSeconds: time.seconds,
      mtimeNanoseconds: time.nanoseconds,
      linkPath,
      deviceMajor: header.deviceMajor,
      deviceMinor: header.deviceMinor,
      xattrs: this.xattrs(),
      header: {
        rawMode: header.mode,
        userName: pax('uname') ?? header.userName,
        groupName: pax('gname') ?? header.groupName,
      },
    };
  }

  private xattrs(): ReadonlyMap<string, Uint8Array> {
    const xattrs = new Map<string, Uint8Array>();
    for (const [key, value] of this.pax ?? []) {
      if (key.startsWith(XATTR_PREFIX)) xattrs.set(key.slice(XATTR_PREFIX.length), value);
    }
    return xattrs;
  }
}

/** Reads a whole stream into the sink. */
export async function readTar(stream: ReadableStream<Uint8Array>, sink: TarSink): Promise<void> {
  const tar = new TarReader(sink);
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      tar.push(value);
    }
    tar.end();
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}
