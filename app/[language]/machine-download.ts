import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestManifest } from '@/emulator/guest/assets.ts';

/** Bytes that the first start of the machine transfers; undefined when the set-up has not built it. */
export async function machineDownloadBytes(): Promise<number | undefined> {
  try {
    const text = await readFile(
      /* turbopackIgnore: true */ join(process.cwd(), 'public', 'guest', 'manifest.json'),
      'utf8',
    );
    const { wasm, bios, state, dataDisk } = (JSON.parse(text) as GuestManifest).parts;
    if (state === undefined) return undefined;
    return [wasm, bios, state, dataDisk].reduce((sum, part) => sum + part.sizeBytes, 0);
  } catch {
    return undefined;
  }
}
