import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../commands.ts';

/** registry.npmjs.org as the sandbox has it; over plain HTTP, which npm in the node image uses there (node/files). */
export const NPM_HOST = 'registry.npmjs.org';
const LOCK = fileURLToPath(new URL('npm/package-lock.json', import.meta.url));
/** Packages that one call of npm gets. */
const AT_ONCE = 40;

interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/**
 * Writes the packages of the lock into `folder`, as the registry has them: NAME/packument.json with the versions that are
 * here, and NAME/-/NAME-VERSION.tgz, checked against the lock's integrity. `scratch` is emptied before and after. Returns
 * what is there.
 */
export async function writeNpmRegistry(folder: string, scratch: string): Promise<readonly RegistryPackage[]> {
  const lock = JSON.parse(await readFile(LOCK, 'utf8')) as Lock;
  const packages = lockedPackages(lock);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  for (let i = 0; i < packages.length; i += AT_ONCE) {
    const specs = packages.slice(i, i + AT_ONCE).map(({ name, version }) => `${name}@${version}`);
    await run(['npm', 'pack', '--silent', '--ignore-scripts', ...specs], { cwd: scratch });
  }
  const packed = await readdir(scratch);
  const documents = new Map<string, Record<string, object>>();
  for (const locked of packages) {
    const { name, version } = locked;
    const archive = `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
    if (!packed.includes(archive)) throw new Error(`npm did not get ${name}@${version}`);
    const bytes = await readFile(join(scratch, archive));
    const dist = checked(locked, bytes);
    const file = `${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), bytes);
    const manifest = await packageJson(join(scratch, archive));
    const versions = documents.get(name) ?? {};
    // As in the real registry's documents: npm puts its configured registry in place of the host, and the address as it
    // is into package-lock.json.
    versions[version] = { ...manifest, dist: { tarball: `https://${NPM_HOST}/${file}`, ...dist } };
    documents.set(name, versions);
  }
  for (const [name, versions] of documents) {
    const latest = Object.keys(versions).sort(byVersion).at(-1);
    const document = { name, 'dist-tags': { latest }, versions };
    await writeFile(join(folder, name, 'packument.json'), JSON.stringify(document));
  }
  await rm(scratch, { recursive: true });
  const chosen = lock.packages['']?.dependencies ?? {};
  return packages.map(({ name, version }) => {
    const isChosen = name in chosen && lock.packages[`node_modules/${name}`]?.version === version;
    return { name, version, isChosen };
  });
}

export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  /** By npm/package.json; the others are needed by those. */
  readonly isChosen: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  /** Of the project itself, whose path is ''. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What the lock installs on Linux, each version once. */
export function lockedPackages({ packages }: Lock): readonly LockedPackage[] {
  const found = new Map<string, LockedPackage>();
  for (const [path, { version, integrity, os }] of Object.entries(packages)) {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined || version === undefined || integrity === undefined) continue;
    if (os !== undefined && !os.includes('linux')) continue;
    found.set(`${name}@${version}`, { name, version, integrity });
  }
  return [...found.values()];
}

function checked({ name, version, integrity }: LockedPackage, bytes: Buffer): { integrity: string; shasum: string } {
  const [algorithm = ''] = integrity.split('-');
  const is = `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;
  if (is !== integrity) throw new Error(`${name}@${version}: its integrity is ${is}, not ${integrity}`);
  return { integrity, shasum: createHash('sha1').update(bytes).digest('hex') };
}

async function packageJson(archive: string): Promise<object> {
  const argv = ['tar', '--extract', '--gzip', '--to-stdout', '--wildcards', '--no-wildcards-match-slash'];
  const text = await run([...argv, '--file', archive, '*/package.json']);
  const { devDependencies: _, scripts, ...rest } = JSON.parse(text) as Record<string, object>;
  return { ...rest, ...(scripts && 'install' in scripts ? { hasInstallScript: true } : {}) };
}

/** Versions of one package, by their numbers; pre-releases before what they lead to. */
export function byVersion(a: string, b: string): number {
  const [numbersA = [], preA] = parse(a);
  const [numbersB = [], preB] = parse(b);
  for (let i = 0; i < 3; i++) {
    const difference = (numbersA[i] ?? 0) - (numbersB[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(preA === undefined) - Number(preB === undefined);
}

function parse(version: string): [number[], string | undefined] {
  const [numbers = '', pre] = version.split('+')[0]?.split(/-(.*)/) ?? [];
  return [numbers.split('.').map(Number), pre];
}
