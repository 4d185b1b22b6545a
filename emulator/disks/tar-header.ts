import { SlipwayError } from '../errors.ts';
import { toByteString } from './byte-string.ts';

/** The 512-byte header of POSIX ustar and its GNU variant, and the records of pax extended headers (POSIX pax(1)). */
export const TAR_BLOCK_BYTES = 512;

export interface RawHeader {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  /** One character: '0' file, '5' directory, 'x' pax, … */
  readonly typeFlag: string;
  readonly linkName: string;
  readonly userName: string;
  readonly groupName: string;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
}

export function corrupt(message: string): SlipwayError {
  return new SlipwayError('corrupt', `archive/tar: ${message}`);
}

/** Error 'corrupt' for a wrong checksum or a field that is no number. */
export function parseHeader(block: Uint8Array): RawHeader {
  checkSum(block);
  const magic = toByteString(block.subarray(257, 265));
  // GNU ("ustar  \0") keeps times where ustar ("ustar\0" and a version) has the prefix; v7 has neither.
  const isUstar = magic.startsWith('ustar\0');
  const hasDevices = isUstar || magic === 'ustar  \0';
  const prefix = isUstar ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: number(block, 100, 8, 'mode'),
    uid: number(block, 108, 8, 'uid'),
    gid: number(block, 116, 8, 'gid'),
    sizeBytes: size(number(block, 124, 12, 'size')),
    mtimeSeconds: number(block, 136, 12, 'mtime'),
    typeFlag: String.fromCharCode(block[156] || 0x30),
    linkName: text(block, 157, 100),
    userName: hasDevices ? text(block, 265, 32) : '',
    groupName: hasDevices ? text(block, 297, 32) : '',
    deviceMajor: hasDevices ? number(block, 329, 8, 'devmajor') : 0,
    deviceMinor: hasDevices ? number(block, 337, 8, 'devminor') : 0,
  };
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Error 'corrupt' when negative or beyond what a number holds exactly. */
export function size(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw corrupt('invalid tar header: size');
  return value;
}

function checkSum(block: Uint8Array): void {
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (let i = 0; i < TAR_BLOCK_BYTES; i++) {
    if (i >= 148 && i < 156) continue; // the field itself counts as blanks
    const byte = block[i]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte; // some old writers summed signed chars
  }
  const expected = number(block, 148, 8, 'checksum');
  if (expected !== unsigned && expected !== signed) throw corrupt('invalid tar header: checksum');
}

function text(block: Uint8Array, at: number, length: number): string {
  let end = at;
  while (end < at + length && block[end] !== 0) end++;
  return toByteString(block.subarray(at, end));
}

/** Octal digits between blanks and NULs, or GNU's base-256: a first byte of 0x80 (or 0xff, negative), then big-endian. */
function number(block: Uint8Array, at: number, length: number, field: string): number {
  const first = block[at]!;
  if (first & 0x80) {
    const negative = (first & 0x40) !== 0;
    let value = negative ? (first & 0x7f) - 0x80 : first & 0x7f;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + block[i]!;
    if (!Number.isSafeInteger(value)) throw corrupt(`invalid tar header: ${field}`);
    return value;
  }
  let value = 0;
  let i = at;
  const end = at + length;
  while (i < end && block[i] === 0x20) i++;
  for (; i < end && block[i] !== 0 && block[i] !== 0x20; i++) {
    const digit = block[i]! - 0x30;
    if (digit < 0 || digit > 7) throw corrupt(`invalid tar header: ${field}`);
    value = value * 8 + digit;
  }
  return value;
}

/**
 * "LENGTH KEY=VALUE\n", again and again; LENGTH counts the whole record. Values are bytes. Error 'corrupt'.
 */
export function parsePaxRecords(bytes: Uint8Array): Map<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length;) {
    let length = 0;
    let digits = at;
    for (; digits < bytes.length && bytes[digits] !== 0x20; digits++) {
      const digit = bytes[digits]! - 0x30;
      if (digit < 0 || digit > 9 || digits - at > 8) throw corrupt('invalid pax record');
      length = length * 10 + digit;
    }
    const end = at + length;
    const equals = bytes.indexOf(0x3d, digits);
    if (digits === at || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) {
      throw corrupt('invalid pax record');
    }
    const key = toByteString(bytes.subarray(digits + 1, equals));
    if (key === '') throw corrupt('invalid pax record');
    records.set(key, bytes.slice(equals + 1, end - 1));
    at = end;
  }
  return records;
}

/** '1700000000.123456789', perhaps negative. Error 'corrupt'. */
export function parsePaxTime(text: string): { seconds: number; nanoseconds: number } {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text);
  if (!match) throw corrupt('invalid pax record: time');
  const [, sign, whole = '0', fraction = ''] = match;
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  if (sign === '') return { seconds: Number(whole), nanoseconds };
  // −1.25 s is −2 s and 750,000,000 ns.
  return nanoseconds === 0
    ? { seconds: 0 - Number(whole), nanoseconds: 0 }
    : { seconds: -Number(whole) - 1, nanoseconds: 1_000_000_000 - nanoseconds };
}

export function parsePaxNumber(text: string, field: string): number {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw corrupt(`invalid pax record: ${field}`);
  return value;
}
