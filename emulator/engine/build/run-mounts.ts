import { byteStringOf, textOf } from '../../disks/byte-string.ts';
import { toGnuTar } from '../../disks/gnu-tar.ts';
import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { randomId } from '../random.ts';
import { bytesOf, startCommand, textOf as outputText } from '../system/guest-command.ts';
import { changeOwner, type CacheMounts } from './cache-mounts.ts';
import type { CopySource } from './copy.ts';
import type { RunInstruction, RunMount } from './dockerfile/ast.ts';
import { cleanPath } from './dockerfile/dockerignore.ts';
import { expandWord, type Variables } from './dockerfile/expand.ts';
import { sourceHash } from './files/file-hash.ts';
import { LayerChanges } from './files/layer-changes.ts';
import { emptyDirectory, locate, walk, type TreeFile } from './files/tree.ts';
import type { BuildOptions } from './options.ts';
import type { RunWords } from './run-words.ts';

export interface MountParts {
  readonly context: EngineContext;
  readonly options: BuildOptions;
  readonly cacheMounts: CacheMounts;
  readonly escape: string;
  source(from: string): Promise<CopySource>;
}

/** The mounts of one RUN while it runs. */
export interface RunMounts {
  /** HostConfig.Mounts. */
  readonly mounts: readonly Readonly<Record<string, unknown>>[];
  /** Secrets that are wanted as variables. */
  readonly env: readonly string[];
  /** Paths that something is mounted at. */
  readonly targets: readonly string[];
}

export interface PreparedMounts {
  /** What of them a result depends on. */
  readonly key: unknown;
  /** Puts everything in its place in the guest, calls `run`, and clears up. */
  use<T>(run: (mounts: RunMounts) => Promise<T>): Promise<T>;
}

/** In the guest: on its disk, and in memory for what must not get there. */
const DISK_FOLDER = '/var/lib/docker/build';
const MEMORY_FOLDER = '/run/slipway/build';

/** Reads `--mount` flags. Errors in BuildKit's words: a secret that is required and not given, a missing source. */
export async function prepareMounts(
  parts: MountParts,
  instruction: RunInstruction,
  { script }: RunWords,
  variables: Variables,
  workingDirectory: string,
): Promise<PreparedMounts> {
  const word = (text: string) => expandWord(text, variables, parts.escape);
  const ssh = instruction.mounts.find(({ type, required }) => type === 'ssh' && required);
  if (ssh) {
    const id = word(ssh.cacheId) || 'default';
    throw new SlipwayError('not-found', `no SSH key ${JSON.stringify(id)} forwarded from the client`);
  }
  // No client forwards an SSH agent: a mount that is not required stays away, as with BuildKit.
  const others = instruction.mounts.filter(({ type }) => type !== 'ssh');
  const wanted = others.map((mount): RunMount => {
    const typed = word(mount.target);
    const target = typed === '' || typed.startsWith('/') ? typed : cleanPath(`${workingDirectory || '/'}/${typed}`);
    return { ...mount, target, source: word(mount.source), cacheId: word(mount.cacheId) };
  });
  const bound = new Map<RunMount, Bound>();
  const keys: unknown[] = [];
  for (const mount of wanted) {
    const { type, target, cacheId, env } = mount;
    if (type === 'bind') {
      const found = await boundFile(parts, mount);
      bound.set(mount, found);
      keys.push([type, target, mount.readOnly, found.hash]);
    } else keys.push([type, target, cacheId, env]);
    if (type === 'cache' && (mount.from !== '' || mount.source !== '')) {
      throw new SlipwayError('not-implemented', '--mount=type=cache with from or source is not supported by Slipway');
    }
  }
  return {
    key: keys,
    async use(run) {
      const name = randomId(parts.context.random).slice(0, 12);
      const work = new MountWork(parts, `${DISK_FOLDER}/${name}`, `${MEMORY_FOLDER}/${name}`);
      try {
        if (script) await work.script(script);
        return await work.mountAll(wanted, bound, run);
      } finally {
        await work.clear();
      }
    },
  };
}

interface Bound {
  readonly file: TreeFile;
  readonly hash: string;
}

async function boundFile({ source }: MountParts, mount: RunMount): Promise<Bound> {
  const { root, entryOf } = await source(mount.from);
  const path = byteStringOf(cleanPath(`/${mount.source}`));
  const file = locate(root, path)?.file;
  if (!file) {
    throw new SlipwayError(
      'not-found',
      `failed to compute cache key: failed to calculate checksum of ref: "${textOf(path)}": not found`,
    );
  }
  return { file, hash: await sourceHash(path.slice(1), file, entryOf) };
}

