import { formatTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import { sha256 } from '../images/content-store.ts';
import { Mutex } from '../mutex.ts';
import { diskUsage } from '../system/disk-usage.ts';
import type { CacheView } from './layer-cache.ts';

/** In the guest. */
const FOLDER = '/var/lib/docker/build-cache';
const PREFIX = 'build-mount/';

/** Key 'build-mount/<hex of the id>'. */
interface MountRecord {
  readonly id: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly uses: number;
}

/** The folders of `RUN --mount=type=cache`: they outlive builds and restarts, until `docker builder prune`. */
export class CacheMounts {
  private readonly locks = new Map<string, Mutex>();
  private readonly users = new Map<string, number>();

  constructor(private readonly context: EngineContext) {}

  /** Calls `use` with the folder of that cache. `locked`: one at a time; `private`: a new one while it is in use. */
  async with<T>(
    id: string,
    sharing: 'shared' | 'private' | 'locked',
    mode: number,
    owner: { uid: number; gid: number },
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    if (sharing === 'private') {
      let name = id;
      for (let i = 1; (this.users.get(name) ?? 0) > 0; i++) name = `${id}#${i}`;
      return this.run(name, mode, owner, use);
    }
    if (sharing === 'shared') return this.run(id, mode, owner, use);
    const lock = this.locks.get(id) ?? new Mutex();
    this.locks.set(id, lock);
    return lock.run(() => this.run(id, mode, owner, use));
  }

  async list(): Promise<(CacheView & { readonly folder: string; readonly key: string })[]> {
    return Promise.all(
      this.context.records.list<MountRecord>(PREFIX).map(async ({ key, value }) => {
        const hex = key.slice(PREFIX.length);
        const folder = `${FOLDER}/${hex}`;
        return {
          ID: hex.slice(0, 25),
          Parent: '',
          Type: 'exec.cachemount',
          Description: `cached mount ${value.id} from exec`,
          InUse: (this.users.get(value.id) ?? 0) > 0,
          Shared: false,
          Size: await diskUsage(this.context.guest, folder),
          CreatedAt: value.created,
          LastUsedAt: value.lastUsed,
          UsageCount: value.uses,
          folder,
          key,
        };
      }),
    );
  }

  async remove({ folder, key }: { readonly folder: string; readonly key: string }): Promise<void> {
    this.context.records.delete(key);
    await this.context.guest.files.remove(folder, { recursive: true });
  }

  private async run<T>(
    id: string,
    mode: number,
    { uid, gid }: { uid: number; gid: number },
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    this.users.set(id, (this.users.get(id) ?? 0) + 1);
    try {
      const { records, guest, clock } = this.context;
      const hex = (await sha256(new TextEncoder().encode(id))).slice('sha256:'.length);
      const folder = `${FOLDER}/${hex}`;
      const key = PREFIX + hex;
      const now = formatTime(clock.nowNs());
      const known = records.get<MountRecord>(key);
      if (!(await guest.files.stat(folder))) {
        await guest.files.makeDirectory(folder, mode);
        if (uid !== 0 || gid !== 0) await changeOwner(this.context, folder, uid, gid);
      }
      const record: MountRecord = { id, created: known?.created ?? now, lastUsed: now, uses: (known?.uses ?? 0) + 1 };
      records.put(key, record);
      return await use(folder);
    } finally {
      this.users.set(id, (this.users.get(id) ?? 1) - 1);
    }
  }
}

export async function changeOwner({ guest }: EngineContext, path: string, uid: number, gid: number): Promise<void> {
  const process = await guest.spawn({
    argv: ['chown', '-R', `${uid}:${gid}`, path],
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    cwd: '/',
    terminal: undefined,
  });
  await process.stdin.close().catch(() => {});
  await process.exit;
}
