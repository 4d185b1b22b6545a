import { beforeEach, describe, expect, test } from 'vitest';
import type { V86Console, V86Cpu, V86Queue } from './v86-internals.ts';
import { VirtioPort } from './virtio-port.ts';

/** A guest's driver: buffers it posted, and what came in them. */
class FakeQueue implements V86Queue {
  configured = true;
  posted: number[] = [];
  received: Uint8Array[] = [];
  interrupts = 0;
  control = new Uint8Array(8);

  is_configured() {
    return this.configured;
  }
  has_request() {
    return this.posted.length > 0;
  }
  count_requests() {
    return this.posted.length;
  }
  pop_request() {
    const length_writable = this.posted.shift()!;
    return {
      length_writable,
      get_next_blob: (into: Uint8Array) => {
        into.set(this.control);
        return into.length;
      },
      set_next_blob: (bytes: Uint8Array) => {
        expect(bytes.length).toBeLessThanOrEqual(length_writable);
        this.received.push(bytes.slice());
        return bytes.length;
      },
    };
  }
  push_reply() {}
  flush_replies() {
    this.interrupts++;
  }
  bytes() {
    return Buffer.concat(this.received);
  }
}

describe('VirtioPort', () => {
  let queue: FakeQueue;
  let events: [number, number, number][];
  let guestWrites: (bytes: Uint8Array) => void;
  let port: VirtioPort;
  let cpu: V86Cpu;
  let notified: number[];

  const post = (...sizes: number[]) => {
    queue.posted.push(...sizes);
    cpu.io.ports[0xb900]!.write16(4);
  };
  const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

  beforeEach(() => {
    queue = new FakeQueue();
    events = [];
    notified = [];
    const device: V86Console = {
      SendEvent: (...event) => events.push(event),
      virtio: { queues: Array.from({ length: 10 }, (_, i) => (i === 4 ? queue : new FakeQueue())) },
    };
    cpu = {
      set_jit_config: () => {},
      reboot_internal: () => {},
      io: { ports: { 0xb900: { write16: (value: number) => notified.push(value) } } },
      devices: { virtio_console: device, ide: undefined as never },
    };
    port = new VirtioPort(cpu, (listener) => (guestWrites = listener));
    setOpen(true);
  });

  /** What v86 does with a control message. */
  const setOpen = (open: boolean) => {
    const control = cpu.devices.virtio_console.virtio.queues[3] as FakeQueue;
    control.control = Uint8Array.of(1, 0, 0, 0, 6, 0, open ? 1 : 0, 0);
    control.posted = [0];
    control.pop_request().get_next_blob(new Uint8Array(8));
  };

  test('input waits until the guest has opened the port', async () => {
    setOpen(false);
    post(4096);
    port.write(Uint8Array.of(1));
    await turn();
    expect(queue.received).toEqual([]);
    setOpen(true);
    await turn();
    expect(queue.received).toEqual([Uint8Array.of(1)]);
  });

  test('only port 0 is announced as a console', () => {
    for (const event of [1, 4, 6]) for (const number of [0, 1]) cpu.devices.virtio_console.SendEvent(number, event, 1);
    expect(events).toEqual([
      [0, 1, 1],
      [1, 1, 1],
      [0, 4, 1],
      [0, 6, 1],
      [1, 6, 1],
    ]);
  });

  test('input waits for buffers, fills them, and raises one interrupt a turn', async () => {
    const sent = Uint8Array.from({ length: 10_000 }, (_, i) => i);
    for (let at = 0; at < sent.length; at += 1000) port.write(sent.slice(at, at + 1000));
    await turn();
    expect(queue.received).toEqual([]);
    post(100, 100, 100, 100, 100, 100, 100, 100);
    expect(queue.received.map((bytes) => bytes.length)).toEqual(Array(8).fill(100));
    expect(queue.interrupts).toBe(1);
    post(...Array<number>(8).fill(8192));
    expect(queue.received.map((bytes) => bytes.length)).toEqual([...Array<number>(8).fill(100), 4096, 4096, 1008]);
    expect(Buffer.compare(queue.bytes(), sent)).toBe(0);
    expect(queue.posted).toHaveLength(5);
    expect(notified).toEqual([4, 4]);
  });

  test('a guest that has much to read is interrupted again when it has read half of it, or a moment later', async () => {
    port.write(new Uint8Array(50_000));
    await turn();
    for (let taken = 0; taken < 7; taken++) post(4096);
    expect(queue.interrupts).toBe(0);
    post(4096);
    expect([queue.interrupts, queue.posted.length]).toEqual([1, 0]);
    post(4096);
    expect(queue.interrupts).toBe(1);
    await expect.poll(() => queue.received.length).toBe(9);
    expect(queue.interrupts).toBe(2);
  });

  test('with buffers posted, what is written in one turn goes over together', async () => {
    post(4096, 4096);
    port.write(Uint8Array.of(1, 2));
    port.write(Uint8Array.of(3));
    expect(queue.received).toEqual([]);
    await turn();
    expect(queue.received).toEqual([Uint8Array.of(1, 2, 3)]);
    expect(queue.interrupts).toBe(1);
  });

  test('nothing is sent to a queue that is not set up, and nothing after close', async () => {
    queue.configured = false;
    post(4096);
    port.write(Uint8Array.of(1));
    await turn();
    expect(queue.received).toEqual([]);
    port.close();
    queue.configured = true;
    post(4096);
    port.write(Uint8Array.of(2));
    await turn();
    expect(queue.received).toEqual([]);
  });

  test('what the guest writes is handed on', () => {
    const seen: Uint8Array[] = [];
    port.onData((bytes) => seen.push(bytes));
    guestWrites(Uint8Array.of(7));
    expect(seen).toEqual([Uint8Array.of(7)]);
  });
});
