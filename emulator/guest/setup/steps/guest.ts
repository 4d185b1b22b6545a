import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { GuestManifest, GuestPart } from '../../assets.ts';
import { hashPath, hashTexts, sha256 } from '../input-hash.ts';
import { REPOSITORY } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { DATA_DISK_BYTES } from './data-disk.ts';
import { packageVersions } from './os-packages.ts';
import { tuneWasm } from './tuned-wasm.ts';

const V86 = join(REPOSITORY, 'node_modules/v86');
const BIOS = '/usr/share/seabios/bios.bin';
/** A thousand idle containers fit; what the guest does not touch costs nothing (machine/guest-memory.ts). */
const MEMORY_BYTES = 1024 * 1024 * 1024;

/**
 * quiet: the console is a log, for warnings. tsc: v86's counter is the host's clock, nothing need watch it.
 * init_on_free: free memory is zeros, so a saved state compresses well.
 */
const COMMAND_LINE = 'console=ttyS0 rdinit=/init quiet tsc=reliable init_on_free=1';

/** The parts of the machine and their manifest, without a saved state. */
export const guest: CachedStep = {
  kind: 'cached',
  name: 'guest',
  title: 'Machine',
  needs: ['kernel', 'rootfs', 'data-disk'],
  inputs: async () => [
    COMMAND_LINE,
    String(MEMORY_BYTES),
    await hashPath(join(V86, 'build/v86.wasm')),
    ...(await packageVersions(['seabios'])),
    await hashPath(join(import.meta.dirname, 'tuned-wasm.ts')),
    await hashPath(join(import.meta.dirname, 'guest.ts')),
    ...(await deviceSources()),
  ],
  async run(work) {
    const contents = {
      wasm: tuneWasm(await readFile(join(V86, 'build/v86.wasm'))),
      bios: await readFile(BIOS),
      kernel: await readFile(join(work.outputOf('kernel'), 'bzImage')),
      initrd: await readFile(join(work.outputOf('rootfs'), 'initrd.cpio')),
      dataDisk: await readFile(join(work.outputOf('data-disk'), 'template')),
    };
    const part = (name: keyof typeof contents, extension: string, encoding: 'none' | 'gzip'): Promise<GuestPart> =>
      writePart(work.folder, name, extension, contents[name], encoding);
    const manifest: GuestManifest = {
      id: hashTexts([
        (JSON.parse(await readFile(join(V86, 'package.json'), 'utf8')) as { version: string }).version,
        ...[contents.wasm, contents.bios, contents.kernel, contents.initrd].map(sha256),
        String(MEMORY_BYTES),
        String(DATA_DISK_BYTES),
        COMMAND_LINE,
        ...(await deviceSources()),
      ]),
      memoryBytes: MEMORY_BYTES,
      commandLine: COMMAND_LINE,
      dataDiskBytes: DATA_DISK_BYTES,
      parts: {
        wasm: await part('wasm', 'wasm.gz', 'gzip'),
        bios: await part('bios', 'bin.gz', 'gzip'),
        // Compressed already, for the boot loader to unpack.
        kernel: await part('kernel', 'bzImage', 'none'),
        // Unpacked by the browser: the kernel's own gunzip would be emulated.
        initrd: await part('initrd', 'cpio.gz', 'gzip'),
        dataDisk: await part('dataDisk', 'ext4.gz', 'gzip'),
      },
    };
    await writeFile(join(work.folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  },
};

/** Which devices the machine has is in the code that makes it. */
async function deviceSources(): Promise<string[]> {
  return [await hashPath(join(REPOSITORY, 'emulator/machine'), (path) => path.endsWith('.test.ts'))];
}

async function writePart(
  folder: string,
  name: string,
  extension: string,
  content: Uint8Array,
  encoding: 'none' | 'gzip',
): Promise<GuestPart> {
  const bytes = encoding === 'gzip' ? gzipSync(content, { level: 9 }) : content;
  const hash = sha256(bytes);
  const file = `${name}-${hash.slice(0, 12)}.${extension}`;
  await writeFile(join(folder, file), bytes);
  return { file, sizeBytes: bytes.length, sha256: hash, encoding };
}
