import type { V86 } from 'v86';

/**
 * The inside of v86 0.5.462 that its types do not name and that this folder relies on. The names are those of v86's
 * source (its closure build keeps them); a new version of v86 has to be checked against this file.
 */
export interface V86Inside {
  readonly v86: V86Loop;
}

/** src/main.js: the loop around the CPU. */
export interface V86Loop {
  readonly cpu: V86Cpu;
  /** No tick is being executed at the moment. */
  idle: boolean;
  run(): void;
  /** Plans a tick `delayMs` from now; a tick planned before is void. */
  next_tick(delayMs: number): void;
  /** Called by next_tick: has to call yield_callback(tick) after `delayMs`. */
  yield(delayMs: number, tick: number): void;
  yield_callback(tick: number): void;
  unregister_yield(): void;
}

export interface V86Cpu {
  /** The guest pressed its reset button. */
  reboot_internal(): void;
  /** 1 MAX_PAGES, 2 loop safety, 3 MAX_EXTRA_BASIC_BLOCKS (src/rust/config.rs, jit.rs). */
  set_jit_config(index: number, value: number): void;
  readonly io: { readonly ports: Record<number, { write16(value: number): void } | undefined> };
  readonly devices: { readonly virtio_console: V86Console; readonly ide: { readonly primary: V86IdeChannel } };
}

/** src/virtio_console.js */
export interface V86Console {
  SendEvent(port: number, event: number, value: number): void;
  readonly virtio: { readonly queues: readonly V86Queue[] };
}

/** VirtQueue of src/virtio.js. */
export interface V86Queue {
  /** The driver set the queue up. */
  is_configured(): unknown;
  /** The guest has posted a buffer that was not used yet. */
  has_request(): boolean;
  /** How many such buffers. */
  count_requests(): number;
  pop_request(): V86BufferChain;
  push_reply(chain: unknown): void;
  /** Makes pushed replies visible and raises the interrupt. */
  flush_replies(): void;
}

/** VirtQueueBufferChain of src/virtio.js. */
export interface V86BufferChain {
  readonly length_writable: number;
  set_next_blob(bytes: Uint8Array): number;
  get_next_blob(into: Uint8Array): number;
}

/** IDEChannel of src/ide.js. */
export interface V86IdeChannel {
  readonly master: V86Drive;
  readonly slave: V86Drive;
  /** Bus master status: 1 active, 2 error, 4 interrupt. */
  dma_status: number;
}

/** IDEInterface of src/ide.js. */
export interface V86Drive {
  readonly channel: V86IdeChannel;
  status_reg: number;
  error_reg: number;
  current_command: number;
  readonly in_progress_io_ids: Map<number, unknown>;
  /** The command's data; of IDENTIFY DEVICE 256 words, little-endian. */
  readonly data: Uint8Array;
  push_irq(): void;
  ata_command(command: number): void;
  create_identify_packet(): void;
}

/** What v86 calls on an object given as `hda` or `hdb` (src/ide.js, src/browser/starter.js). */
export interface V86Disk {
  readonly byteLength: number;
  onload: ((event: object) => void) | undefined;
  load(): void;
  get(start: number, length: number, done: (bytes: Uint8Array) => void): void;
  set(start: number, bytes: Uint8Array, done: () => void): void;
  get_and_cache(start: number, length: number, done: (bytes: Uint8Array) => void): void;
  get_from_cache(start: number, length: number): Uint8Array;
  get_buffer(done: (buffer: undefined) => void): void;
  get_state(): unknown[];
  set_state(state: unknown[]): void;
}

export function insideOf(emulator: V86): V86Inside {
  return emulator as unknown as V86Inside;
}
