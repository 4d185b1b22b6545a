import type { V86 } from 'v86';
import { SlipwayError } from '../errors.ts';
import type { Machine } from './machine.ts';
import { insideOf } from './v86-internals.ts';
import type { VirtioPort } from './virtio-port.ts';

export class V86Machine implements Machine {
  readonly link: VirtioPort;
  #emulator: V86 | undefined;
  #pausing: Promise<void> | undefined;
  readonly #onConsole = new Set<(text: string) => void>();
  #consoleBytes: number[] = [];
  readonly #consoleDecoder = new TextDecoder();

  constructor(emulator: V86, link: VirtioPort) {
    this.#emulator = emulator;
    this.link = link;
    emulator.add_listener('serial0-output-byte', (byte: number) => this.#onConsoleByte(byte));
  }

  onConsole(callback: (text: string) => void): () => void {
    this.#onConsole.add(callback);
    return () => void this.#onConsole.delete(callback);
  }

  run(): void {
    if (this.#pausing) void this.#pausing.then(() => this.run());
    else if (this.#emulator) insideOf(this.#emulator).v86.run();
  }

  pause(): Promise<void> {
    const emulator = this.#emulator;
    if (!emulator) return Promise.resolve();
    this.#pausing ??= stop(emulator).finally(() => (this.#pausing = undefined));
    return this.#pausing;
  }

  async saveState(): Promise<Uint8Array> {
    if (!this.#emulator) throw new SlipwayError('unavailable', 'the machine was destroyed');
    return new Uint8Array(await this.#emulator.save_state());
  }

  async destroy(): Promise<void> {
    const emulator = this.#emulator;
    if (!emulator) return;
    await this.pause();
    // The guest's memory is freed with the last reference to it.
    this.#emulator = undefined;
    this.link.close();
    await emulator.destroy();
    this.#onConsole.clear();
  }

  #onConsoleByte(byte: number): void {
    // A byte at a time is how v86 tells it; what comes in one slice of the CPU is delivered together.
    if (this.#consoleBytes.push(byte) > 1) return;
    queueMicrotask(() => {
      const text = this.#consoleDecoder.decode(Uint8Array.from(this.#consoleBytes), { stream: true });
      this.#consoleBytes = [];
      for (const callback of [...this.#onConsole]) callback(text);
    });
  }
}

async function stop(emulator: V86): Promise<void> {
  const stopped = emulator.stop();
  // An idle machine would notice only when its next timer is due.
  insideOf(emulator).v86.next_tick(0);
  await stopped;
}
