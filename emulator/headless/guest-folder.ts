import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { SlipwayError } from '../errors.ts';
import type { GuestManifest } from '../guest/assets.ts';
import type { PartName } from '../sandbox-types.ts';

export const BUILT_GUEST = fileURLToPath(new URL('../../public/guest', import.meta.url));

export interface GuestFolder {
  readonly manifest: GuestManifest;
  loadPart(name: PartName): Promise<Uint8Array>;
}

/** A built guest in a folder. Error 'unavailable' when it, or a part that is asked for, is not there. */
export async function openGuestFolder(folder: string): Promise<GuestFolder> {
  const manifest = await readManifest(join(folder, 'manifest.json'));
  return {
    manifest,
    async loadPart(name) {
      const part = manifest.parts[name];
      if (part === undefined)
        throw new SlipwayError('unavailable', `the guest in ${folder} has no ${name}; run: npm run setup`);
      const bytes = await readFile(join(folder, part.file));
      return new Uint8Array(part.encoding === 'gzip' ? gunzipSync(bytes) : bytes);
    },
  };
}

async function readManifest(path: string): Promise<GuestManifest> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as GuestManifest;
  } catch (cause) {
    throw new SlipwayError('unavailable', `no built guest at ${path}; make it with: npm run setup`, { cause });
  }
}
