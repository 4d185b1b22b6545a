import { ByteReader } from '../engine/api/http-reader.ts';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';
import { fieldValue, readHead, writeHead, type Fields } from './http-client.ts';

/** The client's side of RFC 6455, without extensions. */
export interface WebSocketConnection {
  /** The subprotocol the server chose, or ''. */
  readonly protocol: string;
  /** Messages until the connection is closed, which `closed` tells. */
  readonly messages: AsyncGenerator<string | Uint8Array, void>;
  /** Resolves when the connection has taken the message. */
  send(message: string | Uint8Array): Promise<void>;
  /** Starts the closing handshake, or answers the server's; the connection ends soon after, answered or not. */
  close(code?: number, reason?: string): Promise<void>;
  /** How it ended; never rejects. 1006 when there was no closing handshake. */
  readonly closed: Promise<{ code: number; reason: string; isClean: boolean }>;
  /** Ends it at once. */
  abort(): void;
}

const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 3_000;
const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** The handshake. Rejects with SlipwayError: 'invalid' when the server does not speak WebSocket, 'unavailable' when it is silent. */
export async function openWebSocket(
  connection: ByteDuplex,
  request: { readonly target: string; readonly fields: Fields; readonly protocols: readonly string[] },
): Promise<WebSocketConnection> {
  const reader = new ByteReader(connection.readable);
  const writer = connection.writable.getWriter();
  writer.closed.catch(() => {});
  // What was written before a graceful end still goes out.
  const end = (isGraceful = false) =>
    void Promise.allSettled([isGraceful ? writer.close() : writer.abort(), reader.cancel()]);
  try {
    const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
    const upgrade: Fields = [
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Key', key],
      ...(request.protocols.length === 0 ? [] : [['Sec-WebSocket-Protocol', request.protocols.join(', ')] as const]),
    ];
    await writer.write(writeHead('GET', request.target, [...request.fields, ...upgrade]));
    const { status, fields } = await readHead(reader, { isUpgrade: true });
    if (status !== 101) throw new SlipwayError('invalid', `the server answered ${status}, not 101 Switching Protocols`);
    const value = (name: string) => fieldValue(fields, name)?.trim();
    if (value('upgrade')?.toLowerCase() !== 'websocket' || value('sec-websocket-accept') !== (await acceptFor(key))) {
      throw new SlipwayError('invalid', 'the server’s answer is no WebSocket handshake');
    }
    const protocol = value('sec-websocket-protocol') ?? '';
    if (protocol !== '' && !request.protocols.includes(protocol)) {
      throw new SlipwayError('invalid', `the server chose the protocol ${protocol}, which was not offered`);
    }
    if (value('sec-websocket-extensions')) throw new SlipwayError('invalid', 'the server chose an extension');
    return new Connection(reader, writer, protocol, end);
  } catch (error) {
    end();
    throw error;
  }
}

async function acceptFor(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(key + KEY_SUFFIX));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** What the peer did wrong, as the code of a Close frame (7.4.1). */
class ProtocolError extends Error {
  constructor(
    readonly code: 1002 | 1007 | 1009,
    message: string,
  ) {
    super(message);
  }
}

