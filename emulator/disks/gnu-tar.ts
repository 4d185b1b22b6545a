import { bytesOf } from './byte-string.ts';
import { TarReader, type TarEntry, type TarEntryType } from './tar-reader.ts';

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const FLAGS: Readonly<Record<TarEntryType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};

/**
 * Any tar archive as one that busybox's tar reads whole: GNU long names instead of pax records, which it skips.
 * `change` may give an entry another name or owner. Errors are 'corrupt'.
 */
export function toGnuTar(
  change: (entry: TarEntry) => TarEntry = (entry) => entry,
): TransformStream<Uint8Array, Uint8Array> {
  let out: Uint8Array[] = [];
  let paddingBytes = 0;
  const pad = () => {
    if (paddingBytes > 0) out.push(new Uint8Array(paddingBytes));
    paddingBytes = 0;
  };
  const reader = new TarReader({
    entry(entry) {
      pad();
      const changed = change(entry);
      out.push(...headersOf(changed));
      paddingBytes = (BLOCK_BYTES - (changed.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
    },
    data: (bytes) => void out.push(bytes),
  });
  const flush = (controller: TransformStreamDefaultController<Uint8Array>) => {
    // In one piece: headers by themselves would each cost who reads them a turn.
    const whole = concatenated(out);
    if (whole.length > 0) controller.enqueue(whole);
    out = [];
  };
  return new TransformStream({
    transform(chunk, controller) {
      reader.push(chunk);
      flush(controller);
    },
    flush(controller) {
      reader.end();
      pad();
      out.push(new Uint8Array(2 * BLOCK_BYTES));
      flush(controller);
    },
  });
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function headersOf(entry: TarEntry): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  const name = bytesOf(entry.path);
  const link = bytesOf(entry.linkPath);
  if (link.length > NAME_BYTES) blocks.push(...longName('K', link));
  if (name.length > NAME_BYTES) blocks.push(...longName('L', name));
  blocks.push(header(entry, FLAGS[entry.type], name, link));
  return blocks;
}

/** A member that carries the next one's name, with its NUL. */
function longName(flag: string, name: Uint8Array): Uint8Array[] {
  const data = new Uint8Array(Math.ceil((name.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
  data.set(name);
  const fields = {
    mode: 0,
    uid: 0,
    gid: 0,
    sizeBytes: name.length + 1,
    mtimeSeconds: 0,
    deviceMajor: 0,
    deviceMinor: 0,
  };
  return [header(fields, flag, new TextEncoder().encode('././@LongLink'), new Uint8Array()), data];
}

type HeaderFields = Pick<
  TarEntry,
  'mode' | 'uid' | 'gid' | 'sizeBytes' | 'mtimeSeconds' | 'deviceMajor' | 'deviceMinor'
>;

/** tar(5), "Old GNU Archive Members". */
function header(fields: HeaderFields, flag: string, name: Uint8Array, link: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  const text = (at: number, value: string) => block.set(new TextEncoder().encode(value), at);
  block.set(name.subarray(0, NAME_BYTES), 0);
  number(block, 100, 8, fields.mode);
  number(block, 108, 8, fields.uid);
  number(block, 116, 8, fields.gid);
  number(block, 124, 12, fields.sizeBytes);
  number(block, 136, 12, Math.max(0, fields.mtimeSeconds));
  text(148, '        ');
  text(156, flag);
  block.set(link.subarray(0, NAME_BYTES), 157);
  text(257, 'ustar  \0');
  number(block, 329, 8, fields.deviceMajor);
  number(block, 337, 8, fields.deviceMinor);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** Octal, or base-256 where that is too short. */
function number(block: Uint8Array, at: number, length: number, value: number): void {
  const digits = value.toString(8);
  if (digits.length < length) {
    block.set(new TextEncoder().encode(digits.padStart(length - 1, '0')), at);
    return;
  }
  for (let rest = value, i = length - 1; i > 0; i--, rest = Math.floor(rest / 256)) block[at + i] = rest % 256;
  block[at] = 0x80;
}
