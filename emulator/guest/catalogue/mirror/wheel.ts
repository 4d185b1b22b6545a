import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { run } from '../commands.ts';
import { metadataOfEggInfo } from './python-metadata.ts';

/** Where Debian's packages for Python 3 have their modules, in the unpacked package. */
const MODULES = 'usr/lib/python3/dist-packages';
/** What an extension module may need: what every image with this Python has. */
const PRESENT_LIBRARIES = /^(libc|libm|libpthread|libdl|libgcc_s|libstdc\+\+|ld-linux)\.so\.\d+$/;
/** Of Debian 12's Python on i386 (PEP 425). */
const BINARY_TAG = 'cp311-cp311-linux_i686';

export interface Wheel {
  /** As the project writes it; the index normalizes it. */
  readonly name: string;
  readonly version: string;
  /** The METADATA field Requires-Python, when there is one. */
  readonly requiresPython: string | undefined;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A Python project as a Debian package unpacked in `folder` has it. */
export interface PythonProject {
  readonly folder: string;
  /** NAME.dist-info or NAME.egg-info. */
  readonly infoName: string;
  readonly metadata: string;
  readonly entryPoints: string | undefined;
}

/** The project in an unpacked package, or undefined when there is none. */
export async function readProject(folder: string): Promise<PythonProject | undefined> {
  const names = await readdir(join(folder, MODULES)).catch(() => []);
  const infoName = names.find((name) => /\.(dist|egg)-info$/.test(name));
  return infoName === undefined
    ? undefined
    : { folder, infoName, ...(await readInfo(join(folder, MODULES, infoName))) };
}

/** A field of core metadata. */
export const fieldOf = (metadata: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.+)$`, 'm').exec(metadata)?.[1];

/**
 * A wheel (PEP 427) of a project; the same files give the same bytes. Extension modules that need a library which an
 * image may not have stay out: their projects do without them.
 */
export async function wheelOf(
  { folder: packageFolder, infoName, metadata, entryPoints }: PythonProject,
  dateSeconds: number,
): Promise<Wheel> {
  const modules = join(packageFolder, MODULES);
  const [name = '', version = ''] = [fieldOf(metadata, 'Name'), fieldOf(metadata, 'Version')];
  const folder = `${name.replace(/[-_.]+/g, '_')}-${version}.dist-info`;

  const files = new Map<string, Uint8Array>();
  for (const path of await filesIn(modules)) {
    if (!path.startsWith(`${infoName}/`) && path !== infoName && !(await needsMore(join(modules, path)))) {
      files.set(path, await readFile(join(modules, path)));
    }
  }
  const isBinary = [...files.keys()].some((path) => path.endsWith('.so'));
  const tag = isBinary ? BINARY_TAG : 'py3-none-any';
  const add = (path: string, text: string) => files.set(`${folder}/${path}`, new TextEncoder().encode(text));
  add('METADATA', metadata);
  add('WHEEL', `Wheel-Version: 1.0\nGenerator: slipway\nRoot-Is-Purelib: ${!isBinary}\nTag: ${tag}\n`);
  if (entryPoints !== undefined) add('entry_points.txt', entryPoints);
  add('RECORD', `${[...files].map(([path, bytes]) => recordOf(path, bytes)).join('\n')}\n${folder}/RECORD,,\n`);

  const options = { level: 9, mtime: localDate(dateSeconds) } as const;
  const bytes = zipSync(Object.fromEntries([...files].map(([path, content]) => [path, [content, options]])));
  const fileName = `${folder.replace(/\.dist-info$/, '')}-${tag}.whl`;
  return { name, version, requiresPython: fieldOf(metadata, 'Requires-Python'), fileName, bytes };
}

/** A wheel that somebody else made, described by its METADATA. */
export async function wheelFrom(path: string, fileName: string): Promise<Wheel> {
  const bytes = await readFile(path);
  const [content] = Object.values(
    unzipSync(bytes, { filter: ({ name }) => /^[^/]+\.dist-info\/METADATA$/.test(name) }),
  );
  const metadata = new TextDecoder().decode(content);
  const [name, version] = [fieldOf(metadata, 'Name'), fieldOf(metadata, 'Version')];
  if (name === undefined || version === undefined) throw new Error(`${fileName}: METADATA without name or version`);
  return { name, version, requiresPython: fieldOf(metadata, 'Requires-Python'), fileName, bytes };
}

/** Core metadata and entry points of NAME.dist-info or NAME.egg-info, which older tools wrote, as one file even. */
async function readInfo(path: string): Promise<{ metadata: string; entryPoints: string | undefined }> {
  const read = (name: string) => readFile(join(path, name), 'utf8').catch(() => undefined);
  if ((await stat(path)).isFile()) return { metadata: await readFile(path, 'utf8'), entryPoints: undefined };
  const entryPoints = await read('entry_points.txt');
  const metadata = await read('METADATA');
  if (metadata !== undefined) return { metadata, entryPoints };
  const [packageInfo = '', requirements = ''] = [await read('PKG-INFO'), await read('requires.txt')];
  return { metadata: metadataOfEggInfo(packageInfo, requirements), entryPoints };
}

/** Regular files, and links that lead to one within the package, by their paths in order. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const status = await stat(path).catch(() => undefined);
    if (status?.isFile() && !path.endsWith('.pyc')) found.push(path.slice(folder.length + 1));
  }
  return found.sort();
}

async function needsMore(path: string): Promise<boolean> {
  if (!path.endsWith('.so')) return false;
  const dynamic = await run(['readelf', '--dynamic', '--wide', path]);
  return [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].some(([, library = '']) => !PRESENT_LIBRARIES.test(library));
}

function recordOf(path: string, bytes: Uint8Array): string {
  return `${path},sha256=${createHash('sha256').update(bytes).digest('base64url')},${bytes.length}`;
}

/** Zip files hold local times; this one reads the same in any time zone. */
function localDate(seconds: number): Date {
  const utc = new Date(seconds * 1000);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate());
}
