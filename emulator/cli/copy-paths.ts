import { toGnuTar } from '../disks/gnu-tar.ts';
import { byteStringOf } from '../disks/byte-string.ts';
import { CliError } from './errors.ts';

/** What is known of one end of a copy (moby: pkg/archive, CopyInfo). */
export interface CopyEnd {
  /** Absolute; '/' or '/.' at the end stays. */
  readonly path: string;
  readonly exists: boolean;
  readonly isDirectory: boolean;
}

/** 'container:path' → its parts; a local path has no container. A colon after '/' or '.' is part of a local path. */
export function splitCopyArgument(argument: string): { container: string; path: string } {
  const colon = argument.indexOf(':');
  const local = argument.startsWith('/') || colon < 0 || argument.startsWith('.');
  return local
    ? { container: '', path: argument }
    : { container: argument.slice(0, colon), path: argument.slice(colon + 1) };
}

/** Absolute and clean, but "what is in there" ('/' or '/.') stays said. */
export function preservePath(typed: string, resolved: string): string {
  if (typed === '.' || typed.endsWith('/.')) return resolved === '/' ? '/.' : `${resolved}/.`;
  return typed.endsWith('/') && resolved !== '/' ? `${resolved}/` : resolved;
}

/** '/a/b' → ['/a', 'b']; '/a/.' → ['/a', '.']; '/a/' → ['/', 'a']. */
export function splitPath(path: string): [directory: string, name: string] {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const slash = trimmed.lastIndexOf('/');
  return [trimmed.slice(0, slash) || '/', trimmed.slice(slash + 1)];
}

/**
 * Into which directory the source's archive goes, and under which names: as cp(1) would decide. Errors in the words of
 * Docker's CLI.
 */
export function planCopy(
  source: CopyEnd,
  destination: CopyEnd,
): { directory: string; rename?: readonly [from: string, to: string] } {
  const [, from] = splitPath(source.path);
  const [directory, to] = splitPath(destination.path);
  if (destination.exists && destination.isDirectory) return { directory: destination.path };
  if (destination.exists && source.isDirectory) throw new CliError('cannot copy directory');
  if (!destination.exists && !source.isDirectory && /\/\.?$/.test(destination.path)) {
    throw new CliError('no such directory');
  }
  return { directory, rename: [from, to] };
}

/** The archive with the first part of its names replaced. */
export function renameMembers(
  archive: ReadableStream<Uint8Array>,
  rename: readonly [from: string, to: string] | undefined,
): ReadableStream<Uint8Array> {
  if (!rename) return archive;
  const [from, to] = rename.map(byteStringOf) as [string, string];
  const replace = (name: string): string => (name.startsWith(from) ? to + name.slice(from.length) : name);
  return archive.pipeThrough(
    toGnuTar((entry) => ({
      ...entry,
      path: replace(entry.path),
      linkPath: entry.type === 'hardlink' ? replace(entry.linkPath) : entry.linkPath,
    })),
  );
}
