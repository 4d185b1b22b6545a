import { execFile } from 'node:child_process';
import { open, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isZero, packBlocks, TEMPLATE_BLOCK_BYTES } from '../../../disks/disk-template.ts';
import { hashPath } from '../input-hash.ts';
import { REPOSITORY } from '../paths.ts';
import type { CachedStep } from '../step.ts';

export const DATA_DISK_BYTES = 16 * 2 ** 30;

/**
 * Small and quick to mount: a journal of 16 MB, no blocks kept for root, no room to grow, no checksums to emulate, and
 * everything initialised here, or the guest's first minute would go into writing zeros. Fixed identifiers and times,
 * so that the same inputs give the same bytes.
 */
const MKFS = [
  ...['mkfs.ext4', '-q', '-F', '-b', String(TEMPLATE_BLOCK_BYTES), '-m', '0', '-i', '32768', '-L', 'slipway'],
  ...['-O', 'extent,uninit_bg,^resize_inode,^64bit,^metadata_csum,^huge_file', '-J', 'size=16'],
  ...['-U', '51197a79-0000-4000-8000-000000000001'],
  ...['-E', 'lazy_itable_init=0,lazy_journal_init=0,nodiscard,hash_seed=51197a79-0000-4000-8000-000000000002'],
];

/** An empty ext4 of DATA_DISK_BYTES as a template: only the blocks that are not zero. */
export const dataDisk: CachedStep = {
  kind: 'cached',
  name: 'data-disk',
  title: 'Data disk',
  needs: ['os-packages'],
  inputs: async () => [
    ...MKFS,
    String(DATA_DISK_BYTES),
    await hashPath(join(REPOSITORY, 'emulator/disks/disk-template.ts')),
  ],
  async run(work) {
    const image = join(work.folder, 'image');
    work.report('making the file system');
    await writeFile(image, '');
    await truncate(image, DATA_DISK_BYTES);
    await work.command([...MKFS, image], { environment: { E2FSPROGS_FAKE_TIME: '1704067200' } });
    await writeFile(join(work.folder, 'template'), packBlocks(await usedBlocks(image)));
    await rm(image);
  },
};

/** Reads only where the file has data: 16 GB of holes would take half a minute. */
async function usedBlocks(path: string): Promise<{ index: number; bytes: Uint8Array }[]> {
  const used: { index: number; bytes: Uint8Array }[] = [];
  const file = await open(path);
  for (const { start, end } of await dataRanges(path)) {
    const firstBlock = Math.floor(start / TEMPLATE_BLOCK_BYTES);
    for (let index = firstBlock; index * TEMPLATE_BLOCK_BYTES < end; index++) {
      const bytes = new Uint8Array(TEMPLATE_BLOCK_BYTES);
      await file.read(bytes, 0, TEMPLATE_BLOCK_BYTES, index * TEMPLATE_BLOCK_BYTES);
      if (!isZero(bytes)) used.push({ index, bytes });
    }
  }
  await file.close();
  return used;
}

/** lseek(2) with SEEK_DATA (3) and SEEK_HOLE (4), which Node does not offer; every Debian has this much of Perl. */
const LIST_DATA =
  'open F, "<", $ARGV[0]; while (defined($d = sysseek F, $p, 3)) { $p = sysseek F, $d, 4; print $d + 0, " $p\\n" }';

async function dataRanges(path: string): Promise<{ start: number; end: number }[]> {
  const { stdout } = await promisify(execFile)('perl', ['-e', LIST_DATA, path]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [start = 0, end = 0] = line.split(' ').map(Number);
      return { start, end };
    });
}
