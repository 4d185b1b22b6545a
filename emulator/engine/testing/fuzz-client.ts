import type { ByteDuplex } from '../../streams.ts';
import { serveHttp } from '../api/http-server.ts';
import type { EngineTransport } from '../transport.ts';
import type { FuzzRequest } from './fuzz-requests.ts';

/** A request that waits for something (logs, wait, attach) is left after this. */
const PATIENCE_MS = 60;
/** The server notices that, or it hangs. */
const HANG_MS = 10_000;

/** What the engines of JavaScript say when a program is wrong: never an answer to a client. */
const BUG =
  /is not a function|is not iterable|Cannot (read|set) propert|of undefined|of null|is not defined|\[object |undefined|Invalid (array|string|time|count) |Maximum call stack|BigInt|URI malformed|^\s*at .*:\d+:\d+/m;

/**
 * Sends a request over a connection of its own and judges the answer: HTTP, and an error is JSON with a message for
 * people. Resolves with the status, 0 where the client left before there was one. Error for an answer that is wrong, or
 * none.
 */
export async function sendFuzz(transport: EngineTransport, request: FuzzRequest): Promise<number> {
  const { connection, send, receive, leave } = connectionPair();
  const over = serveHttp(connection, transport);
  const sent = send(request.pieces);
  const answer = await receive();
  await leave();
  await Promise.race([Promise.all([over, sent]), timeout(`the connection does not end after\n${request.text}`)]);
  return judge(answer, request);
}

function connectionPair() {
  const up = new TransformStream<Uint8Array, Uint8Array>();
  const down = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 64 });
  const connection: ByteDuplex = { readable: up.readable, writable: down.writable };
  const writer = up.writable.getWriter();
  const reader = down.readable.getReader();
  return {
    connection,
    async send(pieces: readonly Uint8Array[]): Promise<void> {
      try {
        for (const piece of pieces) if (piece.length > 0) await writer.write(piece);
      } catch {
        // It was refused before its end.
      }
    },
    /** What comes until the end of the answer, or of patience. */
    async receive(): Promise<Uint8Array> {
      const chunks: Uint8Array[] = [];
      for (;;) {
        const read = await Promise.race([reader.read().catch(() => undefined), pause(PATIENCE_MS)]);
        if (!read || read.done) break;
        chunks.push(read.value);
        if (isComplete(chunks)) break;
      }
      return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    },
    async leave(): Promise<void> {
      void writer.abort().catch(() => {});
      await reader.cancel().catch(() => {});
    },
  };
}

/** By its Content-Length, or the end of its last chunk. Errors on the safe side: then patience decides. */
function isComplete(chunks: readonly Uint8Array[]): boolean {
  const text = chunks.map((chunk) => new TextDecoder('latin1').decode(chunk)).join('');
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  if (end < 0 || head.includes(' 100 Continue')) return false;
  if (/^HTTP\/1.1 (204|304) /.test(head)) return true;
  const length = /^Content-Length: (\d+)/im.exec(head)?.[1];
  if (length !== undefined) return text.length >= end + 4 + Number(length);
  return /^Transfer-Encoding: chunked/im.test(head) && text.endsWith('\r\n0\r\n\r\n');
}

function judge(answer: Uint8Array, request: FuzzRequest): number {
  const text = new TextDecoder('latin1').decode(answer).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  if (text === '') return 0;
  const wrong = (what: string) =>
    new Error(`${what}\n--- asked\n${request.text}\n--- answered\n${text.slice(0, 2000)}`);
  const head = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n:]+: [^\r\n]*\r\n)*)\r\n/.exec(text);
  if (!head) throw wrong('not an HTTP response');
  const status = Number(head[1]);
  if (status < 400 || request.text.startsWith('HEAD ')) return status;
  const length = /^Content-Length: (\d+)\r$/im.exec(head[2]!)?.[1];
  const end = length === undefined ? undefined : head[0].length + Number(length);
  const body = new TextDecoder().decode(
    answer.subarray(answer.length - text.length + head[0].length, end && answer.length - text.length + end),
  );
  let message: unknown;
  try {
    ({ message } = JSON.parse(body) as { message: unknown });
  } catch {
    throw wrong('an error that is not JSON');
  }
  if (typeof message !== 'string' || message === '') throw wrong('an error without a message');
  // A name in the request may be what a mistake would print.
  const echoed = /undefined|\[object /.test(request.text);
  if (BUG.test(message) && !echoed) throw wrong('a mistake of the program as an error');
  return status;
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined));
}

function timeout(message: string): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), HANG_MS).unref?.());
}
