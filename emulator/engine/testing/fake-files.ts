import { SlipwayError } from '../../errors.ts';
import type { FileEntry, FileStatus, GuestFiles } from '../guest.ts';

const DIRECTORY = 0o040000;
const REGULAR = 0o100000;
const SYMLINK = 0o120000;

interface Node {
  readonly mode: number;
  readonly bytes: Uint8Array;
  readonly target: string;
}

/** The guest's files in memory, for tests of the engine. */
export class FakeFiles implements GuestFiles {
  private readonly nodes = new Map<string, Node>([
    ['/', { mode: DIRECTORY | 0o755, bytes: new Uint8Array(), target: '' }],
  ]);

  /** Makes a file with its folders. */
  put(path: string, text: string): void {
    this.addFolders(path);
    this.nodes.set(path, { mode: REGULAR | 0o644, bytes: new TextEncoder().encode(text), target: '' });
  }

  link(path: string, target: string): void {
    this.addFolders(path);
    this.nodes.set(path, { mode: SYMLINK | 0o777, bytes: new Uint8Array(), target });
  }

  has(path: string): boolean {
    return this.nodes.has(path);
  }

  text(path: string): string | undefined {
    const node = this.nodes.get(path);
    return node && new TextDecoder().decode(node.bytes);
  }

  async read(path: string): Promise<Uint8Array> {
    const node = this.nodes.get(path);
    if (!node) throw new SlipwayError('not-found', `${path}: No such file or directory`);
    return node.bytes;
  }

  async readSmall(paths: readonly string[]): Promise<readonly string[]> {
    return paths.map((path) => this.text(path) ?? '');
  }

  async write(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
    this.addFolders(path);
    this.nodes.set(path, { mode: REGULAR | mode, bytes, target: '' });
  }

  async stat(path: string): Promise<FileStatus | undefined> {
    const node = this.nodes.get(path);
    return node && statusOf(node);
  }

  async list(path: string): Promise<FileEntry[]> {
    const prefix = path === '/' ? '/' : `${path}/`;
    return [...this.nodes]
      .filter(([name]) => name.startsWith(prefix) && name !== prefix && !name.slice(prefix.length).includes('/'))
      .map(([name, node]) => ({ name: name.slice(prefix.length), ...statusOf(node) }));
  }

  async makeDirectory(path: string, mode = 0o755): Promise<void> {
    this.addFolders(`${path}/x`);
    this.nodes.set(path, { mode: DIRECTORY | mode, bytes: new Uint8Array(), target: '' });
  }

  async remove(path: string): Promise<void> {
    if (!this.nodes.has(path)) throw new SlipwayError('not-found', `${path}: No such file or directory`);
    for (const name of [...this.nodes.keys()])
      if (name === path || name.startsWith(`${path}/`)) this.nodes.delete(name);
  }

  async rename(from: string, to: string): Promise<void> {
    const node = this.nodes.get(from);
    if (!node) throw new SlipwayError('not-found', `${from}: No such file or directory`);
    this.nodes.delete(from);
    this.nodes.set(to, node);
  }

  async watch(): Promise<() => void> {
    return () => {};
  }

  private addFolders(path: string): void {
    const parts = path.split('/').slice(1, -1);
    for (let i = 1; i <= parts.length; i++) {
      const folder = `/${parts.slice(0, i).join('/')}`;
      if (!this.nodes.has(folder)) {
        this.nodes.set(folder, { mode: DIRECTORY | 0o755, bytes: new Uint8Array(), target: '' });
      }
    }
  }
}

function statusOf(node: Node): FileStatus {
  return { mode: node.mode, uid: 0, gid: 0, sizeBytes: node.bytes.length, modifiedMs: 0, target: node.target };
}
