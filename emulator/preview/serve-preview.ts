import { SlipwayError, type ErrorKind } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';
import { localOrigin, requestFields, responseFields, type PreviewPlace } from './adapt-fields.ts';
import type { CookieJar } from './cookie-jar.ts';
import { preflightFields, requireAllowed, requirePreflight } from './cors.ts';
import { exchange, fieldValue, type HttpResponse } from './http-client.ts';
import type { FromMachine, PreviewRequest, ToMachine } from './messages.ts';
import { isPort } from './origin.ts';
import { allowPageScript, isScriptable, withPageScript } from './page-script.ts';
import { serveWebSocket } from './serve-web-socket.ts';

/** Connections at once into the guest; further requests wait. */
const MAX_CONNECTIONS = 64;

export interface PreviewParts {
  readonly place: PreviewPlace;
  readonly cookies: CookieJar;
  /** A connection to a port of the guest. */
  dial(port: number): Promise<ByteDuplex>;
}

/** Answers the requests of one preview's service worker from the machine's ports, until the returned function is called. */
export function servePreview(channel: MessagePort, parts: PreviewParts): () => void {
  const running = new Map<number, AbortController>();
  const waiting: (() => void)[] = [];
  let connections = 0;

  const serve = async (request: PreviewRequest) => {
    const { id } = request;
    const post = (message: FromMachine, transfer: Transferable[] = []) => channel.postMessage(message, transfer);
    const canceler = new AbortController();
    running.set(id, canceler);
    if (connections >= MAX_CONNECTIONS) await new Promise<void>((resolve) => waiting.push(resolve));
    else connections++;
    const finish = () => {
      if (!running.delete(id)) return;
      const next = waiting.shift();
      if (next === undefined) connections--;
      else next();
    };
    try {
      const answered = await answer(request, parts, canceler.signal);
      const body = answered.body && tellEnd(answered.body, finish);
      if (body === undefined) finish();
      post({ kind: 'response', id, ...answered, body }, body === undefined ? [] : [body]);
    } catch (error) {
      finish();
      const errorKind: ErrorKind = error instanceof SlipwayError ? error.kind : 'internal';
      post({ kind: 'error', id, errorKind, message: error instanceof Error ? error.message : String(error) });
    }
  };

  channel.onmessage = ({ data, ports }: MessageEvent<ToMachine>) => {
    if (data.kind === 'request') void serve(data);
    else if (data.kind === 'cancel') running.get(data.id)?.abort();
    else if (data.kind === 'cookie') parts.cookies.take(data.field, data.path, 'script');
    else if (ports[0] !== undefined) void serveWebSocket(ports[0], data, parts);
  };
  const stop = () => {
    for (const canceler of running.values()) canceler.abort();
    channel.close();
  };
  // The service worker was stopped; browsers that do not tell leave their connections to the servers' time limits.
  channel.addEventListener('close', stop);
  return stop;
}

type Answer = Omit<Extract<FromMachine, { kind: 'response' }>, 'kind' | 'id'>;

async function answer(request: PreviewRequest, parts: PreviewParts, signal: AbortSignal): Promise<Answer> {
  const { place, cookies } = parts;
  if (!isPort(request.port) || !/^\/[\x21-\x7e]*$/.test(request.path) || !/^[A-Z]+$/.test(request.method)) {
    throw new SlipwayError('invalid', 'the request is malformed');
  }
  const cors = { ...request, origin: localOrigin(place.port) };
  if (request.isCrossOrigin) await preflight(cors, parts, signal);
  const { body } = request;
  const cookie = request.hasCredentials ? cookies.fieldFor(request.path) : undefined;
  const response = await exchange(
    await parts.dial(request.port),
    {
      method: request.method,
      target: request.path,
      fields: requestFields(request, place, cookie),
      body: body === undefined ? undefined : { stream: body.stream(), sizeBytes: body.size },
    },
    signal,
  );
  let isCookieChanged = false;
  for (const [name, value] of request.hasCredentials ? response.fields : []) {
    if (name.toLowerCase() === 'set-cookie') isCookieChanged = cookies.take(value, request.path) || isCookieChanged;
  }
  if (request.isCrossOrigin) {
    try {
      requireAllowed(response.fields, cors);
    } catch (error) {
      await response.body?.cancel();
      throw error;
    }
  }
  return {
    ...adapt(response, request, parts),
    cookies: isCookieChanged ? cookies.scriptCookies() : undefined,
  };
}

/** Asks the server first, where a browser would. */
async function preflight(
  request: PreviewRequest & { readonly origin: string },
  { dial, place }: PreviewParts,
  signal: AbortSignal,
): Promise<void> {
  const asked = preflightFields(request);
  if (asked === undefined) return;
  const bare = { ...request, method: 'GET', headers: [], isCrossOrigin: false };
  const fields = [...requestFields(bare, place, undefined), ...asked];
  const {
    status,
    fields: allowed,
    body,
  } = await exchange(await dial(request.port), { method: 'OPTIONS', target: request.path, fields }, signal);
  await body?.cancel();
  requirePreflight(status, allowed, request);
}

/** The answer as the service worker gives it to the browser, with the page's script in documents. */
function adapt(
  response: HttpResponse,
  request: PreviewRequest,
  { place, cookies }: PreviewParts,
): Omit<Answer, 'cookies'> {
  const { status, statusText } = response;
  const decoded = decode(response);
  const isScripted = request.isNavigation && response.body !== undefined && isScriptable(response.fields);
  const isChanged = isScripted || decoded !== undefined;
  const headers = responseFields(response.fields, place, { isChanged, userAgent: request.userAgent });
  const body = decoded ?? response.body;
  if (!isScripted || body === undefined) return { status, statusText, headers, body, isScripted: false };
  const nonce = crypto.randomUUID();
  const data = { port: place.port, cookies: cookies.scriptCookies() };
  return {
    status,
    statusText,
    headers: allowPageScript(headers, nonce),
    body: withPageScript(body, data, nonce),
    isScripted,
  };
}

/** Undoes a content coding that was not asked for, where the platform can. */
function decode(response: HttpResponse): ReadableStream<Uint8Array> | undefined {
  const coding = fieldValue(response.fields, 'content-encoding')?.toLowerCase();
  if (response.body === undefined || (coding !== 'gzip' && coding !== 'deflate')) return undefined;
  const body = response.body as ReadableStream<Uint8Array<ArrayBuffer>>;
  return body.pipeThrough(new DecompressionStream(coding));
}

/** Hands everything on, and tells the end: reached, broken or no longer wanted. */
function tellEnd(from: ReadableStream<Uint8Array>, onEnd: () => void): ReadableStream<Uint8Array> {
  const reader = from.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        onEnd();
      },
      async cancel(reason) {
        onEnd();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
