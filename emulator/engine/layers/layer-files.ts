import { textOf } from '../../disks/byte-string.ts';
import type { ErofsNode, ErofsReader } from '../../disks/erofs-reader.ts';
import { SlipwayError } from '../../errors.ts';

/** What of a layer is needed; names are byte strings (disks/byte-string.ts). */
export type LayerReader = Pick<ErofsReader, 'root' | 'node' | 'entries' | 'content'>;

/** One name in a folder of a layer, or of all layers of an image as they lie over each other. */
export interface LayerEntry {
  readonly name: string;
  /** Of a deleted one, that of what was deleted. */
  readonly type: ErofsNode['type'];
  /**
   * Beside the layers below: 'same' for a directory that is there only for what is in it. Without a layer that is looked
   * at, all are 'same'.
   */
  readonly kind: 'added' | 'changed' | 'deleted' | 'same';
  /** Of a file. */
  readonly sizeBytes: number;
  /** Permission bits. */
  readonly mode: number;
  /** Of a symbolic link, else ''. */
  readonly target: string;
  /** Which layer's it is, the base being 0; of a deleted one, the layer that has it. */
  readonly layer: number;
  /** Of a changed or deleted one, the layer below whose it was; undefined otherwise. */
  readonly from: number | undefined;
}

/** A directory of one layer that can be seen from above. */
interface SeenFolder {
  readonly layer: number;
  readonly reader: LayerReader;
  readonly entries: ReadonlyMap<string, number>;
}

/**
 * What `layer` has in a folder, beside what is below it.
 *
 * @param layers of an image, the base first
 * @param path absolute, a byte string, without symbolic links
 */
export function filesOfLayer(layers: readonly LayerReader[], layer: number, path: string): LayerEntry[] {
  const reader = layers[layer];
  if (!reader) throw new SlipwayError('not-found', `no such layer: ${layer}`);
  const found = directoryIn(reader, path);
  if (found.kind !== 'directory')
    throw new SlipwayError('not-found', `no such directory in layer ${layer}: ${textOf(path)}`);
  const below = found.isOpaque ? [] : seenFolders(layers, layer - 1, path);
  const entries: LayerEntry[] = [];
  for (const [name, at] of reader.entries(found.node)) {
    const node = reader.node(at);
    const before = topmost(below, name);
    if (!isWhiteout(node)) {
      const kind = before ? (isChanged(node, before.node) ? 'changed' : 'same') : 'added';
      entries.push(entryOf(reader, name, node, kind, layer, kind === 'changed' ? before?.layer : undefined));
    } else if (before) {
      entries.push(entryOf(before.reader, name, before.node, 'deleted', before.layer, before.layer));
    }
  }
  return sorted(entries);
}

/** What a folder of the image has, each with the layer that it comes from. Empty when no layer has the folder. */
export function filesOfImage(layers: readonly LayerReader[], path: string): LayerEntry[] {
  const folders = seenFolders(layers, layers.length - 1, path);
  const names = new Set(folders.flatMap(({ entries }) => [...entries.keys()]));
  return sorted(
    [...names].flatMap((name) => {
      const found = topmost(folders, name);
      return found ? [entryOf(found.reader, name, found.node, 'same', found.layer, undefined)] : [];
    }),
  );
}

/** The directories at `path` that overlayfs would merge, the topmost first. */
function seenFolders(layers: readonly LayerReader[], topIndex: number, path: string): SeenFolder[] {
  const folders: SeenFolder[] = [];
  for (let layer = topIndex; layer >= 0; layer--) {
    const reader = layers[layer]!;
    const found = directoryIn(reader, path);
    if (found.kind === 'missing') continue;
    if (found.kind !== 'directory') break;
    folders.push({ layer, reader, entries: reader.entries(found.node) });
    if (found.isOpaque) break;
  }
  return folders;
}

function topmost(folders: readonly SeenFolder[], name: string) {
  for (const { layer, reader, entries } of folders) {
    const at = entries.get(name);
    if (at === undefined) continue;
    const node = reader.node(at);
    return isWhiteout(node) ? undefined : { layer, reader, node };
  }
  return undefined;
}

/** 'hidden': the layer has something else there, which hides all below; 'missing': it says nothing of it. */
type InLayer =
  | { readonly kind: 'directory'; readonly node: ErofsNode; readonly isOpaque: boolean }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'missing' };

function directoryIn(reader: LayerReader, path: string): InLayer {
  let node = reader.root();
  let isOpaque = false;
  for (const part of path.split('/')) {
    if (part === '') continue;
    const at = reader.entries(node).get(part);
    // Below an opaque directory nothing shows, also where it has nothing itself.
    if (at === undefined) return { kind: isOpaque ? 'hidden' : 'missing' };
    node = reader.node(at);
    if (node.type !== 'directory') return { kind: 'hidden' };
    isOpaque ||= node.xattrs.get('trusted.overlay.opaque')?.[0] === 'y'.charCodeAt(0);
  }
  return { kind: 'directory', node, isOpaque };
}

function isWhiteout({ type, deviceMajor, deviceMinor }: ErofsNode): boolean {
  return type === 'character' && deviceMajor === 0 && deviceMinor === 0;
}

/** A layer's archive has the directories above its files, mostly as they were. */
function isChanged(now: ErofsNode, before: ErofsNode): boolean {
  if (now.type !== 'directory' || before.type !== 'directory') return true;
  return now.mode !== before.mode || now.uid !== before.uid || now.gid !== before.gid;
}

function entryOf(
  reader: LayerReader,
  name: string,
  node: ErofsNode,
  kind: LayerEntry['kind'],
  layer: number,
  from: number | undefined,
): LayerEntry {
  const { type, mode } = node;
  return {
    name: textOf(name),
    type,
    kind,
    sizeBytes: type === 'file' ? node.sizeBytes : 0,
    mode,
    target: type === 'symlink' ? new TextDecoder().decode(reader.content(node)) : '',
    layer,
    from,
  };
}

/** Directories first, then by name. */
function sorted(entries: LayerEntry[]): LayerEntry[] {
  const rank = ({ type }: LayerEntry) => (type === 'directory' ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
