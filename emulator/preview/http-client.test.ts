import { describe, expect, it } from 'vitest';
import type { ByteDuplex } from '../streams.ts';
import { exchange, type HttpRequest, type HttpResponse } from './http-client.ts';

const GET: HttpRequest = { method: 'GET', target: '/', fields: [['Host', 'localhost']] };

/** A connection that answers with the pieces as they stand, then ends; what it was sent is in `sent`. */
function answering(...pieces: readonly string[]): ByteDuplex & { sent: () => string; isOver: () => boolean } {
  let sent = '';
  let isOver = false;
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  return {
    readable: new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(bytes(piece));
        controller.close();
      },
    }),
    writable: new WritableStream({
      write: (chunk) => void (sent += String.fromCharCode(...chunk)),
      abort: () => void (isOver = true),
    }),
    sent: () => sent,
    isOver: () => isOver,
  };
}

async function textOf({ body }: HttpResponse): Promise<string | undefined> {
  return body && new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

describe('bodies', () => {
  it.each([
    ['Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more', 'hello'],
    ['the same length twice', 'HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello', 'hello'],
    ['no length', 'HTTP/1.0 200 OK\r\n\r\nuntil the end', 'until the end'],
    ['an empty one', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', ''],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nT: v\r\n\r\n',
      'hello!',
    ],
    [
      'chunks win',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 3\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
      'hi',
    ],
    ['lines without CR', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nhi', 'hi'],
    [
      'interim answers',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhi',
      'hi',
    ],
    ['no reason', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi', 'hi'],
  ])('%s', async (_name, answer, expected) => {
    const response = await exchange(answering(answer), GET);
    expect(response.status).toBe(200);
    expect(await textOf(response)).toBe(expected);
  });

  it('come however the bytes are cut', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n';
    expect(await textOf(await exchange(answering(...answer), GET))).toBe('hello!');
  });

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 200],
    ['GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', 204],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', 304],
  ])('there is none: %s %s', async (method, answer, status) => {
    const connection = answering(answer);
    expect(await exchange(connection, { ...GET, method })).toMatchObject({ status, body: undefined });
    expect(connection.isOver()).toBe(true);
  });

  it.each([
    ['shorter than told', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell', 'the connection ended within the answer'],
    ['a chunk of no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n', 'malformed chunk'],
    ['a chunk without end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhiho', 'malformed chunk'],
    ['chunks that stop', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n', 'malformed chunk'],
  ])('break: %s', async (_name, answer, message) => {
    const response = await exchange(answering(answer), GET);
    await expect(textOf(response)).rejects.toThrow(message);
  });

  it('end the connection when nobody wants them', async () => {
    const connection = answering('HTTP/1.1 200 OK\r\n\r\n', 'a');
    const { body } = await exchange(connection, GET);
    await body?.cancel();
    expect(connection.isOver()).toBe(true);
  });

  it('are fetched only as they are read', async () => {
    let given = 0;
    const connection: ByteDuplex = {
      readable: new ReadableStream(
        {
          pull(controller) {
            if (given++ === 0) controller.enqueue(new TextEncoder().encode('HTTP/1.1 200 OK\r\n\r\n'));
            else controller.enqueue(new Uint8Array(65_536));
          },
        },
        { highWaterMark: 0 },
      ),
      writable: new WritableStream(),
    };
    const { body } = await exchange(connection, GET);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(given).toBeLessThan(4);
    await body?.cancel();
  });
});

describe('heads that are none', () => {
  it.each([
    ['nothing', '', 'unavailable', 'closed the connection without an answer'],
    ['another protocol', 'SSH-2.0-OpenSSH_9\r\n', 'invalid', 'not a valid HTTP response'],
    ['an end within the line', 'HTTP/1.1 20', 'invalid', 'not a valid HTTP response'],
    ['an end within the fields', 'HTTP/1.1 200 OK\r\nA: b\r\n', 'invalid', 'not a valid HTTP response'],
    ['another version', 'HTTP/2.0 200 OK\r\n\r\n', 'invalid', 'not a valid HTTP response'],
    ['a switch nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 'invalid', 'unexpected status 101'],
    ['a status below 100', 'HTTP/1.1 099 No\r\n\r\n', 'invalid', 'unexpected status 99'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      'invalid',
      'malformed Content-Length',
    ],
    ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', 'invalid', 'malformed Content-Length'],
    [
      'a coding',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n',
      'invalid',
      'transfer coding gzip, chunked',
    ],
    ['a line too long', `HTTP/1.1 200 ${'x'.repeat(70_000)}\r\n\r\n`, 'invalid', 'not a valid HTTP response'],
    ['fields too many', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(501)}\r\n`, 'invalid', 'not a valid HTTP response'],
    ['interim answers for ever', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(30), 'invalid', 'never comes to its end'],
  ])('%s', async (_name, answer, kind, message) => {
    const connection = answering(answer);
    await expect(exchange(connection, GET)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(message) as string,
    });
    expect(connection.isOver()).toBe(true);
  });
});

describe('fields', () => {
  it('keep order, case and repetitions; folded lines are joined, and what is no field is passed over', async () => {
    const head =
      'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie:b=2\r\nX: one\r\n two\r\nno field\r\nE:\r\nL: \xe9\r\n\r\n';
    expect((await exchange(answering(head), GET)).fields).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X', 'one two'],
      ['E', ''],
      ['L', '\xe9'],
    ]);
  });

  it('are sent with the body’s length, and cannot break the head', async () => {
    const connection = answering('HTTP/1.1 200 OK\r\n\r\n');
    const body = { stream: new Blob(['a=b']).stream(), sizeBytes: 3 };
    const request = { method: 'POST', target: '/x', fields: [['X', 'a\r\nEvil: yes']], body } as const;
    await textOf(await exchange(connection, request));
    expect(connection.sent()).toBe(
      'POST /x HTTP/1.1\r\nX: a  Evil: yes\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b',
    );
  });
});

it('a request that is given up ends its connection', async () => {
  const connection: ByteDuplex = { readable: new ReadableStream(), writable: new WritableStream() };
  const canceler = new AbortController();
  const pending = exchange(connection, GET, canceler.signal);
  canceler.abort();
  await expect(pending).rejects.toThrow();
});
