import { describe, expect, it } from 'vitest';
import type { ApiRequest, ApiResponse } from '../transport.ts';
import { serveHttp } from './http-server.ts';
import { emptyResponse, jsonResponse, streamResponse } from './response.ts';

const encoder = new TextEncoder();

/** A client's end of a connection that is served by `handle`. */
function connect(handle: (request: ApiRequest) => Promise<ApiResponse> | ApiResponse) {
  const toServer = new TransformStream<Uint8Array, Uint8Array>();
  const toClient = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 100 });
  const over = serveHttp(
    { readable: toServer.readable, writable: toClient.writable },
    { request: async (request) => handle(request) },
  );
  const writer = toServer.writable.getWriter();
  const reader = toClient.readable.getReader();
  let text = '';
  return {
    over,
    send: (bytes: string) => void writer.write(encoder.encode(bytes)).catch(() => {}),
    end: () => void writer.close().catch(() => {}),
    leave: () => reader.cancel(),
    /** Reads until what came matches. */
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended with ${JSON.stringify(text)}`);
        text += new TextDecoder().decode(value);
      }
      const all = text;
      text = '';
      return all;
    },
    async all(): Promise<string> {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return text;
        text += new TextDecoder().decode(value);
      }
    },
  };
}

const echo = async (request: ApiRequest) =>
  jsonResponse({
    method: request.method,
    path: request.path,
    body: request.body ? await new Response(request.body as ReadableStream<Uint8Array<ArrayBuffer>>).text() : null,
  });

const streamOf = (...chunks: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });

describe('requests', () => {
  it.each([
    ['GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n', { method: 'GET', path: '/a?b=c', body: null }],
    ['\r\nGET /a HTTP/1.1\nhost: x\n\n', { method: 'GET', path: '/a', body: null }],
    ['POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello', { method: 'POST', path: '/a', body: 'hello' }],
    [
      'POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: z\r\n\r\n',
      { method: 'POST', path: '/a', body: 'hello!' },
    ],
  ])('%j', async (bytes, expected) => {
    // In one piece, and byte by byte.
    for (const pieces of [[bytes], [...bytes]]) {
      const client = connect(echo);
      for (const piece of pieces) client.send(piece);
      const answer = await client.until(/\}\n$/);
      expect(JSON.parse(answer.slice(answer.indexOf('{')))).toEqual(expected);
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: application\/json\r\nContent-Length: \d+\r\n/);
      client.end();
      await client.over;
    }
  });

  it.each([
    ['nonsense\r\n\r\n', 400],
    ['GET /a HTTP/2.0\r\n\r\n', 400],
    ['BREW /a HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['GET /a HTTP/1.1\r\n\r\n', 400],
    ['GET /a HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 400],
    ['GET /a HTTP/1.1\r\nHost : x\r\n\r\n', 400],
    ['POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n', 400],
    ['POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n', 501],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    [`GET /a HTTP/1.1\r\nHost: x\r\n${`X: ${'y'.repeat(9_000)}\r\n`.repeat(9)}\r\n`, 431],
  ])('%j is refused', async (bytes, status) => {
    const client = connect(echo);
    client.send(bytes);
    const answer = await client.all();
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toContain('Connection: close');
    await client.over;
  });

  it('answers several on one connection, and closes when asked to', async () => {
    const client = connect(echo);
    client.send('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await client.until(/"\/2".*\n$/)).toContain('"/1"');
    client.send('GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await client.all()).toContain('"/3"');
    const old = connect(echo);
    old.send('GET /4 HTTP/1.0\r\n\r\n');
    expect(await old.all()).toContain('"/4"');
  });

  it.each([
    ['Content-Length: 2\r\n\r\nab', true],
    ['Content-Length: 2\r\nExpect: 100-continue\r\n\r\n', false],
    [`Content-Length: 1000000\r\n\r\n${'x'.repeat(1_000_000)}`, false],
  ])('a body nobody read: %.50j goes on: %s', async (bytes, goesOn) => {
    const client = connect(() => emptyResponse());
    client.send(`POST /1 HTTP/1.1\r\nHost: x\r\n${bytes}`);
    client.send('GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect((await client.all()).match(/^HTTP\/1\.1 204 No Content\r\n/gm)?.length).toBe(goesOn ? 2 : 1);
  });

  it('says 100 Continue only when the body is wanted', async () => {
    const client = connect(echo);
    client.send('POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n');
    await client.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    client.send('ok');
    expect(await client.until(/\}\n$/)).toContain('"body":"ok"');
  });
});

describe('answers', () => {
  it('sends chunks of a body of unknown length, and just the head of it for HEAD', async () => {
    const client = connect(() => streamResponse(streamOf('one', 'two'), 'text/plain'));
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await client.until(/0\r\n\r\n$/);
    expect(answer).toContain('Transfer-Encoding: chunked');
    expect(answer).toMatch(/\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n$/);
    client.send('HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await client.all()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n$/);
  });

  it('lets no value begin a field of its own', async () => {
    const client = connect(() => ({ ...emptyResponse(), headers: { 'x-a': 'b\r\nX-Evil: 1' } }));
    client.send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await client.all()).toContain('X-A: b X-Evil: 1\r\n');
  });

  it('ends a follower whose client went away', async () => {
    let canceled = false;
    let aborted = false;
    const client = connect((request) => {
      request.signal?.addEventListener('abort', () => (aborted = true));
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(encoder.encode('first')),
        cancel: () => void (canceled = true),
      });
      return streamResponse(body, 'text/plain');
    });
    client.send('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.until(/first/);
    await client.leave();
    await client.over;
    expect([canceled, aborted]).toEqual([true, true]);
  });
});

describe('hijacked connections', () => {
  function hijack(status: 101 | 200, body = '') {
    const input: string[] = [];
    let inputEnded = false;
    let output!: ReadableStreamDefaultController<Uint8Array>;
    const client = connect(() => ({
      status,
      headers: {
        'content-type': 'application/vnd.docker.raw-stream',
        ...(status === 101 ? { upgrade: 'tcp', connection: 'Upgrade' } : {}),
      },
      body: streamOf(),
      hijacked: {
        readable: new ReadableStream<Uint8Array>({ start: (controller) => void (output = controller) }),
        writable: new WritableStream<Uint8Array>({
          write: (bytes) => void input.push(new TextDecoder().decode(bytes)),
          close: () => void (inputEnded = true),
        }),
      },
    }));
    const length = body === '' ? '' : `Content-Length: ${body.length}\r\n`;
    client.send(`POST /attach HTTP/1.1\r\nHost: x\r\n${length}Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n${body}early`);
    return {
      client,
      input,
      ended: () => inputEnded,
      print: (text: string) => output.enqueue(encoder.encode(text)),
      close: () => output.close(),
    };
  }

  it('relay both ways, each with an end of its own', async () => {
    const { client, input, ended, print, close } = hijack(101);
    const head =
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n';
    expect(await client.until(/\r\n\r\n$/)).toBe(head);
    client.send('typed');
    await expect.poll(() => input.join('')).toBe('earlytyped');
    client.end();
    await expect.poll(ended).toBe(true);
    print('still there');
    expect(await client.until(/there$/)).toBe('still there');
    close();
    expect(await client.all()).toBe('');
  });

  it('do not take the body of the request for input', async () => {
    const { client, input, close } = hijack(101, '{"stream":true}');
    await client.until(/\r\n\r\n$/);
    await expect.poll(() => input.join('')).toBe('early');
    close();
  });

  it('know the old way without an upgrade', async () => {
    const { client, close } = hijack(200);
    expect(await client.until(/\r\n\r\n$/)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    close();
    expect(await client.all()).toBe('');
    await client.over;
  });
});
