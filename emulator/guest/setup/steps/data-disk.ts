import { open, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packBlocks, TEMPLATE_BLOCK_BYTES } from '../../../disks/disk-template.ts';
import { hashPath } from '../input-hash.ts';
import { REPOSITORY } from '../paths.ts';
import type { CachedStep } from '../step.ts';

export const DATA_DISK_BYTES = 16 * 2 ** 30;
const READ_BYTES = 2 ** 20;

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
    await writeFile(
      join(work.folder, 'template'),
      packBlocks(await usedBlocks(image, (part) => work.report('packing it', part))),
    );
    await rm(image);
  },
};

async function usedBlocks(
  path: string,
  onPart: (part: number) => void,
): Promise<{ index: number; bytes: Uint8Array }[]> {
  const used: { index: number; bytes: Uint8Array }[] = [];
  const zeros = Buffer.alloc(READ_BYTES);
  const buffer = Buffer.alloc(READ_BYTES);
  const file = await open(path);
  for (let at = 0; at < DATA_DISK_BYTES; at += READ_BYTES) {
    await file.read(buffer, 0, READ_BYTES, at);
    if (at % (256 * READ_BYTES) === 0) onPart(at / DATA_DISK_BYTES);
    if (buffer.equals(zeros)) continue;
    for (let offset = 0; offset < READ_BYTES; offset += TEMPLATE_BLOCK_BYTES) {
      const block = buffer.subarray(offset, offset + TEMPLATE_BLOCK_BYTES);
      if (block.equals(zeros.subarray(0, TEMPLATE_BLOCK_BYTES))) continue;
      used.push({ index: (at + offset) / TEMPLATE_BLOCK_BYTES, bytes: Uint8Array.from(block) });
    }
  }
  await file.close();
  return used;
}
