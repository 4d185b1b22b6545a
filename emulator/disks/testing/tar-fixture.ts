/** Archives for tests, made by hand so that they can also be wrong. */
import { bytesOf, byteStringOf } from '../byte-string.ts';

export interface FixtureEntry {
  readonly path: string;
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly content?: string | Uint8Array;
  readonly link?: string;
  readonly device?: readonly [number, number];
  readonly pax?: Readonly<Record<string, string | Uint8Array>>;
  /** Raw bytes over the header before its checksum is made: [offset, bytes]. */
  readonly patch?: readonly [number, Uint8Array];
  /** Default 'ustar\0' and '00'. */
  readonly magic?: string;
}

export function tarOf(entries: readonly FixtureEntry[], endBlocks = 2): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.pax) {
      const records = concat(Object.entries(entry.pax).map(([key, value]) => paxRecord(key, value)));
      parts.push(...member({ path: 'PaxHeaders/x', type: 'x', content: records }));
    }
    parts.push(...member(entry));
  }
  return concat([...parts, new Uint8Array(512 * endBlocks)]);
}

export function paxRecord(key: string, value: string | Uint8Array): Uint8Array {
  const body = concat([bytesOf(byteStringOf(` ${key}=`)), toBytes(value), Uint8Array.of(10)]);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return concat([toBytes(String(length)), body]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes as a stream of chunks of that size. */
export function streamOf(bytes: Uint8Array, chunkBytes = 65536): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
}

function member(entry: FixtureEntry): Uint8Array[] {
  const content = toBytes(entry.content ?? '');
  const header = new Uint8Array(512);
  const put = (at: number, text: string) => header.set(toBytes(text), at);
  const octal = (at: number, length: number, value: number) => put(at, value.toString(8).padStart(length - 1, '0'));
  put(0, entry.path.slice(0, 100));
  octal(100, 8, entry.mode ?? 0o644);
  octal(108, 8, entry.uid ?? 0);
  octal(116, 8, entry.gid ?? 0);
  octal(124, 12, content.length);
  octal(136, 12, entry.mtime ?? 0);
  put(156, entry.type ?? '0');
  put(157, (entry.link ?? '').slice(0, 100));
  put(257, entry.magic ?? 'ustar\x0000');
  octal(329, 8, entry.device?.[0] ?? 0);
  octal(337, 8, entry.device?.[1] ?? 0);
  if (entry.patch) header.set(entry.patch[1], entry.patch[0]);
  header.fill(0x20, 148, 156);
  octal(
    148,
    7,
    header.reduce((sum, byte) => sum + byte, 0),
  );
  header[154] = 0;
  return [header, content, new Uint8Array((512 - (content.length % 512)) % 512)];
}

function toBytes(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? bytesOf(byteStringOf(value)) : value;
}
