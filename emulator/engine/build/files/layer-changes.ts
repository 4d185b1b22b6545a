import type { TarEntry } from '../../../disks/tar-reader.ts';
import { TAR_END_BYTES, tarHeader, tarPadding } from '../../../disks/tar-writer.ts';
import { SlipwayError } from '../../../errors.ts';
import { locate, type TreeFile } from './tree.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

interface Change {
  readonly file: TreeFile;
  readonly owner: Owner;
  readonly mode: number;
  readonly mtimeSeconds: number;
}

const ROOT: Owner = { uid: 0, gid: 0 };
const NEW_DIRECTORY_MODE = 0o755;

/** What an instruction changes in an image without running anything: a layer over `base`. Paths are absolute. */
export class LayerChanges {
  private readonly changes = new Map<string, Change>();

  /** @param newTime of directories that are made: the same input makes the same layer */
  constructor(
    private readonly base: TreeFile,
    private readonly newTime: number,
  ) {}

  get isEmpty(): boolean {
    return this.changes.size === 0;
  }

  /** Where a path leads in the image and what was changed so far. */
  find(path: string): { path: string; isDirectory: boolean; exists: boolean } {
    const found = locate(this.base, path);
    if (!found) throw new SlipwayError('invalid', `cannot copy to ${path}: not a directory`);
    const own = this.changes.get(found.path);
    const file = own?.file ?? found.file;
    return { path: found.path, exists: file !== undefined, isDirectory: file?.type === 'directory' };
  }

  /** The directory and what is missing above it. One that is there stays as it is. */
  makeDirectory(path: string, owner = ROOT): void {
    if (path === '/') return;
    this.parents(path, owner);
    if (this.changes.get(path)?.file.type === 'directory' || this.inBase(path)?.type === 'directory') return;
    this.changes.set(path, this.newDirectory(owner));
  }

  /** A file, or a directory without what is in it. `path` is without symbolic links. */
  put(path: string, file: TreeFile, options: { owner: Owner; mode?: number | undefined; newOwner?: Owner }): void {
    this.parents(path, options.newOwner ?? options.owner);
    const mode = file.type === 'symlink' ? 0o777 : (options.mode ?? file.mode);
    if (path === '/') return;
    this.changes.set(path, { file, owner: options.owner, mode, mtimeSeconds: file.mtimeSeconds });
  }

  /** The layer: paths in the order of their bytes. */
  tar(): ReadableStream<Uint8Array> {
    const parts = this.parts();
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        const { value, done } = parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
  }

  private *parts(): Generator<Uint8Array, void> {
    const firstNames = new Map<unknown, string>();
    const paths = [...this.changes.keys()].sort((a, b) => (a < b ? -1 : 1));
    for (const path of paths) {
      const { file, owner, mode, mtimeSeconds } = this.changes.get(path)!;
      const name = path.slice(1);
      const linked = file.type === 'file' ? firstNames.get(file.inode) : undefined;
      if (file.type === 'file' && linked === undefined) firstNames.set(file.inode, name);
      const type = linked === undefined ? file.type : 'hardlink';
      const content = type === 'file' || type === 'symlink' ? file.content() : new Uint8Array();
      const entry: TarEntry = {
        path: type === 'directory' ? `${name}/` : name,
        type,
        mode,
        ...owner,
        sizeBytes: type === 'file' ? content.length : 0,
        mtimeSeconds,
        mtimeNanoseconds: 0,
        linkPath: linked ?? (type === 'symlink' ? byteString(content) : ''),
        deviceMajor: file.deviceMajor,
        deviceMinor: file.deviceMinor,
        xattrs: file.xattrs,
      };
      yield tarHeader(entry);
      if (type !== 'file' || content.length === 0) continue;
      yield content;
      if (tarPadding(content.length) > 0) yield new Uint8Array(tarPadding(content.length));
    }
    yield new Uint8Array(TAR_END_BYTES);
  }

  /** Directories above a change are part of its layer, as they are: a layer without them would make them root's. */
  private parents(path: string, owner: Owner): void {
    const parts = path.split('/').slice(1, -1);
    for (let i = 1; i <= parts.length; i++) {
      const parent = `/${parts.slice(0, i).join('/')}`;
      if (this.changes.get(parent)?.file.type === 'directory') continue;
      const file = this.inBase(parent);
      if (file && file.type !== 'directory')
        throw new SlipwayError('invalid', `cannot copy to non-directory: ${parent}`);
      if (!file) this.changes.set(parent, this.newDirectory(owner));
      else {
        const { uid, gid, mode, mtimeSeconds } = file;
        this.changes.set(parent, { file, owner: { uid, gid }, mode, mtimeSeconds });
      }
    }
  }

  private inBase(path: string): TreeFile | undefined {
    const found = locate(this.base, path, false);
    return found?.path === path ? found.file : undefined;
  }

  private newDirectory(owner: Owner): Change {
    const file: TreeFile = {
      type: 'directory',
      mode: NEW_DIRECTORY_MODE,
      ...owner,
      sizeBytes: 0,
      mtimeSeconds: this.newTime,
      deviceMajor: 0,
      deviceMinor: 0,
      xattrs: new Map(),
      inode: {},
      content: () => new Uint8Array(),
      children: () => new Map(),
    };
    return { file, owner, mode: NEW_DIRECTORY_MODE, mtimeSeconds: this.newTime };
  }
}

function byteString(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
