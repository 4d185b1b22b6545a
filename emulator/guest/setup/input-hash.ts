import { createHash } from 'node:crypto';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** 12 hex digits of the SHA-256 over the texts, each with its length, so that ['ab', 'c'] is not ['a', 'bc']. */
export function hashTexts(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Names, modes and contents of everything below the folder (or of the one file) as one hash, independent of order,
 * times and owners. `skip` gets paths relative to `path`. A missing path hashes as missing.
 */
export async function hashPath(path: string, skip: (relative: string) => boolean = () => false): Promise<string> {
  const hash = createHash('sha256');
  await addPath(hash, path, '', skip);
  return hash.digest('hex');
}

async function addPath(
  hash: ReturnType<typeof createHash>,
  path: string,
  relative: string,
  skip: (relative: string) => boolean,
): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error.code);
  if (entries === 'ENOTDIR') {
    const content = await readFile(path);
    hash.update(`file ${relative} ${content.length}\n`).update(content);
  } else if (typeof entries === 'string' || entries === undefined) {
    hash.update(`missing ${relative}\n`);
  } else {
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (skip(below)) continue;
      if (entry.isSymbolicLink()) hash.update(`link ${below} ${await readlink(join(path, entry.name))}\n`);
      else await addPath(hash, join(path, entry.name), below, skip);
    }
  }
}

/** SHA-256 of bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
