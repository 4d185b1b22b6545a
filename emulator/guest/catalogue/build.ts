import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApt } from './apt.ts';
import { buildImage } from './build-image.ts';
import { catalogue } from './catalogue.ts';
import type { BuiltImage } from './image.ts';
import { writeLayout } from './layout.ts';
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
  const blobsFolder = join(options.cacheFolder, 'blobs');
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
    const key = await inputHash(recipe, baseImage);
    const record = join(options.cacheFolder, 'images', `${recipe.name}-${key}.json`);
    const cached = await readRecord(record, blobsFolder);
    if (cached) {
      options.report(`catalogue: ${recipe.name}${position} cached`);
      return cached;
    }
    return slots.run(async () => {
      options.report(`catalogue: ${recipe.name}${position} …`);
      const startedMs = Date.now();
      const workFolder = join(options.cacheFolder, 'work', recipe.name);
      const recipeFolder = join(HERE, recipe.name);
      const image = await buildImage(recipe, recipeFolder, baseImage, await openApt(), blobsFolder, workFolder).catch(
        (error: unknown) => {
          throw new Error(`image ${recipe.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
        },
      );
      await mkdir(join(options.cacheFolder, 'images'), { recursive: true });
      await writeFile(`${record}.new`, JSON.stringify(image));
      await rename(`${record}.new`, record);
      const seconds = Math.round((Date.now() - startedMs) / 1000);
      options.report(`catalogue: ${recipe.name}${position} done in ${seconds} s, ${sizes(image)}`);
      return image;
    });
  };

  // Every image is tried to its end: what was built is cached for the next time, even when another one failed.
  await Promise.allSettled(chosen.map(imageOf));
  const built = await Promise.all(chosen.map(imageOf));
  await writeLayout(options.outFolder, built, blobsFolder);
  return built;
}

function sizes(image: BuiltImage): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
  const layer = image.layers.at(-1);
  return `${megabytes(layer?.sizeBytes ?? 0)} packed, ${megabytes(layer?.unpackedBytes ?? 0)} unpacked`;
}

/** Hash of what the image is made from: the base, the recipe's folder and the code that builds. */
async function inputHash(recipe: Recipe, base: BuiltImage | undefined): Promise<string> {
  const hash = createHash('sha256').update(base?.manifest.digest ?? '');
  const own = await filesIn(join(HERE, recipe.name));
  const shared = (await readdir(HERE)).filter((name) => /\.(ts|sh)$/.test(name) && !/\.test\.ts$/.test(name));
  const files = [...own, ...shared.filter((name) => name !== 'catalogue.ts').map((name) => join(HERE, name))];
  for (const path of files.sort())
    hash
      .update(`${path.slice(HERE.length)}\0`)
      .update(await readFile(path))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

/** The image built before, if its record and all its blobs are still there. */
async function readRecord(record: string, blobsFolder: string): Promise<BuiltImage | undefined> {
  const text = await readFile(record, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const image = JSON.parse(text) as BuiltImage;
  const digests = [image.manifest.digest, image.configDigest, ...image.layers.map(({ digest }) => digest)];
  const present = digests.map((digest) => access(join(blobsFolder, digest.slice('sha256:'.length))));
  return Promise.all(present).then(
    () => image,
    () => undefined,
  );
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
