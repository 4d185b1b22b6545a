import type { EngineTransport } from '../engine/transport.ts';
import { SlipwayError } from '../errors.ts';
import type { ApiAnswer, ApiCall } from './worker-messages.ts';

/** One call of the Engine API with whole bodies: JSON where the answer says so, text otherwise. */
export async function callApi(transport: EngineTransport, call: ApiCall): Promise<ApiAnswer> {
  const json = call.body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(call.body));
  const response = await transport.request({
    method: call.method,
    path: call.path,
    headers: json === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(json.length) },
    body: json,
  });
  if (response.hijacked !== undefined) {
    void response.hijacked.readable.cancel();
    throw new SlipwayError('invalid', `${call.path} answers with a connection, not with a body`);
  }
  const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  const isJson = response.headers['content-type']?.includes('json') === true && text !== '';
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** Hands on every event of `GET /events` until `signal` is aborted. One JSON document a line. */
export async function followEvents(
  transport: EngineTransport,
  onEvent: (event: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const { body } = await transport.request({ method: 'GET', path: '/events', signal });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}), { once: true });
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onEvent(JSON.parse(line));
  }
}
