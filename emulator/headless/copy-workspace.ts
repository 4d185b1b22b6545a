import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SlipwayError } from '../errors.ts';
import type { Guest } from '../engine/guest.ts';

/** Copies the files of a folder of this machine into /workspace; modes are kept, what is neither file nor folder is refused. */
export async function copyWorkspace(folder: string, guest: Guest): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new SlipwayError('not-found', `--workspace ${folder}: ${(cause as Error).message}`, { cause });
  });
  for (const entry of entries) {
    const source = join(entry.parentPath, entry.name);
    const target = `/workspace/${source.slice(join(folder, '/').length)}`;
    if (entry.isDirectory()) {
      await guest.files.makeDirectory(target, 0o755);
    } else if (entry.isFile()) {
      const { mode } = await stat(source);
      await guest.files.write(target, new Uint8Array(await readFile(source)), mode & 0o777);
    } else {
      throw new SlipwayError('invalid', `--workspace ${folder}: ${source} is neither a file nor a folder`);
    }
  }
}
