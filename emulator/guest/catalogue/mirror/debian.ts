import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Apt } from '../recipe.ts';
import type { ArchiveKey } from './key.ts';
import { DEBIAN_PACKAGES } from './packages.ts';

/** deb.debian.org as the sandbox has it: `debian/` with one suite, one component, one architecture. */
export const DEBIAN_HOST = 'deb.debian.org';

export interface ArchivedPackage {
  readonly name: string;
  readonly version: string;
  /** Names of the packages that it needs, of alternatives the first. */
  readonly depends: readonly string[];
  /** Of the .deb on this machine. */
  readonly path: string;
}

/** Suites that the debian image's sources name besides, without packages here: folder of the host, name. */
const EMPTY_SUITES = [
  ['debian', 'bookworm-updates'],
  ['debian-security', 'bookworm-security'],
] as const;

/**
 * Writes a part of Debian's archive (its own .deb files, byte for byte) into `folder`: `DEBIAN_PACKAGES` and what
 * they need beyond what `statusFile` (dpkg's, of the image they go on) has. Repository format: wiki DebianRepository/Format.
 * Returns what is in it, in the order of the names.
 */
export async function writeDebianArchive(
  folder: string,
  statusFile: string,
  apt: Apt,
  key: ArchiveKey,
): Promise<readonly ArchivedPackage[]> {
  const names = await apt.closure(DEBIAN_PACKAGES, statusFile);
  const stanzas = await apt.describe(names);
  const downloads = join(folder, '.downloads');
  await mkdir(downloads, { recursive: true });
  await apt.download(names, downloads);
  const files = await readdir(downloads);
  const archived: ArchivedPackage[] = [];
  for (const stanza of stanzas) {
    const path = join(folder, 'debian', fieldOf(stanza, 'Filename'));
    const name = fieldOf(stanza, 'Package');
    const file = files.find((one) => one.startsWith(`${name}_`));
    if (file === undefined) throw new Error(`${name} was not downloaded`);
    await mkdir(dirname(path), { recursive: true });
    await rename(join(downloads, file), path);
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (digest !== fieldOf(stanza, 'SHA256')) throw new Error(`${file}: its SHA256 is ${digest}`);
    archived.push({ name, version: fieldOf(stanza, 'Version'), depends: dependsOf(stanza), path });
  }
  await rm(downloads, { recursive: true });
  await writeSuite(join(folder, 'debian'), 'bookworm', `${stanzas.join('\n\n')}\n`, apt.releaseSeconds, key);
  for (const [root, suite] of EMPTY_SUITES) await writeSuite(join(folder, root), suite, '', apt.releaseSeconds, key);
  return archived;
}

function dependsOf(stanza: string): string[] {
  const fields = [...stanza.matchAll(/^(?:Pre-)?Depends: (.+)$/gm)].map(([, value = '']) => value);
  return fields.flatMap((value) => value.split(',').map((one) => /^\s*([^\s:(|]+)/.exec(one)?.[1] ?? ''));
}

function fieldOf(stanza: string, field: string): string {
  const value = new RegExp(`^${field}: (.+)$`, 'm').exec(stanza)?.[1];
  if (value === undefined) throw new Error(`a package without ${field}:\n${stanza}`);
  return value;
}

async function writeSuite(
  root: string,
  suite: string,
  packages: string,
  releaseSeconds: number,
  key: ArchiveKey,
): Promise<void> {
  const folder = join(root, 'dists', suite);
  await mkdir(join(folder, 'main/binary-i386'), { recursive: true });
  const plain = Buffer.from(packages);
  const packed = gzipSync(plain, { level: 9 });
  await writeFile(join(folder, 'main/binary-i386/Packages.gz'), packed);
  const line = (bytes: Buffer, path: string) =>
    ` ${createHash('sha256').update(bytes).digest('hex')} ${bytes.length} ${path}`;
  const release = [
    'Origin: Slipway',
    'Label: Slipway',
    `Suite: ${suite}`,
    `Codename: ${suite}`,
    `Date: ${new Date(releaseSeconds * 1000).toUTCString().replace('GMT', 'UTC')}`,
    'Architectures: i386',
    'Components: main',
    'Description: the part of Debian 12 that the sandbox has',
    'SHA256:',
    line(plain, 'main/binary-i386/Packages'),
    line(packed, 'main/binary-i386/Packages.gz'),
    '',
  ];
  await writeFile(join(folder, 'Release'), release.join('\n'));
  await key.sign(join(folder, 'Release'), join(folder, 'InRelease'));
}
