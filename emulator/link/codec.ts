import { SlipwayError } from '../errors.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';

/** How one value stands on the wire, both ways. Decoding throws SlipwayError 'corrupt'. */
export interface Codec<T> {
  write(writer: PayloadWriter, value: T): void;
  read(reader: PayloadReader): T;
}

export const u8: Codec<number> = { write: (w, v) => w.u8(v), read: (r) => r.u8() };
export const u16: Codec<number> = { write: (w, v) => w.u16(v), read: (r) => r.u16() };
export const u32: Codec<number> = { write: (w, v) => w.u32(v), read: (r) => r.u32() };
export const u64: Codec<bigint> = { write: (w, v) => w.u64(v), read: (r) => r.u64() };
export const string: Codec<string> = { write: (w, v) => w.string(v), read: (r) => r.string() };
export const bytes: Codec<Uint8Array> = { write: (w, v) => w.bytes(v), read: (r) => r.bytes() };

/** A u64 that is exact as a number: sizes, offsets and times. */
export const integer: Codec<number> = {
  write: (w, v) => w.u64(BigInt(v)),
  read: (r) => {
    const value = r.u64();
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new SlipwayError('corrupt', `malformed message: ${value} is too large`);
    return Number(value);
  },
};

export const boolean: Codec<boolean> = {
  write: (w, v) => w.u8(v ? 1 : 0),
  read: (r) => {
    const value = r.u8();
    if (value > 1) throw new SlipwayError('corrupt', `malformed message: ${value} is not a boolean`);
    return value === 1;
  },
};

export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    write: (w, values) => {
      w.u32(values.length);
      for (const value of values) item.write(w, value);
    },
    read: (r) => {
      const count = r.u32();
      // Every item takes at least a byte: a count that cannot be true is refused before anything is allocated for it.
      if (count > r.remaining) throw new SlipwayError('corrupt', 'malformed message: list count');
      const values: T[] = [];
      for (let i = 0; i < count; i++) values.push(item.read(r));
      return values;
    },
  };
}

/** The members in the order they are given. */
export function struct<T extends object>(fields: { readonly [K in keyof T]: Codec<T[K]> }): Codec<Readonly<T>> {
  const entries = Object.entries(fields) as [keyof T, Codec<T[keyof T]>][];
  return {
    write: (w, value) => {
      for (const [name, codec] of entries) codec.write(w, value[name]);
    },
    read: (r) => {
      const value: Partial<T> = {};
      for (const [name, codec] of entries) value[name] = codec.read(r);
      return value as T;
    },
  };
}

export const nothing: Codec<void> = { write: () => {}, read: () => {} };

export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const writer = new PayloadWriter();
  codec.write(writer, value);
  return writer.finish();
}

/** Trailing bytes are an error. */
export function decode<T>(codec: Codec<T>, payload: Uint8Array): T {
  const reader = new PayloadReader(payload);
  const value = codec.read(reader);
  reader.end();
  return value;
}
