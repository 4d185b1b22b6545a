import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltImage } from './image.ts';
import type { Recipe } from './recipe.ts';

/** So that going back and forth between two versions of a recipe builds each once. */
const KEPT_PER_IMAGE = 3;

/** Images built before: a record each, `images/<name>-<key>.json`, and their blobs together in `blobs/`. */
export function openImageCache(folder: string) {
  const blobsFolder = join(folder, 'blobs');
  const recordsFolder = join(folder, 'images');
  const pathOf = (name: string, key: string) => join(recordsFolder, `${name}-${key}.json`);

  return {
    blobsFolder,

    /** The image, if its record and all its blobs are still there. */
    async find(name: string, key: string): Promise<BuiltImage | undefined> {
      const text = await readFile(pathOf(name, key), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const image = JSON.parse(text) as BuiltImage;
      return Promise.all(blobNames(image).map((blob) => access(join(blobsFolder, blob)))).then(
        () => image,
        () => undefined,
      );
    },

    async keep(key: string, image: BuiltImage): Promise<void> {
      const path = pathOf(image.name, key);
      await mkdir(recordsFolder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(image));
      await rename(`${path}.new`, path);
    },

    /** Forgets all but the newest few of each image, and the blobs that nothing needs then. */
    async prune(): Promise<void> {
      const records = new Map<string, { path: string; image: BuiltImage; modifiedMs: number }[]>();
      for (const file of (await readdir(recordsFolder)).filter((name) => name.endsWith('.json'))) {
        const path = join(recordsFolder, file);
        const image = JSON.parse(await readFile(path, 'utf8')) as BuiltImage;
        const { mtimeMs: modifiedMs } = await stat(path);
        records.set(image.name, [...(records.get(image.name) ?? []), { path, image, modifiedMs }]);
      }
      const needed = new Set<string>();
      for (const versions of records.values()) {
        versions.sort((a, b) => b.modifiedMs - a.modifiedMs);
        for (const { path } of versions.slice(KEPT_PER_IMAGE)) await rm(path);
        for (const { image } of versions.slice(0, KEPT_PER_IMAGE)) blobNames(image).forEach((blob) => needed.add(blob));
      }
      for (const blob of await readdir(blobsFolder)) if (!needed.has(blob)) await rm(join(blobsFolder, blob));
    },
  };
}

const blobNames = (image: BuiltImage): string[] =>
  [image.manifest.digest, image.configDigest, ...image.layers.map(({ digest }) => digest)].map((digest) =>
    digest.slice('sha256:'.length),
  );

/** Hash of what an image is made from: its base (or the key that the first one has), the recipe's folder and the code that builds (`codeFolder`'s files). */
export async function inputHash(
  recipe: Recipe,
  recipeFolder: string,
  codeFolder: string,
  base: BuiltImage | undefined,
  archiveKey: string,
): Promise<string> {
  const isCode = (name: string) => /\.(ts|sh)$/.test(name) && !/\.test\.ts$/.test(name) && name !== 'catalogue.ts';
  const code = (await readdir(codeFolder)).filter(isCode).map((name) => join(codeFolder, name));
  const entries = await readdir(recipeFolder, { withFileTypes: true, recursive: true });
  const own = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256').update(`${recipe.name}\0${base?.manifest.digest ?? archiveKey}\0`);
  for (const path of [...own, ...code].sort()) {
    const { mode } = await stat(path);
    hash
      .update(`${path.slice(codeFolder.length)}\0${mode & 0o100}\0`)
      .update(await readFile(path))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
