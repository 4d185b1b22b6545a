import type { V86 } from 'v86';
import { SlipwayError } from '../errors.ts';
import type { Machine } from './machine.ts';
import type { MachineConsole } from './machine-console.ts';
import { createTickScheduler } from './tick-scheduler.ts';
import { insideOf } from './v86-internals.ts';
import type { VirtioPort } from './virtio-port.ts';

/** kernel/panic.c */
const PANIC = /Kernel panic - not syncing: ([^\r\n]*)[\r\n]/;
const PANIC_BYTES_MAX = 1024;

export class V86Machine implements Machine {
  readonly link: VirtioPort;
  #emulator: V86 | undefined;
  #pausing: Promise<void> | undefined;
  #failure: SlipwayError | undefined;
  #onFailure: ((error: SlipwayError) => void) | undefined;
  #latestText = '';
  readonly #console: MachineConsole;

  constructor(emulator: V86, link: VirtioPort, console: MachineConsole) {
    this.#emulator = emulator;
    this.link = link;
    this.#console = console;
    emulator.add_listener('serial0-output-byte', (byte: number) => console.addByte(byte));
    // HLT with interrupts off.
    emulator.add_listener('cpu-event-halt' as 'emulator-stopped', () => this.#fail('the guest was shut down'));
    console.onText((text) => this.#watchForPanic(text));
    this.#takeOverLoop(emulator);
  }

  onConsole(callback: (text: string) => void): () => void {
    return this.#console.onText(callback);
  }

  onFailure(callback: (error: SlipwayError) => void): void {
    this.#onFailure = callback;
    if (this.#failure) callback(this.#failure);
  }

  run(): void {
    if (this.#pausing) void this.#pausing.then(() => this.run());
    else if (this.#emulator && !this.#failure) insideOf(this.#emulator).v86.run();
  }

  pause(): Promise<void> {
    const emulator = this.#emulator;
    if (!emulator) return Promise.resolve();
    this.#pausing ??= stop(emulator).finally(() => (this.#pausing = undefined));
    return this.#pausing;
  }

  async saveState(): Promise<Uint8Array> {
    if (!this.#emulator) throw new SlipwayError('unavailable', 'the machine was destroyed');
    if (this.#failure) throw this.#failure;
    return new Uint8Array(await this.#emulator.save_state());
  }

  async destroy(): Promise<void> {
    const emulator = this.#emulator;
    if (!emulator) return;
    await this.pause();
    // The guest's memory is freed with the last reference to it.
    this.#emulator = undefined;
    this.link.close();
    this.#console.close();
    await emulator.destroy();
  }

  #takeOverLoop(emulator: V86): void {
    const { v86 } = insideOf(emulator);
    const scheduler = createTickScheduler((tick) => {
      try {
        v86.yield_callback(tick);
      } catch (cause) {
        this.#fail(`the emulator stopped: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
      }
    });
    // The timer it has by now is not needed.
    v86.unregister_yield();
    v86.unregister_yield = () => scheduler.stop();
    v86.yield = (delayMs, tick) => scheduler.plan(delayMs, tick);
    v86.cpu.reboot_internal = () => this.#fail('the guest restarted itself');
  }

  #watchForPanic(text: string): void {
    this.#latestText = (this.#latestText + text).slice(-PANIC_BYTES_MAX);
    const panic = PANIC.exec(this.#latestText);
    if (panic) this.#fail(`the kernel stopped: ${panic[1]}`);
  }

  #fail(message: string, cause?: unknown): void {
    if (this.#failure || !this.#emulator) return;
    this.#failure = new SlipwayError('internal', message, { cause });
    void this.pause();
    this.#console.say(message);
    this.#onFailure?.(this.#failure);
  }
}

async function stop(emulator: V86): Promise<void> {
  const stopped = emulator.stop();
  // An idle machine would notice only when its next timer is due.
  if (emulator.is_running()) insideOf(emulator).v86.next_tick(0);
  await stopped;
}
