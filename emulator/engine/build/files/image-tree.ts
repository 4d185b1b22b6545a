import type { ErofsNode, ErofsReader } from '../../../disks/erofs-reader.ts';
import { emptyDirectory, type TreeFile } from './tree.ts';

interface LayerNode {
  readonly reader: ErofsReader;
  readonly node: ErofsNode;
}

const isWhiteout = ({ type, deviceMajor, deviceMinor }: ErofsNode) =>
  type === 'character' && deviceMajor === 0 && deviceMinor === 0;
const isOpaque = ({ xattrs }: ErofsNode) => xattrs.get('trusted.overlay.opaque')?.[0] === 0x79;

/** The files of an image: its layers as overlayfs lays them over each other, the topmost first. Read when asked for. */
export function imageTree(layers: readonly ErofsReader[]): TreeFile {
  if (layers.length === 0) return emptyDirectory();
  return merged(layers.map((reader) => ({ reader, node: reader.root() })));
}

/** @param nodes what the layers have by one name, the topmost first; those below it matter when it is a directory */
function merged(nodes: readonly LayerNode[]): TreeFile {
  const [top] = nodes as [LayerNode, ...LayerNode[]];
  const { node, reader } = top;
  let children: ReadonlyMap<string, TreeFile> | undefined;
  return {
    type: node.type,
    mode: node.mode,
    uid: node.uid,
    gid: node.gid,
    sizeBytes: node.type === 'file' ? node.sizeBytes : 0,
    mtimeSeconds: node.mtimeSeconds,
    deviceMajor: node.deviceMajor,
    deviceMinor: node.deviceMinor,
    xattrs: new Map([...node.xattrs].filter(([name]) => !name.startsWith('trusted.overlay.'))),
    inode: inodeOf(reader, node.at),
    content: () => (node.type === 'file' || node.type === 'symlink' ? reader.content(node) : new Uint8Array()),
    children: () => (children ??= node.type === 'directory' ? childrenOf(nodes) : new Map()),
  };
}

const inodes = new WeakMap<ErofsReader, Map<number, object>>();

function inodeOf(reader: ErofsReader, at: number): object {
  const known = inodes.get(reader) ?? new Map<number, object>();
  inodes.set(reader, known);
  const inode = known.get(at) ?? {};
  known.set(at, inode);
  return inode;
}

function childrenOf(directories: readonly LayerNode[]): ReadonlyMap<string, TreeFile> {
  const byName = new Map<string, LayerNode[]>();
  const closed = new Set<string>();
  for (const { reader, node } of directories) {
    const here = reader.entries(node);
    for (const [name, at] of here) {
      if (closed.has(name)) continue;
      const child = { reader, node: reader.node(at) };
      const found = byName.get(name) ?? [];
      if (found.length === 0) byName.set(name, found);
      // Below a file or an opaque directory nothing shows; under a directory only directories merge.
      if (found.length > 0 && child.node.type !== 'directory') closed.add(name);
      else {
        if (!isWhiteout(child.node)) found.push(child);
        if (child.node.type !== 'directory' || isOpaque(child.node)) closed.add(name);
      }
    }
    if (isOpaque(node)) break;
  }
  const children = new Map<string, TreeFile>();
  for (const [name, nodes] of byName) if (nodes.length > 0) children.set(name, merged(nodes));
  return children;
}
