import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';
import { CookieJar } from './cookie-jar.ts';
import type { FromMachine, PreviewRequest, ToMachine } from './messages.ts';
import { servePreview } from './serve-preview.ts';

/** Node's own server stands for a container's; ports of the "machine" lead to it, port 1 to nobody. */
let server: Server;
let open = 0;
let mostOpen = 0;
const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/': (_request, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>hello'),
  '/echo': (request, response) => {
    response.setHeader('X-Fields', JSON.stringify(request.headers));
    request.pipe(response);
  },
  '/login': (_request, response) => {
    response.setHeader('Set-Cookie', ['s=1; HttpOnly', 'seen=2']);
    response.writeHead(302, { Location: 'http://localhost:8080/' }).end();
  },
  '/slow': (_request, response) => void setTimeout(() => response.end('late'), 50),
  '/never': () => {},
  '/endless': (request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 1);
    request.socket.on('close', () => clearInterval(timer));
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    mostOpen = Math.max(mostOpen, ++open);
    request.socket.once('close', () => open--);
    (routes[request.url!] ?? (() => response.writeHead(404).end('no')))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function dial(port: number): Promise<ByteDuplex> {
  if (port === 1) throw new SlipwayError('unavailable', 'connection refused');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  return Duplex.toWeb(socket) as unknown as ByteDuplex;
}

let channel: MessagePort;
let jar: CookieJar;
let lastId = 0;

beforeEach(() => {
  const { port1, port2 } = new MessageChannel();
  jar = new CookieJar();
  const place = { port: 8080, protocol: 'http:', siteHost: 'localhost:3000' };
  const stop = servePreview(port1, { place, cookies: jar, dial });
  channel = port2;
  channel.start();
  return () => {
    stop();
    channel.close();
  };
});

const post = (message: ToMachine) => channel.postMessage(message);

function ask(path: string, change: Partial<PreviewRequest> = {}): { id: number; answer: Promise<FromMachine> } {
  const id = ++lastId;
  const answer = new Promise<FromMachine>((resolve) => {
    const listen = ({ data }: MessageEvent<FromMachine>) => {
      if (data.id !== id) return;
      channel.removeEventListener('message', listen);
      resolve(data);
    };
    channel.addEventListener('message', listen);
  });
  post({
    kind: 'request',
    id,
    method: 'GET',
    port: 8080,
    path,
    headers: [],
    body: undefined,
    referrer: '',
    userAgent: 'Test Chrome/156',
    languages: [],
    isNavigation: false,
    isCrossOrigin: false,
    hasCredentials: true,
    ...change,
  });
  return { id, answer };
}

async function responseTo(path: string, change: Partial<PreviewRequest> = {}) {
  const answer = await ask(path, change).answer;
  if (answer.kind !== 'response') throw new Error(answer.message);
  const text = answer.body && (await new Response(answer.body as ReadableStream<Uint8Array<ArrayBuffer>>).text());
  return { ...answer, text, fields: new Map(answer.headers.map(([name, value]) => [name.toLowerCase(), value])) };
}

describe('answers', () => {
  it('are those of the port, with the page’s script in documents alone', async () => {
    const document = await responseTo('/', { isNavigation: true });
    expect(document).toMatchObject({ status: 200, isScripted: true });
    expect(document.text).toMatch(/^<!doctype html><script src="\/__slipway__\/page\.js" [^>]*><\/script><p>hello$/);
    expect(document.fields.get('content-length')).toBeUndefined();
    expect(await responseTo('/')).toMatchObject({ isScripted: false, text: '<!doctype html><p>hello' });
  });

  it('to a form: its body, and where it leads', async () => {
    const body = new Blob(['name=Ada']);
    const { text, fields } = await responseTo('/echo', { method: 'POST', body });
    expect(text).toBe('name=Ada');
    expect(JSON.parse(fields.get('x-fields')!)).toMatchObject({ host: 'localhost:8080', 'content-length': '8' });
    const redirect = await responseTo('/login', { method: 'POST', body });
    expect(redirect).toMatchObject({ status: 302, cookies: [{ name: 'seen', value: '2', path: '/' }] });
    expect(redirect.fields.get('location')).toBe('http://8080.preview.localhost:3000/');
    expect(redirect.fields.has('set-cookie')).toBe(false);
    post({ kind: 'cookie', field: 'mine=3', path: '/' });
    const after = await responseTo('/echo');
    expect(JSON.parse(after.fields.get('x-fields')!)).toMatchObject({ cookie: 's=1; seen=2; mine=3' });
    const anonymous = await responseTo('/echo', { hasCredentials: false });
    expect(JSON.parse(anonymous.fields.get('x-fields')!)).not.toHaveProperty('cookie');
  });

  it('of another port need its permission', async () => {
    expect(await ask('/', { port: 9000, isCrossOrigin: true }).answer).toMatchObject({
      kind: 'error',
      errorKind: 'forbidden',
    });
  });

  it.each([
    [{ port: 1 }, 'unavailable', 'connection refused'],
    [{ port: 0 }, 'invalid', 'malformed'],
    [{ path: '/a b' }, 'invalid', 'malformed'],
    [{ path: 'http://elsewhere/' }, 'invalid', 'malformed'],
    [{ method: 'GET / HTTP/1.1\r\n' }, 'invalid', 'malformed'],
  ])('are refused: %j', async (change, errorKind, message) => {
    const answer = await ask('/', change).answer;
    expect(answer).toMatchObject({ kind: 'error', errorKind, message: expect.stringContaining(message) as string });
  });
});

describe('connections', () => {
  it('are at most 64 at once, and all are answered', async () => {
    mostOpen = 0;
    const answers = await Promise.all(Array.from({ length: 150 }, () => responseTo('/slow')));
    expect(answers.every(({ text }) => text === 'late')).toBe(true);
    expect(mostOpen).toBeGreaterThan(32);
    expect(mostOpen).toBeLessThanOrEqual(64);
  });

  it('end when the page gives up, before the answer or within it', async () => {
    const never = ask('/never');
    await expect.poll(() => open).toBe(1);
    post({ kind: 'cancel', id: never.id });
    expect(await never.answer).toMatchObject({ kind: 'error' });
    await expect.poll(() => open).toBe(0);
    const endless = await ask('/endless').answer;
    expect(open).toBe(1);
    if (endless.kind === 'response') await endless.body?.cancel();
    await expect.poll(() => open).toBe(0);
  });
});
