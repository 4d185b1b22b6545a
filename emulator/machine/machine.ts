import type { BlockDevice } from '../disks/block-device.ts';
import type { SlipwayError } from '../errors.ts';
import type { BytePipe } from '../streams.ts';

/** What a machine is made of. `state` restores a snapshot; without it the machine boots cold. */
export interface MachineParts {
  readonly memoryBytes: number;
  /** v86.wasm as tuned by the set-up; compiled already where the platform keeps compiled code (compileStreaming). */
  readonly wasm: Uint8Array | WebAssembly.Module;
  readonly bios: Uint8Array;
  readonly kernel?: Uint8Array;
  readonly initrd?: Uint8Array;
  readonly commandLine?: string;
  /** A saved state, zstd-compressed or raw. */
  readonly state?: Uint8Array;
  /** /dev/sda: read-only, the image layers. */
  readonly layersDisk: BlockDevice;
  /** /dev/sdb: read-write, ext4. */
  readonly dataDisk: BlockDevice;
}

/** The emulated PC. Only `machine/` knows that it is v86. */
export interface Machine {
  /** The generic virtio-console port /dev/vport0p1: a reliable, ordered byte pipe to the agent. */
  readonly link: BytePipe;
  /** What the kernel and the agent print on ttyS0. */
  onConsole(callback: (text: string) => void): () => void;
  /** The machine stopped by itself (the kernel panicked, the emulator trapped); called once, at once if it has already. */
  onFailure(callback: (error: SlipwayError) => void): void;
  /** Starts (or goes on with) the CPU. */
  run(): void;
  pause(): Promise<void>;
  /** Raw bytes; the disks' contents are not in it. */
  saveState(): Promise<Uint8Array>;
  destroy(): Promise<void>;
}

export type CreateMachine = (parts: MachineParts) => Promise<Machine>;
