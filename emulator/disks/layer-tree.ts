import { textOf } from './byte-string.ts';
import { MAX_NAME_BYTES, type FileTypeName } from './erofs-format.ts';
import { corrupt } from './tar-header.ts';

export interface Attributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
}

/** Anything but a directory; its inode is in the image already. Hard links are several names for one. */
export interface LeafNode {
  readonly kind: 'leaf';
  readonly type: FileTypeName;
  /** Of the inode in the image. */
  readonly at: number;
  /** What Docker counts for the layer's size: the file's bytes, a symbolic link's target. */
  readonly countedBytes: number;
  /** Of a symbolic link; a byte string. */
  readonly target: string;
  readonly isWhiteout: boolean;
  /** Names it has now. */
  links: number;
}

export interface DirectoryNode {
  readonly kind: 'directory';
  readonly children: Map<string, TreeNode>;
  attributes: Attributes;
  /** Hides the directory of this name in the layers below. */
  opaque: boolean;
}

export type TreeNode = LeafNode | DirectoryNode;

/** Of directories the archive does not mention: root's, 0755, as Docker makes them. */
const MISSING_PARENT: Attributes = {
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtimeSeconds: 0,
  mtimeNanoseconds: 0,
  xattrs: new Map(),
};
/** As the kernel's ELOOP. */
const MAX_SYMLINKS = 40;

/**
 * The names of a layer as its archive builds them up, with what unpacking it in order into an empty folder would
 * leave: later entries replace earlier ones, directories merge, symbolic links in the middle of a path are followed,
 * and nothing gets out of the root.
 */
export class LayerTree {
  readonly root: DirectoryNode = newDirectory(MISSING_PARENT);

  /** The directory an entry's path lies in (made if missing) and the entry's name in it; name '' is the root itself. */
  locate(path: string): { parent: DirectoryNode; name: string } {
    const parts = cleanPath(path);
    const name = parts.pop() ?? '';
    return { parent: this.walk(parts, 0), name };
  }

  /** Error 'corrupt' when there is nothing, or a directory, by that path. */
  leafAt(path: string): LeafNode {
    const { parent, name } = this.locate(path);
    const node = parent.children.get(name);
    if (node?.kind !== 'leaf' || node.isWhiteout) throw corrupt(`link to a missing file: ${textOf(path)}`);
    return node;
  }

  setDirectory(parent: DirectoryNode, name: string, attributes: Attributes): void {
    if (name === '') {
      this.root.attributes = attributes;
      return;
    }
    const existing = parent.children.get(name);
    if (existing?.kind === 'directory') existing.attributes = attributes;
    else this.replace(parent, name, newDirectory(attributes));
  }

  setLeaf(parent: DirectoryNode, name: string, leaf: LeafNode): void {
    if (name === '') throw corrupt('the root is no directory');
    const existing = parent.children.get(name);
    if (existing === leaf) return;
    leaf.links++;
    this.replace(parent, name, leaf);
  }

  /**
   * A whiteout acts on lower layers only (OCI image specification, layer.md), whether it stands before or after an
   * entry of the same name: a file of this layer stays, a directory of this layer becomes opaque.
   */
  setWhiteout(parent: DirectoryNode, name: string, makeLeaf: () => LeafNode): void {
    const existing = parent.children.get(name);
    if (existing?.kind === 'directory') existing.opaque = true;
    else if (!existing) this.setLeaf(parent, name, makeLeaf());
  }

  private replace(parent: DirectoryNode, name: string, node: TreeNode): void {
    if (name.length > MAX_NAME_BYTES) throw corrupt(`file name too long: ${textOf(name)}`);
    const old = parent.children.get(name);
    if (old) {
      if (node.kind === 'directory' && old.kind === 'leaf' && old.isWhiteout) node.opaque = true;
      forget(old);
    }
    parent.children.set(name, node);
  }

  private walk(parts: readonly string[], symlinks: number): DirectoryNode {
    const trail: DirectoryNode[] = [this.root];
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      const here = trail.at(-1)!;
      if (part === '..') {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const next = here.children.get(part);
      if (next?.kind === 'directory') {
        trail.push(next);
      } else if (next?.type === 'symlink') {
        if (symlinks >= MAX_SYMLINKS) throw corrupt('too many levels of symbolic links');
        const target = next.target.split('/').filter((each) => each !== '' && each !== '.');
        const before = next.target.startsWith('/') ? [] : parts.slice(0, i);
        return this.walk([...before, ...target, ...parts.slice(i + 1)], symlinks + 1);
      } else if (next && !next.isWhiteout) {
        throw corrupt(`not a directory: ${textOf(parts.slice(0, i + 1).join('/'))}`);
      } else {
        const made = newDirectory(MISSING_PARENT);
        this.replace(here, part, made);
        trail.push(made);
      }
    }
    return trail.at(-1)!;
  }
}

function newDirectory(attributes: Attributes): DirectoryNode {
  return { kind: 'directory', children: new Map(), attributes, opaque: false };
}

/** Takes the names of a replaced node from the inodes they were for. */
function forget(node: TreeNode): void {
  const left = [node];
  for (let next = left.pop(); next; next = left.pop()) {
    if (next.kind === 'leaf') next.links--;
    else left.push(...next.children.values());
  }
}

/** './a//b/../c/' and '/a/c' are [a, c]; '..' at the root stays there. */
function cleanPath(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
