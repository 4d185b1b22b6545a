import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { formatTime } from '../clock.ts';
import type { GuestProcess } from '../guest.ts';
import { outputOf, startCommand } from '../system/guest-command.ts';
import type { Container } from './container.ts';

/** Exit codes of the guest's `container-files` (guest/agent/container-files.h). */
const MISSING = 2;
const NOT_A_DIRECTORY = 3;
const CIRCLE = 4;

/** What takes its output by way of the layers disk. */
const PLACING: readonly FilesCommand[] = ['layer', 'pack', 'export'];

export type FilesCommand = 'stat' | 'pack' | 'unpack' | 'export' | 'changes' | 'layer';

/**
 * Starts `container-files` for a container, whether it runs or not. One that does not run is kept from being
 * started until the command is over: two mounts of one root file system would spoil it.
 */
export async function startFiles(
  context: EngineContext,
  container: Container,
  command: FilesCommand,
  path: string,
): Promise<GuestProcess> {
  const image = context.images.ofContainer(container.record.image);
  const layers = await context.images.mount(image);
  const withMounts = !['export', 'changes', 'layer'].includes(command);
  const mounts = container.record.mounts.filter(({ Type, Source }) => withMounts && Type !== 'tmpfs' && Source !== '');
  const argv = ['container-files', command, container.id, layers.join(':'), path];
  argv.push(...mounts.flatMap((mount) => [mount.Source, mount.Destination]));
  const how = { placesOutput: PLACING.includes(command) };
  if (container.isRunning) return startCommand(context.guest, argv, how);
  if (!container.record.hasFiles) container.update({ hasFiles: true });
  return new Promise((resolve, reject) => {
    const hold = async () => {
      const process = await startCommand(context.guest, argv, how);
      resolve(process);
      await process.exit.catch(() => {});
    };
    container.lifecycle.run(hold).catch(reject);
  });
}

/** types.ContainerPathStat: what X-Docker-Container-Path-Stat carries. */
export interface PathStat {
  readonly name: string;
  readonly size: number;
  /** Go's os.FileMode. */
  readonly mode: number;
  /** RFC 3339. */
  readonly mtime: string;
  readonly linkTarget: string;
}

/** lstat(2) of a path in a container. @param reference how the caller named the container, for messages */
export async function statPath(
  context: EngineContext,
  container: Container,
  path: string,
  reference: string,
): Promise<PathStat> {
  const absolute = absolutePath(path);
  const statusOf = async (of: string) => outputOf(await startFiles(context, container, 'stat', of));
  const result = await statusOf(absolute);
  if (result.code === MISSING) {
    const above = foldersOf(absolute);
    for (let folder = above.pop(); folder !== undefined; folder = above.pop()) {
      const { code, stdout } = await statusOf(folder);
      if (code === MISSING) continue;
      const mode = Number.parseInt(new TextDecoder().decode(stdout), 10);
      if ([DIRECTORY, SYMLINK].includes(mode & TYPE_MASK)) break;
      throw new SlipwayError('internal', `lstat ${absolute}: not a directory`);
    }
  }
  checkFiles(result, path, reference);
  const [figures = '', target = ''] = new TextDecoder().decode(result.stdout).split('\n');
  const [mode = 0, sizeBytes = 0, seconds = 0, nanoseconds = 0] = figures.split(' ').map(Number);
  return {
    name: baseName(absolute),
    size: sizeBytes,
    mode: goFileMode(mode),
    mtime: formatTime(BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)),
    linkTarget: (mode & TYPE_MASK) === SYMLINK ? target : '',
  };
}

/** Throws what the exit of `container-files` means, in dockerd's words. */
export function checkFiles(result: { code: number; stderr: string }, path: string, reference: string): void {
  if (result.code === 0) return;
  if (result.code === MISSING) {
    throw new SlipwayError('not-found', `Could not find the file ${path} in container ${reference}`);
  }
  if (result.code === CIRCLE) throw new SlipwayError('internal', `evalSymlinksInScope: too many links in ${path}`);
  if (result.code === NOT_A_DIRECTORY) throw new SlipwayError('invalid', 'extraction point is not a directory');
  throw new SlipwayError('internal', result.stderr || `reading the files of the container failed (${result.code})`);
}

/** Cleaned, but '/' or '/.' at the end stays: it says "what is in there" (moby: PreserveTrailingDotOrSeparator). */
export function absolutePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  if (path === '.' || path.endsWith('/.')) return clean === '/' ? '/.' : `${clean}/.`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

/** '/a/b/c' → '/a', '/a/b'; '/a/' → '/a': what must be a folder for the path to be one. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

/** Go's filepath.Base. */
function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

const TYPE_MASK = 0o170000;
const DIRECTORY = 0o040000;
const SYMLINK = 0o120000;
/** st_mode's type → os.FileMode's bits. */
const GO_TYPES: ReadonlyMap<number, number> = new Map([
  [DIRECTORY, 2 ** 31],
  [SYMLINK, 2 ** 27],
  [0o060000, 2 ** 26],
  [0o020000, 2 ** 26 + 2 ** 21],
  [0o010000, 2 ** 25],
  [0o140000, 2 ** 24],
]);

export function goFileMode(mode: number): number {
  const set = (bit: number, value: number) => ((mode & bit) === 0 ? 0 : value);
  return (
    (mode & 0o777) +
    (GO_TYPES.get(mode & TYPE_MASK) ?? 0) +
    set(0o4000, 2 ** 23) +
    set(0o2000, 2 ** 22) +
    set(0o1000, 2 ** 20)
  );
}

/** One difference of a container to its image. Kind: 0 changed, 1 added, 2 deleted. */
export interface FileDifference {
  readonly Path: string;
  readonly Kind: 0 | 1 | 2;
}

const KINDS: Readonly<Record<string, FileDifference['Kind']>> = { C: 0, A: 1, D: 2 };

/** `docker diff`, directories before what is in them. */
export async function changesOf(context: EngineContext, container: Container): Promise<FileDifference[]> {
  const result = await outputOf(await startFiles(context, container, 'changes', '/'));
  checkFiles(result, '/', container.id);
  const lines = new TextDecoder().decode(result.stdout).split('\0');
  return lines.flatMap((line) => (line === '' ? [] : [{ Path: line.slice(2), Kind: KINDS[line[0]!] ?? 0 }]));
}
