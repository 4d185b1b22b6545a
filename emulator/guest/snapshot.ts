/**
 * Boots the guest in FOLDER once, warms it, and saves the running machine beside its parts:
 *   tsx emulator/guest/snapshot.ts --guest FOLDER
 * Reads and rewrites FOLDER/manifest.json. No disk is mounted and none is cached in the state, so it can be restored
 * over any disks of the same sizes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { BlockDevice } from '../disks/block-device.ts';
import { LayersDisk } from '../disks/layers-disk.ts';
import { SlipwayError } from '../errors.ts';
import { AgentClient } from '../link/agent-client.ts';
import { createMachine } from '../machine/create-machine.ts';
import type { Machine, MachineParts } from '../machine/machine.ts';
import type { GuestManifest, GuestPart } from './assets.ts';
import { warmUp } from './warm-up.ts';

/** A cold boot takes some 3 s on an idle machine. */
const BOOT_TIMEOUT_MS = 180_000;
/** After the last answer the kernel still has a few timers and workers to run. */
const QUIET_MS = 500;
const ZSTD_LEVEL = 19;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { guest: { type: 'string' } } });
  if (!values.guest) throw new Error('usage: snapshot.ts --guest FOLDER');
  const folder = values.guest;
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as GuestManifest;
  const load = (part: GuestPart) => loadPart(folder, part);
  const parts: MachineParts = {
    memoryBytes: manifest.memoryBytes,
    wasm: await load(manifest.parts.wasm),
    bios: await load(manifest.parts.bios),
    layersDisk: new LayersDisk(),
    dataDisk: new BlankDisk(manifest.dataDiskBytes),
  };
  const kernel = await load(manifest.parts.kernel);
  const initrd = await load(manifest.parts.initrd);

  const begun = performance.now();
  const raw = await bootAndSave({ ...parts, kernel, initrd, commandLine: manifest.commandLine });
  const booted = performance.now();
  const packed = compress(raw);
  console.log(
    `state: ${megabytes(raw)} raw, ${megabytes(packed)} packed; ${seconds(booted - begun)} to boot and warm, ` +
      `${seconds(performance.now() - booted)} to pack`,
  );
  await prove({ ...parts, state: packed });
  await writeState(folder, manifest, packed);
}

async function bootAndSave(parts: MachineParts): Promise<Uint8Array> {
  const machine = await createMachine(parts);
  const printed = watchConsole(machine);
  try {
    const agent = await meetAgent(machine, printed);
    await warmUp(agent);
    await agent.settle();
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    await machine.pause();
    return await machine.saveState();
  } finally {
    await machine.destroy();
  }
}

/** Runs the machine until the agent answers. */
async function meetAgent(machine: Machine, printed: () => string): Promise<AgentClient> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const broken = new Promise<never>((_, reject) => {
    const fail = (message: string) => reject(new SlipwayError('internal', `${message}\n${printed()}`));
    machine.onFailure((error) => fail(error.message));
    timer = setTimeout(() => fail(`the agent does not answer after ${BOOT_TIMEOUT_MS / 1000} s`), BOOT_TIMEOUT_MS);
  });
  const agent = new AgentClient(machine.link);
  machine.run();
  await Promise.race([agent.connect(), broken]).finally(() => clearTimeout(timer));
  return agent;
}

/** The state is worth something only when it comes back: restores it once and lets a process run. */
async function prove(parts: MachineParts): Promise<void> {
  const begun = performance.now();
  const machine = await createMachine(parts);
  const restored = performance.now();
  try {
    const agent = await meetAgent(machine, watchConsole(machine));
    const answered = performance.now();
    await agent.setTime(BigInt(Date.now()) * 1_000_000n, crypto.getRandomValues(new Uint8Array(64)));
    const process = await agent.spawn({ argv: ['/bin/true'], env: [], cwd: '/', terminal: undefined });
    const { code } = await process.exit;
    if (code !== 0) throw new SlipwayError('internal', `true exits with ${code} in the restored machine`);
    console.log(
      `restore: ${milliseconds(restored - begun)}, agent after ${milliseconds(answered - begun)}, ` +
        `first process done after ${milliseconds(performance.now() - begun)}`,
    );
  } finally {
    await machine.destroy();
  }
}

async function writeState(folder: string, manifest: GuestManifest, packed: Uint8Array): Promise<void> {
  const sha256 = createHash('sha256').update(packed).digest('hex');
  const file = `state-${sha256.slice(0, 12)}.bin.zst`;
  await writeFile(join(folder, file), packed);
  const before = manifest.parts.state?.file;
  const state: GuestPart = { file, sizeBytes: packed.length, sha256, encoding: 'zstd' };
  const changed: GuestManifest = { ...manifest, parts: { ...manifest.parts, state } };
  // Renamed into place: whoever reads the manifest meanwhile sees the old one or the new one.
  await writeFile(join(folder, 'manifest.json.new'), `${JSON.stringify(changed, null, 2)}\n`);
  await rename(join(folder, 'manifest.json.new'), join(folder, 'manifest.json'));
  if (before && before !== file) await rm(join(folder, before), { force: true });
  console.log(`${join(folder, file)}`);
}

async function loadPart(folder: string, part: GuestPart): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, part.file));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== part.sha256)
    throw new SlipwayError('corrupt', `${part.file} has the digest ${sha256}, not ${part.sha256}`);
  return part.encoding === 'gzip' ? gunzipSync(bytes) : bytes;
}

/** /dev/sdb while nothing is mounted: the kernel looks for partitions and finds zeros. */
class BlankDisk implements BlockDevice {
  readonly sizeBytes: number;

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
  }

  read(_at: number, length: number): Uint8Array {
    return new Uint8Array(length);
  }

  write(at: number): void {
    throw new SlipwayError('internal', `the guest writes to the unmounted data disk at ${at}`);
  }
}

function watchConsole(machine: Machine): () => string {
  let printed = '';
  machine.onConsole((text) => {
    printed = (printed + text).slice(-4000);
  });
  return () => printed;
}

function compress(raw: Uint8Array): Uint8Array {
  const { stdout, status, error } = spawnSync('zstd', [`-${ZSTD_LEVEL}`, '--quiet', '--stdout'], {
    input: raw,
    maxBuffer: raw.length + 65_536,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`zstd exits with ${status}`);
  return stdout;
}

const megabytes = (bytes: Uint8Array) => `${(bytes.length / 1e6).toFixed(1)} MB`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;

await main();
