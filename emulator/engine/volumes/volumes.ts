import { SlipwayError } from '../../errors.ts';
import { formatTime, type Clock } from '../clock.ts';
import { checkVolumeName } from '../containers/mounts.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Guest } from '../guest.ts';
import { checkVolumeDriver, checkVolumeOptions, VolumeMounts, type VolumeOptions } from './local-driver.ts';
import { randomId, type RandomBytes } from '../random.ts';
import type { EngineRecords } from '../engine-records.ts';

/** A volume of the local driver, as the API shows it. */
export interface Volume {
  readonly CreatedAt: string;
  readonly Driver: 'local';
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Mountpoint: string;
  readonly Name: string;
  readonly Options: VolumeOptions | null;
  readonly Scope: 'local';
}

const FOLDER = '/var/lib/docker/volumes';
const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

export interface VolumesParts {
  readonly guest: Guest;
  readonly records: EngineRecords;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly events: EventLog;
  /** IDs of containers that have the volume among their mounts. */
  usersOf(name: string): readonly string[];
}

/** The volumes: folders in the guest's data disk, remembered in records under 'volumes/'. */
export class Volumes {
  private readonly byName = new Map<string, Volume>();
  /** Folders that are being removed, by name: a new volume of that name waits. */
  private readonly leaving = new Map<string, Promise<void>>();

  private readonly mounts: VolumeMounts;

  constructor(private readonly parts: VolumesParts) {
    this.mounts = new VolumeMounts(parts.guest);
    for (const { value } of parts.records.list<Volume>('volumes/')) this.byName.set(value.Name, value);
  }

  /**
   * After a power cut: the guest's disk is up to five seconds behind the records. A volume whose folder was lost gets it
   * back, empty; folders that no record tells of are removed behind the scenes.
   */
  async restore(background: (what: string, work: Promise<unknown>) => void): Promise<void> {
    const { files } = this.parts.guest;
    const found = new Set((await files.list(FOLDER).catch(() => [])).map(({ name }) => name));
    const lost = this.list().filter(({ Name }) => !found.has(Name));
    await Promise.all(lost.map(({ Mountpoint }) => files.makeDirectory(Mountpoint, 0o755)));
    for (const name of found) {
      if (!this.byName.has(name)) background(`removing the rest of volume ${name}`, this.removeFolder(name));
    }
  }

  list(): readonly Volume[] {
    return [...this.byName.values()];
  }

  /** Error 'not-found': "get NAME: no such volume". */
  get(name: string): Volume {
    const volume = this.byName.get(name);
    if (!volume) throw new SlipwayError('not-found', `get ${name}: no such volume`);
    return volume;
  }

  /** Makes the volume unless it is there; without a name an anonymous one. Its folder exists when this resolves. */
  async create(
    name: string,
    labels: Readonly<Record<string, string>> | null,
    driver: { readonly name?: string; readonly options?: VolumeOptions | null } = {},
  ): Promise<{ volume: Volume; isNew: boolean }> {
    const existing = this.byName.get(name);
    if (existing) return { volume: existing, isNew: false };
    const anonymous = name === '';
    if (!anonymous) checkVolumeName(name);
    const finalName = anonymous ? randomId(this.parts.random) : name;
    checkVolumeDriver(finalName, driver.name ?? '');
    checkVolumeOptions(finalName, driver.options ?? {});
    const mountpoint = `${FOLDER}/${finalName}/_data`;
    const volume: Volume = {
      CreatedAt: formatTime(this.parts.clock.nowNs()).replace(/\.\d+/, ''),
      Driver: 'local',
      Labels: anonymous ? { ...labels, [ANONYMOUS_LABEL]: '' } : labels,
      Mountpoint: mountpoint,
      Name: finalName,
      Options: driver.options ?? null,
      Scope: 'local',
    };
    await this.leaving.get(finalName)?.catch(() => {});
    await this.parts.guest.files.makeDirectory(mountpoint, 0o755);
    this.byName.set(finalName, volume);
    this.parts.records.put(`volumes/${finalName}`, volume);
    this.parts.events.publish('volume', 'create', finalName, { driver: 'local' });
    return { volume, isNew: true };
  }

  /** Makes the volume's content be there for `holder`, a container that starts. */
  async hold(name: string, holder: string): Promise<void> {
    const volume = this.byName.get(name);
    if (hasOptions(volume)) await this.mounts.hold(volume.Mountpoint, volume.Options, holder);
  }

  /** `holder` has ended. */
  async release(name: string, holder: string): Promise<void> {
    const volume = this.byName.get(name);
    if (hasOptions(volume)) await this.mounts.release(volume.Mountpoint, holder);
  }

  /** Error 'conflict' while containers have it; `force` makes a missing one no error. */
  async remove(name: string, force = false): Promise<void> {
    if (force && !this.byName.has(name)) return;
    const volume = this.get(name);
    const users = this.parts.usersOf(name);
    if (users.length > 0) {
      throw new SlipwayError('conflict', `remove ${name}: volume is in use - [${users.join(', ')}]`);
    }
    this.byName.delete(name);
    this.parts.records.delete(`volumes/${name}`);
    if (hasOptions(volume)) await this.mounts.clear(volume.Mountpoint);
    await this.removeFolder(name);
    this.parts.events.publish('volume', 'destroy', name, { driver: 'local' });
  }

  private removeFolder(name: string): Promise<void> {
    const removed = this.parts.guest.files
      .remove(`${FOLDER}/${name}`, { recursive: true })
      .catch((error: unknown) => {
        if (!(error instanceof SlipwayError && error.kind === 'not-found')) throw error;
      })
      .finally(() => this.leaving.delete(name));
    this.leaving.set(name, removed);
    return removed;
  }

  inUse(name: string): boolean {
    return this.parts.usersOf(name).length > 0;
  }

  static isAnonymous(volume: Volume): boolean {
    return volume.Labels !== null && ANONYMOUS_LABEL in volume.Labels;
  }
}

type WithOptions = Volume & { readonly Options: VolumeOptions };

/** Whether its content is a file system that its options describe. */
export function hasOptions(volume: Volume | undefined): volume is WithOptions {
  return Object.keys(volume?.Options ?? {}).length > 0;
}
