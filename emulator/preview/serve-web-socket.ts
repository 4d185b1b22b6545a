import { SlipwayError } from '../errors.ts';
import { localHost, localOrigin } from './adapt-fields.ts';
import type { FromPageSocket, ToMachine, ToPageSocket } from './messages.ts';
import { isPort } from './origin.ts';
import type { PreviewParts } from './serve-preview.ts';
import { openWebSocket, type WebSocketConnection } from './web-socket.ts';

/** Puts a page's WebSocket (`site/page.js`), which has the other end of `page`, through to a port of the machine. */
export async function serveWebSocket(
  page: MessagePort,
  request: Extract<ToMachine, { kind: 'web-socket' }>,
  { place, cookies, dial }: PreviewParts,
): Promise<void> {
  const post = (message: ToPageSocket) => page.postMessage(message);
  let socket: WebSocketConnection | undefined;
  let isGivenUp = false;
  // What is sent goes out in its order, one message after the other.
  let sending = Promise.resolve();
  const send = async (message: string | Uint8Array) => {
    // A message that no longer goes out is not missed: the page hears of the end.
    await socket?.send(message).catch(() => {});
    post({ kind: 'sent', byteCount: typeof message === 'string' ? byteCount(message) : message.length });
  };
  page.onmessage = ({ data }: MessageEvent<FromPageSocket>) => {
    if (data.kind === 'text') sending = sending.then(() => send(data.text));
    else if (data.kind === 'binary') sending = sending.then(() => send(data.bytes));
    else if (socket === undefined) isGivenUp = true;
    else sending = sending.then(() => socket?.close(data.code, data.reason));
  };
  // The page went away, where browsers tell; the others say 'close' before (pagehide).
  page.addEventListener('close', () => {
    isGivenUp = true;
    socket?.abort();
  });
  try {
    if (!isPort(request.port) || !/^\/[\x21-\x7e]*$/.test(request.path)) {
      throw new SlipwayError('invalid', 'the address is malformed');
    }
    const cookie = cookies.fieldFor(request.path);
    socket = await openWebSocket(await dial(request.port), {
      target: request.path,
      protocols: request.protocols,
      fields: [
        ['Host', localHost(request.port)],
        ['User-Agent', request.userAgent],
        ['Origin', localOrigin(place.port)],
        ...(cookie === undefined ? [] : [['Cookie', cookie] as const]),
      ],
    });
    if (isGivenUp) socket.abort();
    else post({ kind: 'open', protocol: socket.protocol });
    for await (const message of socket.messages) {
      post(typeof message === 'string' ? { kind: 'text', text: message } : { kind: 'binary', bytes: message });
    }
    post({ kind: 'closed', ...(await socket.closed) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    post({ kind: 'closed', code: 1006, reason, isClean: false });
  } finally {
    page.close();
  }
}

function byteCount(text: string): number {
  return new TextEncoder().encode(text).length;
}
