import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ArchiveContents, MirrorContents } from '../../../mirror/contents.ts';
import { run } from '../commands.ts';
import type { BuiltImage } from '../image.ts';
import type { Apt } from '../recipe.ts';
import { DEBIAN_HOST, writeDebianArchive } from './debian.ts';
import type { ArchiveKey } from './key.ts';
import { NPM_HOST, writeNpmRegistry } from './npm.ts';
import { DEBIAN_PACKAGES, PYTHON_PACKAGES } from './packages.ts';
import { PYPI_FILES_HOST, PYPI_HOST, writePypi } from './pypi.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const STATUS_FILE = 'var/lib/dpkg/status';

/**
 * The package archives that the sandbox answers for (`emulator/mirror/`): a folder a host. Kept in `cacheFolder` by
 * a hash of what they are made from, and put into `outFolder` as links.
 */
export async function buildMirror(options: {
  readonly outFolder: string;
  readonly cacheFolder: string;
  readonly blobsFolder: string;
  /** On which the packages are installed: what it has is not in the archive. */
  readonly base: BuiltImage;
  readonly apt: () => Promise<Apt>;
  readonly key: ArchiveKey;
  readonly report: (line: string) => void;
}): Promise<void> {
  const hash = createHash('sha256').update(options.base.manifest.digest).update(options.key.publicKey);
  for (const file of (await readdir(HERE, { recursive: true })).sort()) {
    const path = join(HERE, file);
    if (!/\.test\.ts$/.test(file) && (await stat(path)).isFile()) hash.update(`${file}\0`).update(await readFile(path));
  }
  const kept = join(options.cacheFolder, `mirror-${hash.digest('hex').slice(0, 12)}`);
  if (await stat(kept).catch(() => undefined)) {
    options.report('catalogue: packages cached');
  } else {
    options.report('catalogue: packages …');
    const made = `${kept}.new`;
    await rm(made, { recursive: true, force: true });
    await mkdir(made, { recursive: true });
    const statusFile = join(made, 'status');
    await writeFile(statusFile, await readFromImage(options.base, options.blobsFolder, STATUS_FILE));
    const apt = await options.apt();
    const debs = await writeDebianArchive(join(made, DEBIAN_HOST), statusFile, apt, options.key);
    await rm(statusFile);
    const pypiFolders = [join(made, PYPI_HOST), join(made, PYPI_FILES_HOST)] as const;
    const python = debs.filter(({ name }) => name.startsWith('python3-'));
    const wheels = await writePypi(pypiFolders, python, join(options.cacheFolder, 'pypi'), apt.releaseSeconds);
    const modules = await writeNpmRegistry(join(made, NPM_HOST), join(options.cacheFolder, 'npm'));
    const contents: MirrorContents = [
      contentsOf(DEBIAN_HOST, debs, ({ name }) => DEBIAN_PACKAGES.includes(name)),
      contentsOf(NPM_HOST, modules, ({ isChosen }) => isChosen),
      contentsOf(PYPI_HOST, wheels, ({ debianName }) => PYTHON_PACKAGES.includes(debianName)),
    ];
    await writeFile(join(made, 'contents.json'), JSON.stringify(contents));
    for (const old of await readdir(options.cacheFolder)) {
      if (/^mirror-/.test(old) && join(options.cacheFolder, old) !== made) {
        await rm(join(options.cacheFolder, old), { recursive: true });
      }
    }
    await rename(made, kept);
    options.report('catalogue: packages done');
  }
  const target = join(options.outFolder, 'mirror');
  await rm(target, { recursive: true, force: true });
  await run(['cp', '--archive', '--link', kept, target]).catch(() => run(['cp', '--archive', kept, target]));
}

function contentsOf<P extends { readonly name: string; readonly version: string }>(
  host: string,
  packages: readonly P[],
  isChosen: (one: P) => boolean,
): ArchiveContents {
  const chosen = packages.filter(isChosen).map(({ name, version }) => ({ name, version }));
  chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { host, chosen, needed: packages.length - chosen.length };
}

/** A file of an image, from the topmost layer that has it. */
async function readFromImage(image: BuiltImage, blobsFolder: string, path: string): Promise<string> {
  for (const { digest } of image.layers.toReversed()) {
    const blob = join(blobsFolder, digest.slice('sha256:'.length));
    const text = await run(['tar', '--extract', '--gzip', '--to-stdout', '--file', blob, path]).catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`${image.name} has no ${path}`);
}
