import { V86 } from 'v86';
import { SlipwayError } from '../errors.ts';
import { withLazyMemory } from './guest-memory.ts';
import type { MemoryExports } from './guest-memory.ts';
import type { CreateMachine, MachineParts } from './machine.ts';
import { MachineConsole } from './machine-console.ts';
import { BlockDeviceDisk } from './v86-disk.ts';
import { insideOf } from './v86-internals.ts';
import { V86Machine } from './v86-machine.ts';
import { VirtioPort } from './virtio-port.ts';

/** v86's types know port 0 only. */
const OUTPUT_EVENT = 'virtio-console1-output-bytes' as 'virtio-console0-output-bytes';

/** The least v86 accepts for its VGA; nothing is ever drawn. */
const VGA_MEMORY_BYTES = 256 * 1024;

/**
 * Compile a page at a time and trust loops to end: cold programs, which are most of what runs in a container, start
 * 20–40 % faster (measured).
 */
const JIT_CONFIG = [
  [1, 1], // MAX_PAGES, default 3
  [2, 0], // loop safety, default on
] as const;

/**
 * The PC on v86: boots the kernel, or restores `state`. It stands still until `run`. Rejects with SlipwayError
 * 'corrupt' when the state does not belong to this machine, 'unavailable' when there is no memory or wasm for it.
 */
export const createMachine: CreateMachine = async (parts) => {
  const messages = new MachineConsole();
  const { emulator, port } = await assemble(parts, messages);
  const machine = new V86Machine(emulator, port, messages);
  if (!parts.state) return machine;
  try {
    await emulator.restore_state(exactBuffer(parts.state));
    port.setOpen();
  } catch (cause) {
    await machine.destroy();
    throw new SlipwayError('corrupt', `the saved machine cannot be restored: ${messageOf(cause)}`, { cause });
  }
  return machine;
};

async function assemble(parts: MachineParts, messages: MachineConsole): Promise<{ emulator: V86; port: VirtioPort }> {
  let fail!: (error: SlipwayError) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const channel = () => insideOf(emulator).v86.cpu.devices.ide.primary;
  const dataDisk = new BlockDeviceDisk(
    parts.dataDisk,
    () => channel().slave,
    (error) => messages.say(`/dev/sdb: ${messageOf(error)}`),
  );
  const emulator: V86 = new V86({
    wasm_fn: async (imports: WebAssembly.Imports) => {
      try {
        const instance = await instantiate(parts.wasm, imports);
        return withLazyMemory(instance.exports as unknown as MemoryExports, fail);
      } catch (cause) {
        fail(new SlipwayError('unavailable', `the emulator cannot be loaded: ${messageOf(cause)}`, { cause }));
        return new Promise<never>(() => {});
      }
    },
    bios: { buffer: exactBuffer(parts.bios) },
    bzimage: parts.kernel && { buffer: exactBuffer(parts.kernel) },
    initrd: parts.initrd && { buffer: exactBuffer(parts.initrd) },
    cmdline: parts.commandLine,
    memory_size: parts.memoryBytes,
    vga_memory_size: VGA_MEMORY_BYTES,
    hda: new BlockDeviceDisk(
      parts.layersDisk,
      () => channel().master,
      (error) => messages.say(`/dev/sda: ${messageOf(error)}`),
    ),
    hdb: dataDisk,
    virtio_console: true,
    net_device: { type: 'none' },
    disable_keyboard: true,
    disable_mouse: true,
    disable_speaker: true,
    autostart: false,
  } as unknown as ConstructorParameters<typeof V86>[0]);
  let port: VirtioPort | undefined;
  const loaded = new Promise<void>((resolve) => {
    emulator.add_listener('emulator-ready', () => {
      const { cpu } = insideOf(emulator).v86;
      for (const [index, value] of JIT_CONFIG) cpu.set_jit_config(index, value);
      port = new VirtioPort(cpu, (listener) => emulator.add_listener(OUTPUT_EVENT, listener));
    });
    emulator.add_listener('emulator-loaded', () => {
      dataDisk.flushOnCommand();
      resolve();
    });
  });
  await Promise.race([loaded, failed]);
  return { emulator, port: port! };
}

async function instantiate(
  wasm: Uint8Array | WebAssembly.Module,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Instance> {
  if (wasm instanceof WebAssembly.Module) return WebAssembly.instantiate(wasm, imports);
  return (await WebAssembly.instantiate(exactBuffer(wasm), imports)).instance;
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
