import { bytesOf } from './byte-string.ts';
import type { TarEntry, TarEntryType } from './tar-reader.ts';

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
/** What 7 octal digits hold. */
const MAX_OCTAL_ID = 0o7777777;
const FLAGS: Readonly<Record<TarEntryType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};
/** The two blocks at the end of an archive. */
export const TAR_END_BYTES = 2 * BLOCK_BYTES;

/** Zeros that fill a member's data up to a whole block. */
export function tarPadding(sizeBytes: number): number {
  return (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
}

/**
 * The header of a member: ustar, with a pax header before it (POSIX pax(1)) where ustar is too short. The same entry
 * gives the same bytes. Times are whole seconds, as in Docker's layers.
 */
export function tarHeader(entry: TarEntry): Uint8Array {
  const path = bytesOf(entry.path);
  const link = bytesOf(entry.linkPath);
  const records: [string, Uint8Array][] = [];
  const text = (value: number) => new TextEncoder().encode(String(value));
  const split = splitPath(path);
  if (!split) records.push(['path', path]);
  if (link.length > NAME_BYTES) records.push(['linkpath', link]);
  if (entry.uid > MAX_OCTAL_ID) records.push(['uid', text(entry.uid)]);
  if (entry.gid > MAX_OCTAL_ID) records.push(['gid', text(entry.gid)]);
  if (entry.sizeBytes > 0o77777777777) records.push(['size', text(entry.sizeBytes)]);
  if (entry.mtimeSeconds < 0) records.push(['mtime', text(entry.mtimeSeconds)]);
  for (const [name, value] of [...entry.xattrs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    records.push([`SCHILY.xattr.${name}`, value]);
  }
  const own = block(entry, FLAGS[entry.type], split ?? { prefix: new Uint8Array(), name: path }, link);
  if (records.length === 0) return own;
  const data = joined(records.map(([key, value]) => paxRecord(key, value)));
  const name = bytesOf('PaxHeaders.0/pax');
  const head: TarEntry = {
    ...entry,
    header: undefined,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtimeSeconds: 0,
    sizeBytes: data.length,
  };
  const extended = block(head, 'x', { prefix: new Uint8Array(), name }, new Uint8Array());
  return joined([extended, data, new Uint8Array(tarPadding(data.length)), own]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

interface SplitPath {
  readonly prefix: Uint8Array;
  readonly name: Uint8Array;
}

/** At a slash, so that both parts have room; undefined when there is none that fits. */
function splitPath(path: Uint8Array): SplitPath | undefined {
  if (path.length <= NAME_BYTES) return { prefix: new Uint8Array(), name: path };
  for (let at = Math.min(path.length - 2, PREFIX_BYTES); at > 0 && path.length - at - 1 <= NAME_BYTES; at--) {
    if (path[at] === 0x2f) return { prefix: path.subarray(0, at), name: path.subarray(at + 1) };
  }
  return undefined;
}

/** 'LENGTH KEY=VALUE\n', the length counting itself. */
function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const rest = joined([bytesOf(` ${key}=`), value, bytesOf('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return joined([bytesOf(String(length)), rest]);
}

function block(entry: TarEntry, flag: string, { prefix, name }: SplitPath, link: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK_BYTES);
  const octal = (at: number, length: number, value: number) => {
    const digits = Math.max(0, value).toString(8);
    // What does not fit is in the pax header.
    bytes.set(bytesOf((digits.length < length ? digits : '0').padStart(length - 1, '0')), at);
  };
  bytes.set(name.subarray(0, NAME_BYTES), 0);
  octal(100, 8, entry.header?.rawMode ?? entry.mode);
  octal(108, 8, entry.uid);
  octal(116, 8, entry.gid);
  octal(124, 12, entry.sizeBytes);
  octal(136, 12, entry.mtimeSeconds);
  bytes.set(bytesOf('        '), 148);
  bytes.set(bytesOf(flag), 156);
  bytes.set(link.subarray(0, NAME_BYTES), 157);
  bytes.set(bytesOf('ustar\x0000'), 257);
  octal(329, 8, entry.deviceMajor);
  octal(337, 8, entry.deviceMinor);
  bytes.set(bytesOf(entry.header?.userName ?? '').subarray(0, 31), 265);
  bytes.set(bytesOf(entry.header?.groupName ?? '').subarray(0, 31), 297);
  bytes.set(prefix, 345);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.set(bytesOf(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return bytes;
}
