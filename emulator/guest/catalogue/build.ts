import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApt } from './apt.ts';
import { buildImage } from './build-image.ts';
import { catalogue } from './catalogue.ts';
import type { BuiltImage } from './image.ts';
import { inputHash, openImageCache } from './image-cache.ts';
import { writeLayout } from './layout.ts';
import { buildMirror } from './mirror/build-mirror.ts';
import { openArchiveKey } from './mirror/key.ts';
import type { Apt, Recipe } from './recipe.ts';

/*
 * Builds the catalogue: `tsx emulator/guest/catalogue/build.ts --out FOLDER [--cache FOLDER] [--only NAME,…]`.
 * As root on Debian. Each image is cached by a hash of what it is made from; when all are, nothing is downloaded.
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Images on one base are installed side by side; more than two wait for the same disk and cores. */
const SIDE_BY_SIDE = 2;

export interface CatalogueOptions {
  /** The image layout that is written, or extended in place. */
  readonly outFolder: string;
  readonly cacheFolder: string;
  /** Names of images; all when undefined. */
  readonly only?: readonly string[];
  readonly report: (line: string) => void;
}

export async function buildCatalogue(options: CatalogueOptions): Promise<readonly BuiltImage[]> {
  const chosen = catalogue.filter(({ name }) => options.only?.includes(name) ?? true);
  for (const name of options.only ?? []) {
    if (!chosen.some((recipe) => recipe.name === name)) throw new Error(`${name}: no such image in the catalogue`);
  }
  const cache = openImageCache(options.cacheFolder);
  const { blobsFolder } = cache;
  const archiveKey = await openArchiveKey(join(options.cacheFolder, 'archive-key'));
  const images = new Map<string, Promise<BuiltImage>>();
  const slots = new Slots(SIDE_BY_SIDE);
  let apt: Promise<Apt> | undefined;
  const openApt = () => (apt ??= createApt(join(options.cacheFolder, 'apt')));

  const imageOf = (recipe: Recipe): Promise<BuiltImage> => {
    const known = images.get(recipe.name);
    if (known) return known;
    const image = build(recipe);
    images.set(recipe.name, image);
    return image;
  };
  const build = async (recipe: Recipe): Promise<BuiltImage> => {
    const base = catalogue.find(({ name }) => name === recipe.base);
    const baseImage = base && (await imageOf(base));
    const position = chosen.includes(recipe) ? ` (${chosen.indexOf(recipe) + 1} of ${chosen.length})` : '';
    const key = await inputHash(recipe, join(HERE, recipe.name), HERE, baseImage, archiveKey.publicKey);
    const cached = await cache.find(recipe.name, key);
    if (cached) {
      options.report(`catalogue: ${recipe.name}${position} cached`);
      return cached;
    }
    return slots.run(async () => {
      options.report(`catalogue: ${recipe.name}${position} …`);
      const startedMs = Date.now();
      const workFolder = join(options.cacheFolder, 'work', recipe.name);
      const recipeFolder = join(HERE, recipe.name);
      const image = await buildImage(
        ...([recipe, recipeFolder, baseImage, await openApt()] as const),
        ...([blobsFolder, workFolder, archiveKey.publicKey] as const),
      ).catch((error: unknown) => {
        throw new Error(`image ${recipe.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
      });
      await cache.keep(key, image);
      const seconds = Math.round((Date.now() - startedMs) / 1000);
      options.report(`catalogue: ${recipe.name}${position} done in ${seconds} s, ${sizes(image)}`);
      return image;
    });
  };

  // Every image is tried to its end: what was built is cached for the next time, even when another one failed.
  await Promise.allSettled(chosen.map(imageOf));
  const built = await Promise.all(chosen.map(imageOf));
  await writeLayout(options.outFolder, built, blobsFolder);
  const base = await images.get('debian');
  if (base) await buildMirror({ ...options, blobsFolder, base, apt: openApt, key: archiveKey });
  await cache.prune();
  return built;
}

function sizes(image: BuiltImage): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
  const layer = image.layers.at(-1);
  return `${megabytes(layer?.sizeBytes ?? 0)} packed, ${megabytes(layer?.unpackedBytes ?? 0)} unpacked`;
}

/** At most so many tasks at a time; the others wait in order. */
class Slots {
  private readonly waiting: (() => void)[] = [];
  constructor(private free: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, cache: { type: 'string' }, only: { type: 'string' } },
  });
  if (!values.out) throw new Error('usage: build.ts --out FOLDER [--cache FOLDER] [--only NAME,…]');
  const cacheHome = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  await buildCatalogue({
    outFolder: resolve(values.out),
    cacheFolder: resolve(values.cache ?? join(cacheHome, 'slipway', 'catalogue')),
    ...(values.only === undefined ? {} : { only: values.only.split(',') }),
    report: (line) => console.log(line),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
