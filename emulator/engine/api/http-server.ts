import type { ByteDuplex } from '../../streams.ts';
import type { ApiResponse, EngineTransport } from '../transport.ts';
import { ByteReader } from './http-reader.ts';
import { BadRequestError, bodyOf, framingOf, readHead, type RequestHead } from './http-request.ts';
import { jsonResponse } from './response.ts';

const encoder = new TextEncoder();

/**
 * Speaks HTTP/1.1 (RFC 9110, 9112) over a connection for an Engine API: request after request until the client closes
 * or asks to, or until an answer takes the connection over (attach, exec). Resolves when the connection is over;
 * never rejects.
 */
export async function serveHttp(connection: ByteDuplex, transport: EngineTransport): Promise<void> {
  const reader = new ByteReader(connection.readable);
  const writer = connection.writable.getWriter();
  const gone = new AbortController();
  writer.closed.catch((reason: unknown) => gone.abort(reason));
  try {
    let goOn = true;
    while (goOn) goOn = await serveOne(reader, writer, transport, gone);
    await writer.close();
  } catch (error) {
    await refuse(writer, error);
  } finally {
    gone.abort();
    await reader.cancel();
  }
}

type Writer = WritableStreamDefaultWriter<Uint8Array>;

/** False when no further request can follow on this connection. */
async function serveOne(
  reader: ByteReader,
  writer: Writer,
  transport: EngineTransport,
  gone: AbortController,
): Promise<boolean> {
  const head = await readHead(reader);
  if (!head) return false;
  if (head.minorVersion === 1 && head.headers.host === undefined) {
    throw new BadRequestError(400, 'missing required Host header');
  }
  const expects = head.headers.expect?.toLowerCase() === '100-continue';
  const framing = framingOf(head.headers);
  const sendContinue = () => writer.write(encoder.encode('HTTP/1.1 100 Continue\r\n\r\n'));
  const { body, drain, over } = bodyOf(reader, framing, expects ? sendContinue : undefined);
  const ended = new AbortController();
  const signal = AbortSignal.any([gone.signal, ended.signal]);
  const response = await transport.request({
    method: head.method,
    path: head.target,
    headers: head.headers,
    ...(body ? { body } : {}),
    signal,
  });
  if (response.hijacked) {
    // A body that was announced is no input of the process's: some client libraries send the options as one.
    if (framing.kind === 'length') await drain();
    await hijack(reader, writer, response, response.hijacked, gone.signal);
    ended.abort();
    return false;
  }
  // A client that still sends may not hear that it was refused. (Other answers may begin before the body is read.)
  if (response.status >= 400) await drain();
  // A client that closes its side while it waits for the answer went away; hijacked connections are half-closed.
  let isAnswered = false;
  const leaves = over.then(() => !isAnswered && reader.ends());
  void leaves.then((end) => end && ended.abort(), gone.abort.bind(gone));
  const keep = keepsAlive(head);
  const complete = await send(writer, head, response, keep, gone.signal);
  isAnswered = true;
  ended.abort();
  return keep && complete && (await drain());
}

function keepsAlive(head: RequestHead): boolean {
  const options = (head.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  return head.minorVersion === 1 ? !options.includes('close') : options.includes('keep-alive');
}

/** Writes the answer; true when its end can be told without closing the connection. */
async function send(
  writer: Writer,
  head: RequestHead,
  response: ApiResponse,
  keep: boolean,
  gone: AbortSignal,
): Promise<boolean> {
  const { status, headers } = response;
  const bodiless = head.method === 'HEAD' || status === 204 || status === 304;
  const counted = headers['content-length'] !== undefined;
  const chunked = !bodiless && !counted && head.minorVersion === 1;
  const delimited = bodiless || counted || chunked;
  await writer.write(
    formatHead(status, {
      ...headers,
      date: new Date().toUTCString(),
      ...(chunked ? { 'transfer-encoding': 'chunked' } : {}),
      ...(keep && delimited ? {} : { connection: 'close' }),
    }),
  );
  if (bodiless) {
    await response.body.cancel();
    return true;
  }
  await sendBody(writer, response.body, chunked, gone);
  return delimited;
}

async function sendBody(
  writer: Writer,
  body: ReadableStream<Uint8Array>,
  chunked: boolean,
  gone: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  // A follower of logs or events may have nothing to send for hours: it must hear that the client went away.
  const leave = () => void reader.cancel().catch(() => {});
  gone.addEventListener('abort', leave);
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      if (value.length === 0) continue;
      await writer.write(chunked ? frameChunk(value) : value);
    }
  } catch (error) {
    leave();
    throw error;
  } finally {
    gone.removeEventListener('abort', leave);
  }
  if (chunked) await writer.write(encoder.encode('0\r\n\r\n'));
}

function frameChunk(bytes: Uint8Array): Uint8Array {
  const size = encoder.encode(`${bytes.length.toString(16)}\r\n`);
  const chunk = new Uint8Array(size.length + bytes.length + 2);
  chunk.set(size);
  chunk.set(bytes, size.length);
  chunk.set([13, 10], size.length + bytes.length);
  return chunk;
}

/** The connection becomes the process's: its output goes out, what comes in is its input, each end on its own. */
async function hijack(
  reader: ByteReader,
  writer: Writer,
  response: ApiResponse,
  stream: ByteDuplex,
  gone: AbortSignal,
): Promise<void> {
  const upgraded = response.status === 101;
  await writer.write(formatHead(response.status, response.headers, upgraded ? 'UPGRADED' : undefined));
  const output = stream.readable.getReader();
  const input = reader.rest().pipeTo(stream.writable, { preventCancel: true });
  // An input that ends abnormally ends the process's input, not its output.
  input.catch(() => {});
  gone.addEventListener('abort', () => void output.cancel().catch(() => {}));
  try {
    for (;;) {
      const { value, done } = await output.read();
      if (done) break;
      await writer.write(value);
    }
  } catch (error) {
    await output.cancel().catch(() => {});
    throw error;
  }
}

const REASONS: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  431: 'Request Header Fields Too Large',
  499: 'Client Closed Request',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

function formatHead(status: number, headers: Readonly<Record<string, string>>, reason?: string): Uint8Array {
  const fields = Object.entries(headers).map(([name, value]) => `${capitalized(name)}: ${oneLine(value)}\r\n`);
  return encoder.encode(`HTTP/1.1 ${status} ${reason ?? REASONS[status] ?? 'Unknown'}\r\n${fields.join('')}\r\n`);
}

/** 'content-type' → 'Content-Type', for clients that compare names as Go writes them. */
function capitalized(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** No value can begin a field, or a response, of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}

/** A malformed request is told so where that is still possible. */
async function refuse(writer: Writer, error: unknown): Promise<void> {
  if (error instanceof BadRequestError) {
    const response = jsonResponse({ message: error.message }, error.status);
    try {
      await writer.write(formatHead(error.status, { ...response.headers, connection: 'close' }));
      await sendBody(writer, response.body, false, new AbortController().signal);
      await writer.close();
      return;
    } catch {
      // The client is gone; there is nobody left to tell.
    }
  }
  await writer.abort(error).catch(() => {});
}
