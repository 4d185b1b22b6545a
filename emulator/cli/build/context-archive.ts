import { byteStringOf, textOf } from '../../disks/byte-string.ts';
import { TarReader, type TarEntry } from '../../disks/tar-reader.ts';
import { TAR_END_BYTES, tarHeader, tarPadding } from '../../disks/tar-writer.ts';
import type { IgnoreRules } from '../../engine/build/dockerfile/dockerignore.ts';

/** S_IFMT bits: Docker's archives have them in the mode, and its checksums are made of it. */
const TYPE_BITS: Readonly<Record<TarEntry['type'], number>> = {
  file: 0o100000,
  hardlink: 0o100000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  directory: 0o040000,
  fifo: 0o010000,
};

/** A file that is put into the archive, in the place of one by that name. */
export interface AddedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Of an archive that holds several contexts. */
export interface PartOptions {
  /** Below which all of it goes: 'context/'. */
  readonly folder?: string;
  /** More comes behind it. */
  readonly isOpen?: boolean;
}

/**
 * An archive of a folder as Docker's CLI sends a build context: names relative to it, everything root's, what is
 * ignored left out.
 */
export function contextArchive(
  packed: ReadableStream<Uint8Array> | undefined,
  rules: IgnoreRules,
  added: readonly AddedFile[],
  { folder = '', isOpen = false }: PartOptions = {},
): ReadableStream<Uint8Array> {
  const folderPath = byteStringOf(folder);
  let out: Uint8Array[] = folder === '' ? [] : [tarHeader(asRoot(folderEntry(folderPath)))];
  let paddingBytes = 0;
  let isSkipping = false;
  const pad = () => {
    if (paddingBytes > 0) out.push(new Uint8Array(paddingBytes));
    paddingBytes = 0;
  };
  const reader = new TarReader({
    entry(entry) {
      pad();
      const path = relative(entry.path);
      isSkipping = path === '' || rules.ignores(textOf(path)) || added.some((file) => byteStringOf(file.path) === path);
      if (isSkipping) return;
      const name = folderPath + (entry.type === 'directory' ? `${path}/` : path);
      const linkPath = entry.type === 'hardlink' ? folderPath + relative(entry.linkPath) : entry.linkPath;
      out.push(tarHeader(asRoot({ ...entry, path: name, linkPath })));
      paddingBytes = tarPadding(entry.sizeBytes);
    },
    data(bytes) {
      if (!isSkipping) out.push(bytes.slice());
    },
  });
  const flush = (controller: TransformStreamDefaultController<Uint8Array>) => {
    for (const chunk of out) controller.enqueue(chunk);
    out = [];
  };
  const source = packed ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  return source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        reader.push(chunk);
        flush(controller);
      },
      flush(controller) {
        reader.end();
        pad();
        for (const { path, bytes } of added) {
          out.push(tarHeader(asRoot(fileEntry(folderPath + byteStringOf(path), bytes.length))), bytes);
          if (tarPadding(bytes.length) > 0) out.push(new Uint8Array(tarPadding(bytes.length)));
        }
        if (!isOpen) out.push(new Uint8Array(TAR_END_BYTES));
        flush(controller);
      },
    }),
  );
}

function asRoot(entry: TarEntry): TarEntry {
  const header = { rawMode: entry.mode | TYPE_BITS[entry.type], userName: '', groupName: '' };
  return { ...entry, uid: 0, gid: 0, mtimeNanoseconds: 0, header };
}

function fileEntry(path: string, sizeBytes: number): TarEntry {
  return {
    path,
    type: 'file',
    mode: 0o600,
    uid: 0,
    gid: 0,
    sizeBytes,
    mtimeSeconds: 0,
    mtimeNanoseconds: 0,
    linkPath: '',
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
  };
}

function folderEntry(path: string): TarEntry {
  return { ...fileEntry(path, 0), type: 'directory', mode: 0o755 };
}

const relative = (path: string) =>
  path
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
