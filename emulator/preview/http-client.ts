import { ByteReader, EndedError, TooLongError } from '../engine/api/http-reader.ts';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';

const MAX_LINE_BYTES = 64 * 1024;
const MAX_FIELDS = 500;
/** Answers of the 100s before the one that counts. */
const MAX_INTERIM = 20;
/** Lines of a chunk's size, and of trailers. */
const MAX_CHUNK_LINE_BYTES = 4 * 1024;

export type Fields = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: string;
  readonly target: string;
  /** Without Content-Length and Connection. */
  readonly fields: Fields;
  readonly body?: { readonly stream: ReadableStream<Uint8Array>; readonly sizeBytes: number };
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  /** As received: order, case and repetitions are kept. */
  readonly fields: Fields;
  /** Undefined where RFC 9112, 6.3 knows none. Cancelling it ends the connection. */
  readonly body: ReadableStream<Uint8Array> | undefined;
}

/**
 * One HTTP/1.1 request over a connection of its own, as a browser reads its answer: leniently (RFC 9112, 2.2 and 6.3),
 * but never past the connection's end. Rejects with SlipwayError 'invalid' when what comes is not HTTP, with
 * 'unavailable' when nothing comes. The connection is over when the body is.
 */
export async function exchange(
  connection: ByteDuplex,
  request: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const reader = new ByteReader(connection.readable);
  const writer = connection.writable.getWriter();
  writer.closed.catch(() => {});
  const end = async () => {
    signal?.removeEventListener('abort', end);
    await Promise.allSettled([writer.abort(), reader.cancel()]);
  };
  signal?.addEventListener('abort', end);
  try {
    if (signal?.aborted) throw new SlipwayError('canceled', 'the request was cancelled');
    // A server may answer before it has the whole request, and then hang up: only its answer counts.
    void send(writer, request).catch(() => {});
    const head = await readHead(reader);
    const body = bodyOf(reader, request.method, head, end);
    if (body === undefined) await end();
    return { ...head, body };
  } catch (error) {
    await end();
    throw asSlipwayError(error, 'the answer is not a valid HTTP response');
  }
}

/** What the reader of the bytes throws speaks of them, not of HTTP. */
function asSlipwayError(error: unknown, message: string): unknown {
  const isMalformed = error instanceof EndedError || error instanceof TooLongError;
  return isMalformed ? new SlipwayError('invalid', message) : error;
}

async function send(writer: WritableStreamDefaultWriter<Uint8Array>, request: HttpRequest): Promise<void> {
  const fields: Fields = [
    ...request.fields,
    ...(request.body === undefined ? [] : [['Content-Length', String(request.body.sizeBytes)] as const]),
    ['Connection', 'close'],
  ];
  await writer.write(writeHead(request.method, request.target, fields));
  if (request.body === undefined) return;
  const body = request.body.stream.getReader();
  try {
    for (;;) {
      const { done, value } = await body.read();
      if (done) return;
      await writer.write(value);
    }
  } finally {
    void body.cancel().catch(() => {});
  }
}

/** A request's first lines. */
export function writeHead(method: string, target: string, fields: Fields): Uint8Array {
  const lines = fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]/g, ' ')}\r\n`).join('');
  // Values of header fields are bytes; strings hold one a character.
  return Uint8Array.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, (character) => character.charCodeAt(0) & 0xff);
}

type Head = Omit<HttpResponse, 'body'>;

/**
 * The first lines of an answer, after any interim ones; 101 only where the request asked for an upgrade. Throws
 * SlipwayError, or the reader's errors.
 */
export async function readHead(reader: ByteReader, { isUpgrade = false } = {}): Promise<Head> {
  for (let interim = 0; interim <= MAX_INTERIM; interim++) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined) throw new SlipwayError('unavailable', 'the server closed the connection without an answer');
    const match = /^HTTP\/1\.[0-9] +(\d{3})(?: (.*))?$/.exec(line);
    if (match === null) throw new SlipwayError('invalid', 'the answer is not a valid HTTP response');
    const fields = await readFields(reader);
    const status = Number(match[1]);
    const isSwitch = status === 101;
    if (status < 100 || (isSwitch && !isUpgrade)) throw new SlipwayError('invalid', `unexpected status ${status}`);
    if (status >= 200 || isSwitch) return { status, statusText: match[2] ?? '', fields };
  }
  throw new SlipwayError('invalid', 'the answer never comes to its end');
}

async function readFields(reader: ByteReader): Promise<Fields> {
  const fields: [string, string][] = [];
  for (;;) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined) throw new EndedError();
    if (line === '') return fields;
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)$/.exec(line);
    // Browsers pass over what is no field.
    if (match !== null) fields.push([match[1]!, match[2]!.trim()]);
    if (fields.length > MAX_FIELDS) throw new TooLongError();
  }
}

/** All values of a field, as one list. */
export function fieldValue(fields: Fields, name: string): string | undefined {
  const values = fields.flatMap(([other, value]) => (other.toLowerCase() === name ? [value] : []));
  return values.length === 0 ? undefined : values.join(', ');
}

function bodyOf(
  reader: ByteReader,
  method: string,
  head: Head,
  end: () => Promise<void>,
): ReadableStream<Uint8Array> | undefined {
  if (method === 'HEAD' || [204, 205, 304].includes(head.status)) return undefined;
  const pieces = piecesOf(reader, head.fields);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (!done) return controller.enqueue(value);
          controller.close();
          await end();
        } catch (error) {
          controller.error(asSlipwayError(error, 'the answer has a malformed chunk'));
          await end();
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

function piecesOf(reader: ByteReader, fields: Fields): AsyncGenerator<Uint8Array, void> {
  const codings = fieldValue(fields, 'transfer-encoding')?.toLowerCase();
  if (codings !== undefined && codings !== 'identity') {
    if (codings === 'chunked') return chunked(reader);
    throw new SlipwayError('invalid', `the transfer coding ${codings} is not known`);
  }
  const lengths = new Set(fieldValue(fields, 'content-length')?.split(/\s*,\s*/));
  if (lengths.size === 0) return untilEnd(reader);
  const [length = ''] = lengths;
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) {
    throw new SlipwayError('invalid', 'the answer has a malformed Content-Length');
  }
  return counted(reader, Number(length));
}

async function* untilEnd(reader: ByteReader): AsyncGenerator<Uint8Array, void> {
  for (let piece = await reader.some(); piece !== undefined; piece = await reader.some()) yield piece;
}

async function* counted(reader: ByteReader, sizeBytes: number): AsyncGenerator<Uint8Array, void> {
  for (let left = sizeBytes; left > 0;) {
    const piece = await reader.some(left);
    if (piece === undefined) throw new SlipwayError('unavailable', 'the connection ended within the answer');
    left -= piece.length;
    yield piece;
  }
}

/** RFC 9112, 7.1; extensions and trailers are passed over. */
async function* chunked(reader: ByteReader): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const match = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec((await reader.line(MAX_CHUNK_LINE_BYTES)) ?? '');
    if (match === null) throw new SlipwayError('invalid', 'the answer has a malformed chunk');
    const sizeBytes = Number.parseInt(match[1]!, 16);
    if (sizeBytes === 0) return;
    yield* counted(reader, sizeBytes);
    if ((await reader.line(2)) !== '') throw new SlipwayError('invalid', 'the answer has a malformed chunk');
  }
}