class MountWork {
  private readonly mounts: Readonly<Record<string, unknown>>[] = [];
  private readonly env: string[] = [];
  private hasDisk = false;
  private hasMemory = false;
  private count = 0;

  constructor(
    private readonly parts: MountParts,
    private readonly diskFolder: string,
    private readonly memoryFolder: string,
  ) {}

  async script({ path, content }: { path: string; content: string }): Promise<void> {
    const file = await this.memoryFile(new TextEncoder().encode(content), 0o755);
    this.bind(file, path, true);
  }

  async mountAll<T>(
    wanted: readonly RunMount[],
    bound: ReadonlyMap<RunMount, Bound>,
    run: (mounts: RunMounts) => Promise<T>,
  ): Promise<T> {
    const [mount, ...rest] = wanted;
    if (!mount) {
      const targets = this.mounts.map(({ Target }) => String(Target));
      return run({ mounts: this.mounts, env: this.env, targets });
    }
    const { type, target } = mount;
    if (type === 'cache') {
      const id = mount.cacheId || target;
      const owner = { uid: mount.uid ?? 0, gid: mount.gid ?? 0 };
      return this.parts.cacheMounts.with(id, mount.sharing, mount.mode ?? 0o755, owner, (folder) => {
        this.bind(folder, target, mount.readOnly);
        return this.mountAll(rest, bound, run);
      });
    }
    if (type === 'tmpfs') {
      const size = mount.sizeBytes === undefined ? {} : { TmpfsOptions: { SizeBytes: mount.sizeBytes } };
      this.mounts.push({ Type: 'tmpfs', Target: target, ...size });
    } else if (type === 'secret') await this.secret(mount);
    else this.bind(await this.unpack(bound.get(mount)!.file), target, mount.readOnly);
    return this.mountAll(rest, bound, run);
  }

  async clear(): Promise<void> {
    const { files } = this.parts.context.guest;
    if (this.hasDisk) await files.remove(this.diskFolder, { recursive: true });
    if (this.hasMemory) await files.remove(this.memoryFolder, { recursive: true });
  }

  private async secret(mount: RunMount): Promise<void> {
    const id = mount.cacheId || mount.source.split('/').at(-1) || mount.target.split('/').at(-1) || '';
    const bytes = this.parts.options.secrets.get(id);
    if (bytes === undefined) {
      if (mount.required) throw new SlipwayError('not-found', `secret ${id}: not found`);
      return;
    }
    if (mount.env !== undefined) this.env.push(`${mount.env}=${new TextDecoder().decode(bytes)}`);
    if (mount.env !== undefined && mount.target === '') return;
    const file = await this.memoryFile(bytes, mount.mode ?? 0o400);
    if (mount.uid || mount.gid) await changeOwner(this.parts.context, file, mount.uid ?? 0, mount.gid ?? 0);
    this.bind(file, mount.target || `/run/secrets/${id}`, true);
  }

  private bind(source: string, target: string, isReadOnly: boolean): void {
    this.mounts.push({ Type: 'bind', Source: source, Target: target, ReadOnly: isReadOnly });
  }

  private async memoryFile(bytes: Uint8Array, mode: number): Promise<string> {
    const { files } = this.parts.context.guest;
    if (!this.hasMemory) await files.makeDirectory(this.memoryFolder, 0o700);
    this.hasMemory = true;
    const path = `${this.memoryFolder}/${this.count++}`;
    await files.write(path, bytes, mode);
    return path;
  }

  /** Writes a file or folder to the guest's disk; what the command changes there is lost. */
  private async unpack(file: TreeFile): Promise<string> {
    const { guest } = this.parts.context;
    const folder = `${this.diskFolder}/${this.count++}`;
    await guest.files.makeDirectory(folder, 0o755);
    this.hasDisk = true;
    const changes = new LayerChanges(emptyDirectory(), 0);
    const put = (path: string, each: TreeFile) => changes.put(path, each, { owner: { uid: each.uid, gid: each.gid } });
    if (file.type === 'directory') for (const [path, each] of walk(file)) put(`/${path}`, each);
    else put('/file', file);
    const tar = await startCommand(guest, ['tar', '-x', '-C', folder]);
    const output = changes.tar().pipeThrough(toGnuTar()).pipeTo(tar.stdin);
    const results = [tar.exit, outputText(tar.stderr), bytesOf(tar.stdout), output.catch(() => {})] as const;
    const [exit, errors] = await Promise.all(results);
    if (exit.code !== 0) throw new SlipwayError('internal', `mounting files of the build: ${errors}`);
    return file.type === 'directory' ? folder : `${folder}/file`;
  }
}
