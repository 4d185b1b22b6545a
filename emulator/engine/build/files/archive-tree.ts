import { bytesOf } from '../../../disks/byte-string.ts';
import { TarReader, type TarEntry } from '../../../disks/tar-reader.ts';
import { joined } from '../../../disks/tar-writer.ts';
import { SlipwayError } from '../../../errors.ts';
import { emptyDirectory, type TreeFile } from './tree.ts';

/** A tar archive in memory as a tree: a build context, or an archive that ADD unpacks. */
export interface ArchiveTree {
  readonly root: TreeFile;
  /** As the archive has it: what a checksum of a file is made of. Undefined for directories it does not mention. */
  entryOf(file: TreeFile): TarEntry | undefined;
  /** Takes a file out. Missing is fine. */
  remove(path: string): void;
}

interface Node {
  file: TreeFile;
  children: Map<string, TreeFile>;
}

/** Errors: 'corrupt' for a malformed archive, and the stream's own. */
export async function readArchive(archive: ReadableStream<Uint8Array>): Promise<ArchiveTree> {
  const builder = new TreeBuilder();
  const tar = new TarReader(builder);
  const reader = archive.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) tar.push(read.value);
    tar.end();
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    throw error;
  }
  return builder;
}

class TreeBuilder implements ArchiveTree {
  private readonly rootNode = newDirectory();
  private readonly nodes = new Map<TreeFile, Node>();
  private readonly entries = new Map<TreeFile, TarEntry>();
  private chunks: Uint8Array[] = [];

  constructor() {
    this.nodes.set(this.rootNode.file, this.rootNode);
  }

  get root(): TreeFile {
    return this.rootNode.file;
  }

  entryOf(file: TreeFile): TarEntry | undefined {
    return this.entries.get(file);
  }

  remove(path: string): void {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    if (name !== undefined) this.directory(parts).children.delete(name);
  }

  entry(entry: TarEntry): void {
    this.chunks = [];
    const parts = entry.path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) throw new SlipwayError('corrupt', `archive/tar: path leaves the archive: ${entry.path}`);
    const name = parts.pop();
    if (name === undefined) {
      // The root itself: only its attributes are of interest, and those of a context's root go nowhere.
      this.entries.set(this.rootNode.file, entry);
      return;
    }
    const parent = this.directory(parts);
    const existing = parent.children.get(name);
    if (entry.type === 'directory') {
      const node = newDirectory(entry, existing?.type === 'directory' ? this.nodes.get(existing)?.children : undefined);
      this.put(parent, name, node.file, entry);
      this.nodes.set(node.file, node);
    } else if (entry.type === 'hardlink') {
      const target = this.find(entry.linkPath);
      if (!target) throw new SlipwayError('corrupt', `archive/tar: link to a missing file: ${entry.linkPath}`);
      this.put(parent, name, { ...target }, entry);
    } else this.put(parent, name, fileOf(entry, this.chunks), entry);
  }

  data(bytes: Uint8Array): void {
    this.chunks.push(bytes.slice());
  }

  private put(parent: Node, name: string, file: TreeFile, entry: TarEntry): void {
    parent.children.set(name, file);
    this.entries.set(file, entry);
  }

  private directory(parts: readonly string[]): Node {
    let node = this.rootNode;
    for (const part of parts) {
      const child = node.children.get(part);
      const known = child && this.nodes.get(child);
      const next = known ?? newDirectory();
      if (!known) {
        node.children.set(part, next.file);
        this.nodes.set(next.file, next);
      }
      node = next;
    }
    return node;
  }

  private find(path: string): TreeFile | undefined {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    return name === undefined ? undefined : this.directory(parts).children.get(name);
  }
}

function newDirectory(entry?: TarEntry, children = new Map<string, TreeFile>()): Node {
  const file: TreeFile = { ...emptyDirectory(children), ...(entry ? attributesOf(entry) : {}) };
  return { file, children };
}

function attributesOf({ mode, uid, gid, mtimeSeconds, xattrs }: TarEntry) {
  return { mode, uid, gid, mtimeSeconds, xattrs };
}

function fileOf(entry: TarEntry, chunks: readonly Uint8Array[]): TreeFile {
  let whole: Uint8Array | undefined;
  return {
    ...attributesOf(entry),
    type: entry.type === 'hardlink' ? 'file' : entry.type,
    sizeBytes: entry.sizeBytes,
    deviceMajor: entry.deviceMajor,
    deviceMinor: entry.deviceMinor,
    inode: {},
    content: () =>
      (whole ??=
        entry.type === 'symlink' ? bytesOf(entry.linkPath) : chunks.length === 1 ? chunks[0]! : joined(chunks)),
    children: () => new Map(),
  };
}
