import { SlipwayError } from '../../errors.ts';
import type { ApiRequest } from '../transport.ts';
import { EndedError, TooLongError, type ByteReader } from './http-reader.ts';

/** Of one line (the request line or a header field), and of all header fields together. */
const MAX_LINE_BYTES = 16 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'];

/** A request that is answered with `status` and the end of the connection. */
export class BadRequestError extends SlipwayError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super('invalid', message);
  }
}

export interface RequestHead {
  readonly method: ApiRequest['method'];
  readonly target: string;
  readonly minorVersion: 0 | 1;
  /** Names in lower case; values of repeated fields joined by ', '. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The request line and header fields (RFC 9112, 2–5). Undefined when the connection ended between requests. */
export async function readHead(reader: ByteReader): Promise<RequestHead | undefined> {
  try {
    let line = await reader.line(MAX_LINE_BYTES);
    // An empty line or two before the request are forgiven (RFC 9112, 2.2).
    for (let i = 0; line === '' && i < 2; i++) line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined) return undefined;
    const match = /^([A-Z]+) (\S+) HTTP\/1\.([01])$/.exec(line);
    if (!match) throw new BadRequestError(400, 'malformed HTTP request');
    if (!METHODS.includes(match[1]!)) throw new BadRequestError(501, `method ${match[1]} is not implemented`);
    return {
      method: match[1] as ApiRequest['method'],
      target: match[2]!,
      minorVersion: match[3] === '1' ? 1 : 0,
      headers: await readFields(reader),
    };
  } catch (error) {
    if (error instanceof TooLongError) throw new BadRequestError(431, 'header too large');
    if (error instanceof EndedError) throw new BadRequestError(400, 'the request ends within its header');
    throw error;
  }
}

async function readFields(reader: ByteReader): Promise<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let bytes = 0; ;) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined) throw new EndedError();
    if (line === '') return headers;
    bytes += line.length;
    if (bytes > MAX_HEADER_BYTES) throw new TooLongError();
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (!match) throw new BadRequestError(400, 'malformed HTTP header field');
    const name = match[1]!.toLowerCase();
    headers[name] = name in headers ? `${headers[name]}, ${match[2]}` : match[2]!;
  }
}

/** How the body of a request is delimited. */
export type Framing =
  { readonly kind: 'none' } | { readonly kind: 'length'; readonly sizeBytes: number } | { readonly kind: 'chunked' };

/** Contradictions are refused: they are how requests are smuggled (RFC 9112, 6.3). */
export function framingOf(headers: Readonly<Record<string, string>>): Framing {
  const encoding = headers['transfer-encoding'];
  const length = headers['content-length'];
  if (encoding !== undefined) {
    if (length !== undefined) throw new BadRequestError(400, 'both Transfer-Encoding and Content-Length');
    if (encoding.toLowerCase() !== 'chunked') {
      throw new BadRequestError(501, `transfer encoding ${encoding} is not implemented`);
    }
    return { kind: 'chunked' };
  }
  if (length === undefined) return { kind: 'none' };
  if (!/^\d{1,15}$/.test(length)) throw new BadRequestError(400, 'malformed Content-Length');
  return length === '0' ? { kind: 'none' } : { kind: 'length', sizeBytes: Number(length) };
}

/** The body, read as it is asked for. `sendContinue` is there when the client waits for "100 Continue". */
export function bodyOf(
  reader: ByteReader,
  framing: Framing,
  sendContinue: (() => Promise<void>) | undefined,
): {
  body: ReadableStream<Uint8Array> | undefined;
  drain(): Promise<boolean>;
  /** Resolves when all of it was read. */
  over: Promise<void>;
} {
  if (framing.kind === 'none') return { body: undefined, drain: async () => true, over: Promise.resolve() };
  const chunks = framing.kind === 'length' ? lengthDelimited(reader, framing.sizeBytes) : chunked(reader);
  let begun = false;
  let ended = false;
  let tellOver = () => {};
  const over = new Promise<void>((resolve) => (tellOver = resolve));
  const next = async () => {
    if (!begun) {
      begun = true;
      await sendContinue?.();
    }
    const { value, done } = await chunks.next();
    if (done) {
      ended = true;
      tellOver();
    }
    return done ? undefined : value;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    // Nothing is read ahead: a client that waits for "100 Continue" gets it only when somebody wants the body.
    { highWaterMark: 0 },
  );
  return {
    body,
    over,
    /** Reads what the handler left, so that the next request can follow; false when that is not worth it. */
    async drain() {
      if (ended) return true;
      // The client keeps its body until it is told to go on.
      if (!begun && sendContinue) return false;
      for (let bytes = 0; bytes < MAX_DRAIN_BYTES;) {
        const chunk = await next();
        if (!chunk) return true;
        bytes += chunk.length;
      }
      return false;
    },
  };
}

const MAX_DRAIN_BYTES = 256 * 1024;

async function* lengthDelimited(reader: ByteReader, sizeBytes: number): AsyncGenerator<Uint8Array, undefined> {
  for (let left = sizeBytes; left > 0;) {
    const chunk = await reader.some(left);
    if (!chunk) throw new BadRequestError(400, 'the body ends before its Content-Length');
    left -= chunk.length;
    yield chunk;
  }
  return undefined;
}

/** RFC 9112, 7.1; extensions and trailers are skipped. */
async function* chunked(reader: ByteReader): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* chunksOf(reader);
  } catch (error) {
    if (error instanceof TooLongError || error instanceof EndedError) throw new BadRequestError(400, 'malformed chunk');
    throw error;
  }
}

async function* chunksOf(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const match = /^([0-9a-fA-F]{1,8})[ \t]*(;.*)?$/.exec((await reader.line(MAX_LINE_BYTES)) ?? '');
    if (!match) throw new BadRequestError(400, 'malformed chunk');
    let left = Number.parseInt(match[1]!, 16);
    if (left === 0) break;
    while (left > 0) {
      const chunk = await reader.some(left);
      if (!chunk) throw new BadRequestError(400, 'the body ends within a chunk');
      left -= chunk.length;
      yield chunk;
    }
    if ((await reader.line(2)) !== '') throw new BadRequestError(400, 'malformed chunk');
  }
  for (let lines = 0; ; lines++) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined || lines > 100) throw new BadRequestError(400, 'malformed trailer');
    if (line === '') return;
  }
}