class Connection implements WebSocketConnection {
  readonly protocol: string;
  readonly closed: Promise<{ code: number; reason: string; isClean: boolean }>;
  readonly messages: AsyncGenerator<string | Uint8Array, void>;
  readonly #reader: ByteReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #end: (isGraceful: boolean) => void;
  #settle: (ending: { code: number; reason: string; isClean: boolean }) => void = () => {};
  #isClosing = false;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    reader: ByteReader,
    writer: WritableStreamDefaultWriter<Uint8Array>,
    protocol: string,
    end: (isGraceful: boolean) => void,
  ) {
    this.#reader = reader;
    this.#writer = writer;
    this.#end = end;
    this.protocol = protocol;
    this.closed = new Promise((resolve) => (this.#settle = resolve));
    this.messages = this.#read();
  }

  async send(message: string | Uint8Array): Promise<void> {
    if (this.#isClosing) return;
    if (typeof message === 'string') await this.#write(TEXT, new TextEncoder().encode(message));
    else await this.#write(BINARY, message);
  }

  async close(code?: number, reason = ''): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#timer = setTimeout(() => this.abort(), CLOSE_TIMEOUT_MS);
    const text = new TextEncoder().encode(reason).subarray(0, 123);
    const payload = code === undefined ? new Uint8Array() : new Uint8Array([code >> 8, code & 0xff, ...text]);
    await this.#write(CLOSE, payload).catch(() => {});
  }

  abort(): void {
    this.#finish({ code: 1006, reason: '', isClean: false }, false);
  }

  #finish(ending: { code: number; reason: string; isClean: boolean }, isGraceful: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#isClosing = true;
    this.#settle(ending);
    this.#end(isGraceful);
  }

  async *#read(): AsyncGenerator<string | Uint8Array, void> {
    try {
      for (;;) {
        const message = await this.#message();
        if (message === undefined) return;
        yield message;
      }
    } catch (error) {
      // Everything else is the connection's end.
      if (!(error instanceof ProtocolError)) return;
      await this.close(error.code, error.message);
      this.#finish({ code: 1006, reason: '', isClean: false }, true);
    } finally {
      this.abort();
    }
  }

  /** The next whole message; undefined after the server's Close. */
  async #message(): Promise<string | Uint8Array | undefined> {
    let type: number | undefined;
    let sizeBytes = 0;
    const parts: Uint8Array[] = [];
    for (;;) {
      const { isLast, opcode, length } = await this.#frameHead(MAX_MESSAGE_BYTES - sizeBytes);
      const payload = await this.#bytes(length);
      if (opcode === CLOSE) return this.#serverCloses(payload);
      if (opcode === PING) void this.#write(PONG, payload).catch(() => {});
      if (opcode >= CLOSE) continue;
      if ((type === undefined) === (opcode === CONTINUATION)) throw new ProtocolError(1002, 'misplaced continuation');
      type ??= opcode;
      sizeBytes += length;
      parts.push(payload);
      if (!isLast) continue;
      const whole = joined(parts, sizeBytes);
      return type === TEXT ? asText(whole) : whole;
    }
  }

  async #frameHead(room: number): Promise<{ isLast: boolean; opcode: number; length: number }> {
    const [first = 0, second = 0] = await this.#bytes(2);
    const isLast = (first & 0x80) !== 0;
    const opcode = first & 0x0f;
    const isControl = opcode >= CLOSE;
    let length = second & 0x7f;
    if ((first & 0x70) !== 0) throw new ProtocolError(1002, 'reserved bits');
    if ((second & 0x80) !== 0) throw new ProtocolError(1002, 'masked by the server');
    if (![CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG].includes(opcode)) throw new ProtocolError(1002, 'opcode');
    if (isControl && (!isLast || length > 125)) throw new ProtocolError(1002, 'control frame');
    if (length >= 126) {
      const extended = await this.#bytes(length === 126 ? 2 : 8);
      length = extended.reduce((value, byte) => value * 256 + byte, 0);
    }
    if (!isControl && length > room) throw new ProtocolError(1009, 'message too big');
    return { isLast, opcode, length };
  }

  async #serverCloses(payload: Uint8Array): Promise<undefined> {
    const hasCode = payload.length >= 2;
    const code = hasCode ? payload[0]! * 256 + payload[1]! : 1005;
    const reason = hasCode ? asText(payload.subarray(2)) : '';
    await this.close(hasCode ? code : undefined);
    this.#finish({ code, reason, isClean: true }, true);
  }

  async #bytes(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count;) {
      const piece = await this.#reader.some(count - at);
      if (piece === undefined) throw new SlipwayError('unavailable', 'the connection ended');
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  async #write(opcode: number, payload: Uint8Array): Promise<void> {
    const { length } = payload;
    const sizes =
      length < 126
        ? [length]
        : length < 65_536
          ? [126, length >> 8, length & 0xff]
          : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
    const mask = crypto.getRandomValues(new Uint8Array(4));
    const frame = new Uint8Array(1 + sizes.length + 4 + length);
    frame.set([0x80 | opcode, ...sizes]);
    frame[1]! |= 0x80;
    frame.set(mask, 1 + sizes.length);
    const start = 5 + sizes.length;
    for (let index = 0; index < length; index++) frame[start + index] = payload[index]! ^ mask[index & 3]!;
    await this.#writer.write(frame);
  }
}

function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ProtocolError(1007, 'not UTF-8');
  }
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
