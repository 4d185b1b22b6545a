import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { GuestManifest } from '../assets.ts';
import { linkFolder } from './link-folder.ts';

/** What SLIPWAY_GUEST points to: this index beside the folders guest/ and catalogue/. */
export interface PackIndex {
  readonly format: 1;
  /** The guest's id. */
  readonly id: string;
  readonly files: readonly PackedFile[];
}

export interface PackedFile {
  /** 'guest/manifest.json' */
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export const PACK_INDEX = 'slipway-guest.json';

/** Writes guest and catalogue, as the steps left them in `folders`, to `output`: a .tar, or a folder ('' names a .tar). */
export async function packGuest(folders: ReadonlyMap<string, string>, output: string): Promise<void> {
  const guestFolder = folders.get('snapshot') ?? join(folders.get('prebuilt') ?? '', 'guest');
  const catalogueFolder = folders.get('catalogue') ?? join(folders.get('prebuilt') ?? '', 'catalogue');
  const { id } = JSON.parse(await readFile(join(guestFolder, 'manifest.json'), 'utf8')) as GuestManifest;
  const target = resolve(output === '' ? `slipway-guest-${id}.tar` : output);
  const folder = target.endsWith('.tar') ? `${target}.folder` : target;
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await linkFolder(guestFolder, join(folder, 'guest'));
  await linkFolder(catalogueFolder, join(folder, 'catalogue'));
  const index: PackIndex = { format: 1, id, files: await describe(folder) };
  await writeFile(join(folder, PACK_INDEX), `${JSON.stringify(index, null, 1)}\n`);
  if (target.endsWith('.tar')) {
    await promisify(execFile)('tar', ['-cf', target, '-C', folder, PACK_INDEX, 'guest', 'catalogue']);
    await rm(folder, { recursive: true });
  }
  const megabytes = index.files.reduce((sum, file) => sum + file.sizeBytes, 0) / 1e6;
  console.log(`Packed ${index.files.length} files, ${megabytes.toFixed(1)} MB: ${target}`);
  console.log(`Use it with: SLIPWAY_GUEST=${target} npm start`);
}

async function describe(root: string, folder = root): Promise<PackedFile[]> {
  const files: PackedFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await describe(root, path)));
    else files.push({ path: relative(root, path), sizeBytes: (await stat(path)).size, sha256: await sha256File(path) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
