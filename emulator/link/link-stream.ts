import { SlipwayError } from '../errors.ts';
import { deferred } from './deferred.ts';
import { guestError } from './errno.ts';
import type { ControlMessage, Frame } from './frames.ts';
import { FrameType } from './protocol.ts';
import { ReceiveChannel } from './receive-channel.ts';
import type { ReceiveOptions } from './receive-channel.ts';
import { SendChannel } from './send-channel.ts';

export type Channel = 0 | 1 | 2;

/** What a stream needs of its connection. */
export interface StreamLine {
  send(frame: Frame): void;
  /** The stream is over on this side. */
  forget(stream: number): void;
}

/**
 * One operation under way, seen from either end: the caller sends on channel 0 and receives on 1 and 2, the callee the
 * other way round. Channels are made when first asked for; a channel nobody asked for has no credit.
 */
export class LinkStream {
  #receiving: (ReceiveChannel | undefined)[] = [];
  #sending: (SendChannel | undefined)[] = [];
  #over = false;
  #started = deferred<number>();
  #closed = deferred<Uint8Array>();
  #onControl: ((message: ControlMessage) => void) | undefined;
  #pendingControls: ControlMessage[] = [];
  #onReset: ((error: Error) => void) | undefined;

  readonly id: number;
  readonly isCaller: boolean;
  readonly #line: StreamLine;

  constructor(id: number, isCaller: boolean, line: StreamLine) {
    this.id = id;
    this.isCaller = isCaller;
    this.#line = line;
    // A caller may want only one of the two; the other must not count as unhandled.
    this.#started.promise.catch(() => {});
    this.#closed.promise.catch(() => {});
  }

  /** Caller: STARTED's pid; rejects when the operation ends before. */
  get started(): Promise<number> {
    return this.#started.promise;
  }

  /** Caller: the result in CLOSE. Rejects with the guest's error, or when the stream was reset. */
  get closed(): Promise<Uint8Array> {
    return this.#closed.promise;
  }

  receive(channel: Channel, options?: ReceiveOptions): ReadableStream<Uint8Array> {
    this.#checkDirection(channel, false);
    const existing = this.#receiving[channel];
    if (existing) return existing.readable;
    const made = new ReceiveChannel(
      (bytes) => this.#send({ type: FrameType.CREDIT, stream: this.id, channel, bytes }),
      options,
    );
    this.#receiving[channel] = made;
    if (this.#over) made.end();
    return made.readable;
  }

  write(channel: Channel, bytes: Uint8Array): Promise<void> {
    return this.#sender(channel).write(bytes);
  }

  /** Resolves when nothing written to this channel waits for credit. */
  async drained(channel: Channel): Promise<void> {
    await this.#sending[channel]?.drained();
  }

  end(channel: Channel): void {
    this.#sender(channel).end();
  }

  /** The sending side of a channel as a stream; closing it sends END and then does `onClose`. */
  writable(channel: Channel, onClose?: () => void): WritableStream<Uint8Array> {
    return new WritableStream<Uint8Array>({
      write: (bytes) => this.write(channel, bytes),
      close: () => {
        this.end(channel);
        onClose?.();
      },
      abort: () => this.end(channel),
    });
  }

  control(control: ControlMessage): void {
    this.#send({ type: FrameType.CONTROL, stream: this.id, control });
  }

  /** One receiver; what came before it was there is delivered now. */
  onControl(callback: (message: ControlMessage) => void): void {
    this.#onControl = callback;
    for (const message of this.#pendingControls.splice(0)) callback(message);
  }

  /** Callee: the caller is gone. */
  onReset(callback: (error: Error) => void): void {
    this.#onReset = callback;
  }

  /** Callee: the operation has begun. */
  reportStarted(pid: number): void {
    this.#send({ type: FrameType.STARTED, stream: this.id, pid });
  }

  /** Callee: the operation is over; sent after all data that waits for credit. */
  async close(errno: number, message: string, payload: Uint8Array = new Uint8Array(0)): Promise<void> {
    if (this.#over) return;
    await Promise.all(this.#sending.map((sender) => sender?.drained())).catch(() => {});
    if (this.#over) return;
    this.#send({ type: FrameType.CLOSE, stream: this.id, errno, message, payload });
    this.#finish(undefined);
  }

  /** Abandons the operation. */
  reset(reason: string): void {
    if (this.#over) return;
    this.#send({ type: FrameType.RESET, stream: this.id, reason });
    this.abort(new SlipwayError('canceled', reason));
  }

  /** Ends the stream on this side without a word to the other. */
  abort(error: Error): void {
    if (this.#over) return;
    this.#finish(error);
    this.#started.reject(error);
    this.#closed.reject(error);
    this.#onReset?.(error);
  }

  /** Takes a frame of this stream; throws SlipwayError 'corrupt' when it may not come here. */
  accept(frame: Frame): void {
    switch (frame.type) {
      case FrameType.DATA:
        if (!this.#receiving[frame.channel]?.push(frame.payload)) throw unexpected(`data beyond the credit`);
        return;
      case FrameType.END:
        this.#checkDirection(frame.channel as Channel, false);
        if (!this.#receiving[frame.channel]) this.receive(frame.channel as Channel, { lazy: true });
        return this.#receiving[frame.channel]!.end();
      case FrameType.CREDIT:
        return this.#sender(frame.channel as Channel).grant(frame.bytes);
      case FrameType.CONTROL:
        if (this.#onControl) this.#onControl(frame.control);
        else if (this.#pendingControls.length < 64) this.#pendingControls.push(frame.control);
        return;
      case FrameType.STARTED:
        if (!this.isCaller) throw unexpected('STARTED from the caller');
        return this.#started.resolve(frame.pid);
      case FrameType.CLOSE:
        if (!this.isCaller) throw unexpected('CLOSE from the caller');
        return this.#acceptClose(frame.errno, frame.message, frame.payload);
      case FrameType.RESET:
        return this.abort(new SlipwayError('internal', frame.reason));
      default:
        throw unexpected(`type ${frame.type}`);
    }
  }

  #acceptClose(errno: number, message: string, payload: Uint8Array): void {
    this.#finish(undefined);
    if (errno === 0) {
      this.#started.resolve(0);
      this.#closed.resolve(payload);
      return;
    }
    const error = guestError(errno, message);
    this.#started.reject(error);
    this.#closed.reject(error);
  }

  #finish(error: Error | undefined): void {
    this.#over = true;
    this.#line.forget(this.id);
    for (const receiver of this.#receiving) {
      if (error) receiver?.fail(error);
      else receiver?.end();
    }
    for (const sender of this.#sending) sender?.finish(error);
  }

  #sender(channel: Channel): SendChannel {
    this.#checkDirection(channel, true);
    const existing = this.#sending[channel];
    if (existing) return existing;
    const made = new SendChannel(
      (payload) => this.#send({ type: FrameType.DATA, stream: this.id, channel, payload }),
      () => this.#send({ type: FrameType.END, stream: this.id, channel }),
    );
    this.#sending[channel] = made;
    if (this.#over) made.finish();
    return made;
  }

  #checkDirection(channel: Channel, sending: boolean): void {
    if ((channel === 0) !== (sending === this.isCaller)) throw unexpected(`channel ${channel} in this direction`);
  }

  #send(frame: Frame): void {
    if (!this.#over) this.#line.send(frame);
  }
}

function unexpected(what: string): SlipwayError {
  return new SlipwayError('corrupt', `malformed message: unexpected ${what}`);
}
