import { describe, expect, it } from 'vitest';
import type { ByteDuplex } from '../streams.ts';
import { openWebSocket, type WebSocketConnection } from './web-socket.ts';

/** The server's end of a connection, driven by the test. */
class Server {
  readonly connection: ByteDuplex;
  readonly #toClient = new TransformStream<Uint8Array, Uint8Array>(
    undefined,
    { highWaterMark: 1e6 },
    { highWaterMark: 1e6 },
  );
  readonly #fromClient = new TransformStream<Uint8Array, Uint8Array>(
    undefined,
    { highWaterMark: 1e6 },
    { highWaterMark: 1e6 },
  );
  readonly #writer = this.#toClient.writable.getWriter();
  readonly #reader = this.#fromClient.readable.getReader();
  #held: number[] = [];

  constructor() {
    this.connection = { readable: this.#toClient.readable, writable: this.#fromClient.writable };
  }

  async handshake(
    fields: (accept: string) => string = (accept) => `Sec-WebSocket-Accept: ${accept}\r\n`,
  ): Promise<string> {
    let head = '';
    while (!head.endsWith('\r\n\r\n')) head += String.fromCharCode(...(await this.bytes(1)));
    const key = /Sec-WebSocket-Key: (\S+)/.exec(head)![1]!;
    const text = new TextEncoder().encode(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    const accept = Buffer.from(await crypto.subtle.digest('SHA-1', text)).toString('base64');
    const answer = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n${fields(accept)}\r\n`;
    this.send(...new TextEncoder().encode(answer));
    return head;
  }

  send(...bytes: number[]): void {
    void this.#writer.write(new Uint8Array(bytes)).catch(() => {});
  }

  async bytes(count: number): Promise<number[]> {
    while (this.#held.length < count) {
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('the client ended the connection');
      this.#held.push(...value);
    }
    return this.#held.splice(0, count);
  }

  /** The client's next frame, unmasked. */
  async frame(): Promise<{ opcode: number; payload: number[] }> {
    const [first = 0, second = 0] = await this.bytes(2);
    expect(second & 0x80).toBe(0x80);
    let length = second & 0x7f;
    if (length === 126) length = (await this.bytes(2)).reduce((value, byte) => value * 256 + byte, 0);
    else if (length === 127) length = (await this.bytes(8)).reduce((value, byte) => value * 256 + byte, 0);
    const mask = await this.bytes(4);
    const payload = (await this.bytes(length)).map((byte, index) => byte ^ mask[index & 3]!);
    return { opcode: first & 0x0f, payload };
  }

  end(): void {
    void this.#writer.close().catch(() => {});
  }
}

const text = (content: string) => [...new TextEncoder().encode(content)];

async function connected(): Promise<{ server: Server; socket: WebSocketConnection }> {
  const server = new Server();
  const opening = openWebSocket(server.connection, { target: '/', fields: [], protocols: [] });
  await server.handshake();
  return { server, socket: await opening };
}

async function received(socket: WebSocketConnection): Promise<(string | Uint8Array)[]> {
  const all: (string | Uint8Array)[] = [];
  for await (const message of socket.messages) all.push(message);
  return all;
}

describe('the handshake', () => {
  it('asks as a browser does', async () => {
    const server = new Server();
    const opening = openWebSocket(server.connection, {
      target: '/ws?x=1',
      fields: [
        ['Host', 'localhost:8080'],
        ['Origin', 'http://localhost:8080'],
      ],
      protocols: ['a', 'b'],
    });
    const head = await server.handshake((accept) => `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: b\r\n`);
    expect(head.replace(/Key: \S+/, 'Key: K')).toBe(
      'GET /ws?x=1 HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://localhost:8080\r\nConnection: Upgrade\r\n' +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: K\r\nSec-WebSocket-Protocol: a, b\r\n\r\n',
    );
    expect((await opening).protocol).toBe('b');
  });

  it.each([
    ['a wrong proof', () => 'Sec-WebSocket-Accept: x\r\n', 'no WebSocket handshake'],
    [
      'a protocol nobody offered',
      (accept: string) => `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: z\r\n`,
      'the protocol z',
    ],
    [
      'an extension',
      (accept: string) => `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Extensions: x\r\n`,
      'an extension',
    ],
  ])('fails: %s', async (_name, fields, message) => {
    const server = new Server();
    const opening = openWebSocket(server.connection, { target: '/', fields: [], protocols: [] });
    await Promise.all([expect(opening).rejects.toThrow(message), server.handshake(fields)]);
  });

  it.each([
    ['HTTP/1.1 404 Not Found\r\n\r\n', 'answered 404'],
    ['', 'without an answer'],
  ])('fails: %j', async (answer, message) => {
    const server = new Server();
    const opening = openWebSocket(server.connection, { target: '/', fields: [], protocols: [] });
    server.send(...text(answer));
    server.end();
    await expect(opening).rejects.toThrow(message);
  });
});

describe('messages', () => {
  it('come whole, in the order of the server', async () => {
    const { server, socket } = await connected();
    server.send(0x81, 5, ...text('hello'));
    server.send(0x02, 1, 1, 0x89, 2, 7, 8, 0x80, 1, 2);
    server.send(0x82, 126, 1, 0, ...Array<number>(256).fill(9));
    server.send(0x81, 0);
    server.send(0x88, 5, 0x03, 0xe8, ...text('bye'));
    expect(await received(socket)).toEqual(['hello', new Uint8Array([1, 2]), new Uint8Array(256).fill(9), '']);
    expect(await socket.closed).toEqual({ code: 1000, reason: 'bye', isClean: true });
    expect(await server.frame()).toEqual({ opcode: 10, payload: [7, 8] });
    expect(await server.frame()).toEqual({ opcode: 8, payload: [0x03, 0xe8] });
  });

  it.each([0, 1, 125, 126, 65_535, 65_536])('go out masked, %d bytes', async (size) => {
    const { server, socket } = await connected();
    await socket.send(new Uint8Array(size).fill(5));
    const { opcode, payload } = await server.frame();
    expect([opcode, payload.length, payload.every((byte) => byte === 5)]).toEqual([2, size, true]);
    await socket.send('é');
    expect(await server.frame()).toEqual({ opcode: 1, payload: [0xc3, 0xa9] });
  });

  it.each([
    ['reserved bits', [0xc1, 0], 1002],
    ['an unknown opcode', [0x83, 0], 1002],
    ['a mask', [0x81, 0x80, 1, 2, 3, 4], 1002],
    ['a continuation of nothing', [0x80, 0], 1002],
    ['a message within a message', [0x01, 0, 0x81, 0], 1002],
    ['a ping in parts', [0x09, 0], 1002],
    ['a long ping', [0x89, 126, 1, 0], 1002],
    ['text that is no UTF-8', [0x81, 1, 0xff], 1007],
    ['a message of terabytes', [0x82, 127, 0, 0, 255, 0, 0, 0, 0, 0], 1009],
  ])('end with %s', async (_name, bytes, code) => {
    const { server, socket } = await connected();
    server.send(...bytes);
    expect(await received(socket)).toEqual([]);
    expect((await socket.closed).isClean).toBe(false);
    const { opcode, payload } = await server.frame();
    expect([opcode, payload[0]! * 256 + payload[1]!]).toEqual([8, code]);
  });
});

describe('the end', () => {
  it('by the page', async () => {
    const { server, socket } = await connected();
    const all = received(socket);
    await socket.close(4_000, 'enough');
    expect(await server.frame()).toEqual({ opcode: 8, payload: [0x0f, 0xa0, ...text('enough')] });
    await socket.send('too late');
    server.send(0x88, 2, 0x0f, 0xa0);
    expect(await all).toEqual([]);
    expect(await socket.closed).toEqual({ code: 4_000, reason: '', isClean: true });
  });

  it('without a word', async () => {
    const { server, socket } = await connected();
    server.send(0x88, 0);
    expect(await received(socket)).toEqual([]);
    expect(await socket.closed).toEqual({ code: 1005, reason: '', isClean: true });
  });

  it('of the connection', async () => {
    const { server, socket } = await connected();
    server.send(0x81);
    server.end();
    expect(await received(socket)).toEqual([]);
    expect(await socket.closed).toEqual({ code: 1006, reason: '', isClean: false });
  });
});
