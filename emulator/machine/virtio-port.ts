import type { BytePipe } from '../streams.ts';
import type { V86Cpu, V86Queue } from './v86-internals.ts';

const PORT = 1;
/** Receive queue of port n > 0 (virtio 1.2, 5.3.2). */
const RECEIVE_QUEUE = 2 * PORT + 2;
/** Control messages of the guest: u32 port · u16 event · u16 value (virtio 1.2, 5.3.6.2). */
const CONTROL_QUEUE = 3;
const EVENT_PORT_OPEN = 6;
/** v86 gives every receive queue the notify address of queue 0: the first of virtio-console's notification region. */
const NOTIFY_IO_PORT = 0xb900;
/** VIRTIO_CONSOLE_CONSOLE_PORT: "this port is a console". */
const EVENT_CONSOLE_PORT = 4;
/** What Linux's virtio_console posts: a page a buffer. v86 would drop what is longer. */
const BUFFER_BYTES = 4096;
/** Half of what it posts: while it still has the other half to read, it need not be interrupted for each it took. */
const FEW_BUFFERS = 8;
/** Whatever is posted is filled after this. */
const FEW_BUFFERS_MS = 1;

/**
 * Port 1 of virtio-console as a byte pipe (/dev/vport0p1). Make it before the machine runs or is restored.
 *
 * v86 announces every port as a console, which cannot be opened as a generic port: that one event is left out. It also
 * drops input for which the guest has posted no buffer, and Linux what comes before somebody has the port open: here it
 * waits until the guest says that it has.
 */
export class VirtioPort implements BytePipe {
  #queued: Uint8Array[] = [];
  /** Bytes of the first of #queued that are sent. */
  #sentBytes = 0;
  #pumpPlanned = false;
  #fewTimer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  #onData: ((bytes: Uint8Array) => void) | undefined;
  #receiveQueue: V86Queue | undefined;

  constructor(cpu: V86Cpu, listen: (listener: (bytes: Uint8Array) => void) => void) {
    const device = cpu.devices.virtio_console;
    const sendEvent = device.SendEvent;
    device.SendEvent = (port, event, value) => {
      if (port === 0 || event !== EVENT_CONSOLE_PORT) sendEvent.call(device, port, event, value);
    };
    this.#receiveQueue = device.virtio.queues[RECEIVE_QUEUE];
    const notify = cpu.io.ports[NOTIFY_IO_PORT]!;
    const write16 = notify.write16;
    notify.write16 = (queue) => {
      write16(queue);
      if (queue === RECEIVE_QUEUE) this.#onPosted();
    };
    this.#watchOpen(device.virtio.queues[CONTROL_QUEUE]!);
    listen((bytes) => this.#onData?.(bytes));
  }

  /** `bytes` are the pipe's from now on. */
  write(bytes: Uint8Array): void {
    if (bytes.length === 0 || !this.#receiveQueue) return;
    this.#queued.push(bytes);
    if (this.#pumpPlanned) return;
    // All that is written in one turn goes over in as few buffers, and interrupts, as it fits.
    this.#pumpPlanned = true;
    queueMicrotask(() => {
      this.#pumpPlanned = false;
      this.#pump();
    });
  }

  onData(callback: (bytes: Uint8Array) => void): void {
    this.#onData = callback;
  }

  /** The guest's port is open already: it was when the state was saved that is restored now. */
  setOpen(): void {
    this.#isOpen = true;
  }

  /** Lets go of the machine. */
  close(): void {
    clearTimeout(this.#fewTimer);
    this.#receiveQueue = undefined;
    this.#onData = undefined;
    this.#queued = [];
  }

  /** The guest posted a buffer, which it does after each one that it has read. */
  #onPosted(): void {
    if (this.#queued.length === 0 || !this.#receiveQueue) return;
    if (this.#receiveQueue.count_requests() >= FEW_BUFFERS) return this.#pump();
    this.#fewTimer ??= setTimeout(() => {
      this.#fewTimer = undefined;
      this.#pump();
    }, FEW_BUFFERS_MS);
  }

  #pump(): void {
    const queue = this.#receiveQueue;
    if (!queue || !this.#isOpen || this.#queued.length === 0 || !queue.is_configured()) return;
    let pushed = false;
    while (this.#queued.length > 0 && queue.has_request()) {
      const chain = queue.pop_request();
      chain.set_next_blob(this.#take(Math.min(BUFFER_BYTES, chain.length_writable)));
      queue.push_reply(chain);
      pushed = true;
    }
    if (pushed) queue.flush_replies();
  }

  #watchOpen(control: V86Queue): void {
    const pop = control.pop_request;
    control.pop_request = () => {
      const chain = pop.call(control);
      const read = chain.get_next_blob;
      chain.get_next_blob = (message) => {
        const length = read.call(chain, message);
        const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
        if (message.length < 8 || view.getUint32(0, true) !== PORT || view.getUint16(4, true) !== EVENT_PORT_OPEN)
          return length;
        this.#isOpen = view.getUint16(6, true) === 1;
        queueMicrotask(() => this.#pump());
        return length;
      };
      return chain;
    };
  }

  /** The next bytes, up to `limit` of them, as one piece. */
  #take(limit: number): Uint8Array {
    const first = this.#queued[0]!;
    const firstLeft = first.length - this.#sentBytes;
    if (firstLeft >= limit || this.#queued.length === 1) {
      const piece = first.subarray(this.#sentBytes, this.#sentBytes + limit);
      this.#advance(piece.length);
      return piece;
    }
    const piece = new Uint8Array(limit);
    let length = 0;
    while (length < limit && this.#queued.length > 0) {
      const part = this.#queued[0]!.subarray(this.#sentBytes, this.#sentBytes + limit - length);
      piece.set(part, length);
      length += part.length;
      this.#advance(part.length);
    }
    return piece.subarray(0, length);
  }

  #advance(bytes: number): void {
    this.#sentBytes += bytes;
    if (this.#sentBytes < this.#queued[0]!.length) return;
    this.#queued.shift();
    this.#sentBytes = 0;
  }
}
