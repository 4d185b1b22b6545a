import { SlipwayError } from '../errors.ts';
import type { BytePipe } from '../streams.ts';
import { decode, encode } from './codec.ts';
import type { Codec } from './codec.ts';
import { deferred } from './deferred.ts';
import type { Deferred } from './deferred.ts';
import { Errno } from './errno.ts';
import { FrameParser } from './frame-parser.ts';
import { decodeFrame, encodeFrame } from './frames.ts';
import type { Frame, RawFrame } from './frames.ts';
import { LinkStream } from './link-stream.ts';
import type { Channel } from './link-stream.ts';
import type { OperationCodec } from './operations.ts';
import { FrameType, VERSION } from './protocol.ts';

/** Does an operation that the other side opened. It must end in `stream.close`. */
export type OperationHandler<A> = (args: A, stream: LinkStream) => void;

export interface ConnectionOptions {
  /** The host opens odd streams and says HELLO first; the guest opens even ones and answers. */
  readonly side: 'host' | 'guest';
  /** The link is of no use any more: another version, or the framing was lost. */
  readonly onLost?: (error: SlipwayError) => void;
}

/** The multiplexed link between host and agent (`protocol.ts`). Both ends, so that tests can play the agent. */
export class Connection {
  #streams = new Map<number, LinkStream>();
  #handlers = new Map<number, { args: Codec<unknown>; handler: OperationHandler<unknown> }>();
  #nextStream: number;
  #highestIncoming = 0;
  #lost: SlipwayError | undefined;
  #greeting: Deferred<void> | undefined;
  #parser = new FrameParser((frame) => this.#onRawFrame(frame));

  readonly #pipe: BytePipe;
  readonly #options: ConnectionOptions;

  constructor(pipe: BytePipe, options: ConnectionOptions) {
    this.#pipe = pipe;
    this.#options = options;
    this.#nextStream = options.side === 'host' ? 1 : 2;
    pipe.onData((bytes) => this.#onData(bytes));
  }

  /**
   * Host: starts the connection afresh. Streams there were are dropped on both sides. Rejects when the agent speaks
   * another version.
   */
  hello(): Promise<void> {
    if (this.#lost) return Promise.reject(this.#lost);
    this.#dropStreams(new SlipwayError('canceled', 'the connection was started afresh'));
    this.#highestIncoming = 0;
    this.#nextStream = 1;
    this.#greeting = deferred<void>();
    this.#send({ type: FrameType.HELLO, version: VERSION });
    return this.#greeting.promise;
  }

  /**
   * Opens a stream and grants the channels of `receive` at once, in the same burst of bytes.
   * Throws SlipwayError 'unavailable' when the link is lost.
   */
  open<A, R>(operation: OperationCodec<A, R>, args: A, receive: readonly Channel[] = []): LinkStream {
    if (this.#lost) throw this.#lost;
    const stream = new LinkStream(this.#nextStream, true, this.#line);
    const frame = encodeFrame({
      type: FrameType.OPEN,
      stream: stream.id,
      operation: operation.number,
      payload: encode(operation.args, args),
    });
    this.#nextStream += 2;
    this.#streams.set(stream.id, stream);
    this.#pipe.write(frame);
    for (const channel of receive) stream.receive(channel);
    return stream;
  }

  /** An operation without data: opens it and resolves to its result. */
  async call<A, R>(operation: OperationCodec<A, R>, args: A): Promise<R> {
    return decode(operation.result, await this.open(operation, args).closed);
  }

  handle<A, R>(operation: OperationCodec<A, R>, handler: OperationHandler<A>): void {
    this.#handlers.set(operation.number, {
      args: operation.args as Codec<unknown>,
      handler: handler as OperationHandler<unknown>,
    });
  }

  /** Ends all streams with `error`; nothing is sent any more. */
  lose(error: SlipwayError): void {
    if (this.#lost) return;
    this.#lost = error;
    this.#greeting?.reject(error);
    this.#dropStreams(error);
    this.#options.onLost?.(error);
  }

  readonly #line = {
    send: (frame: Frame) => this.#send(frame),
    forget: (stream: number) => void this.#streams.delete(stream),
  };

  #send(frame: Frame): void {
    if (!this.#lost) this.#pipe.write(encodeFrame(frame));
  }

  #onData(bytes: Uint8Array): void {
    if (this.#lost) return;
    try {
      this.#parser.push(bytes);
    } catch (error) {
      this.#fatal(error);
    }
  }

  #onRawFrame(raw: RawFrame): void {
    if (this.#lost) return;
    try {
      this.#onFrame(decodeFrame(raw));
    } catch (error) {
      // Without a stream to blame, or without a common version, there is no going on.
      if (raw.stream === 0 || raw.type === FrameType.HELLO) return this.#fatal(error);
      this.#reset(raw.stream, error);
    }
  }

  #onFrame(frame: Frame): void {
    if (frame.type === FrameType.HELLO) return this.#onHello();
    // What an earlier connection left on the wire comes before the answer to our HELLO.
    if (this.#greeting && frame.type !== FrameType.RESET) return;
    if (frame.type === FrameType.OPEN) return this.#onOpen(frame.stream, frame.operation, frame.payload);
    const stream = this.#streams.get(frame.stream);
    if (stream) return stream.accept(frame);
    if (frame.type === FrameType.RESET) {
      if (frame.stream === 0) this.lose(new SlipwayError('unavailable', `the agent gave up the link: ${frame.reason}`));
      return;
    }
    // What crossed our own RESET or CLOSE on the wire is no mistake of the other side's.
    if (this.#wasOpen(frame.stream)) return;
    throw new SlipwayError('corrupt', `malformed message: stream ${frame.stream} is not open`);
  }

  #wasOpen(stream: number): boolean {
    const isOurs = (stream & 1) === (this.#options.side === 'host' ? 1 : 0);
    return stream !== 0 && (isOurs ? stream < this.#nextStream : stream <= this.#highestIncoming);
  }

  #onHello(): void {
    if (this.#options.side === 'guest') {
      this.#dropStreams(new SlipwayError('canceled', 'the connection was started afresh'));
      this.#highestIncoming = 0;
      this.#send({ type: FrameType.HELLO, version: VERSION });
    }
    this.#greeting?.resolve();
    this.#greeting = undefined;
  }

  #onOpen(id: number, number: number, payload: Uint8Array): void {
    const isTheirs = (id & 1) === (this.#options.side === 'host' ? 0 : 1);
    if (!isTheirs || id <= this.#highestIncoming || id === 0)
      throw new SlipwayError('corrupt', `malformed message: stream ${id} cannot be opened`);
    this.#highestIncoming = id;
    const operation = this.#handlers.get(number);
    const stream = new LinkStream(id, false, this.#line);
    this.#streams.set(id, stream);
    if (!operation) return void stream.close(Errno.ENOSYS, `operation ${number} is not known here`);
    const args = decode(operation.args, payload);
    operation.handler(args, stream);
  }

  /** Tells the other side what was wrong with its frame; the stream is over on both sides. */
  #reset(id: number, cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const stream = this.#streams.get(id);
    if (stream) stream.reset(reason);
    else this.#send({ type: FrameType.RESET, stream: id, reason });
  }

  #fatal(cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#send({ type: FrameType.RESET, stream: 0, reason });
    this.lose(new SlipwayError('unavailable', reason, { cause }));
  }

  #dropStreams(error: SlipwayError): void {
    for (const stream of [...this.#streams.values()]) stream.abort(error);
    this.#streams.clear();
  }
}
