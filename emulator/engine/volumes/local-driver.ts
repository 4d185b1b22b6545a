import { SlipwayError } from '../../errors.ts';
import type { Guest } from '../guest.ts';
import { runCommand } from '../system/guest-command.ts';

/** Options of `docker volume create -o`: what mount(8) takes with -t, -o and as the device. */
export type VolumeOptions = Readonly<Record<string, string>>;

/** MS_… of mount(2), which an error names as dockerd does. */
const MOUNT_FLAGS: ReadonlyMap<string, number> = new Map([
  ['ro', 0x1],
  ['nosuid', 0x2],
  ['nodev', 0x4],
  ['noexec', 0x8],
  ['sync', 0x10],
  ['dirsync', 0x80],
  ['noatime', 0x400],
  ['nodiratime', 0x800],
  ['bind', 0x1000],
  ['rbind', 0x5000],
  ['relatime', 0x200000],
  ['strictatime', 0x1000000],
]);

/** Checks what a volume of the local driver may have. Errors 'invalid' as dockerd words them. */
export function checkVolumeOptions(name: string, options: VolumeOptions): void {
  if (Object.keys(options).length === 0) return;
  for (const option of Object.keys(options)) {
    if (!['type', 'o', 'device'].includes(option)) throw invalid(`create ${name}: invalid option: "${option}"`);
  }
  for (const required of ['device', 'type']) {
    if (!options[required]) throw invalid(`create ${name}: missing required option: "${required}"`);
  }
}

/** Error 'not-found' for another driver than 'local'. */
export function checkVolumeDriver(name: string, driver: string): void {
  if (driver === '' || driver === 'local') return;
  const message = `error looking up volume plugin ${driver}: plugin "${driver}" not found`;
  throw new SlipwayError('not-found', `create ${name}: ${message}`);
}

/**
 * File systems of volumes with options. Each is mounted at its volume's folder while a container holds it, as with
 * dockerd, so the content of a tmpfs goes with its last container.
 */
export class VolumeMounts {
  private readonly holders = new Map<string, Set<string>>();
  /** The last change of each folder. */
  private readonly changes = new Map<string, Promise<void>>();

  constructor(private readonly guest: Guest) {}

  /** Error 'internal' in dockerd's words when it cannot be mounted. */
  hold(folder: string, options: VolumeOptions, holder: string): Promise<void> {
    return this.after(folder, async () => {
      const holders = this.holders.get(folder) ?? new Set();
      if (holders.size === 0) await this.mount(folder, options);
      this.holders.set(folder, holders.add(holder));
    });
  }

  /** Gives back what `hold` took, if anything. */
  release(folder: string, holder: string): Promise<void> {
    return this.after(folder, async () => {
      const holders = this.holders.get(folder);
      if (!holders?.delete(holder) || holders.size > 0) return;
      this.holders.delete(folder);
      // Lazily: the mount of a container that just ended may still be on its way out.
      await runCommand(this.guest, ['umount', '-l', folder]);
    });
  }

  /** Before the folder goes: waits for what is under way, and unmounts whoever holds it. */
  clear(folder: string): Promise<void> {
    return this.after(folder, async () => {
      if (!this.holders.delete(folder)) return;
      await runCommand(this.guest, ['umount', '-l', folder]);
    });
  }

  private async mount(folder: string, { type = '', o = '', device = '' }: VolumeOptions): Promise<void> {
    const options = o === '' ? [] : ['-o', o];
    const kind = type === 'none' ? [] : ['-t', type];
    const { code, stderr } = await runCommand(this.guest, ['mount', ...kind, ...options, device, folder]);
    if (code === 0) return;
    const words = o.split(',').filter((word) => word !== '');
    const flags = words.reduce((sum, word) => sum | (MOUNT_FLAGS.get(word) ?? 0), 0);
    const data = words.filter((word) => !MOUNT_FLAGS.has(word)).join(',');
    const what = [`flags: 0x${flags.toString(16)}`, ...(data === '' ? [] : [`data: ${data}`])].join(', ');
    const reason = (/failed: (.*)$/m.exec(stderr)?.[1] ?? stderr).toLowerCase();
    throw new SlipwayError(
      'internal',
      `error while mounting volume '${folder}': failed to mount local volume: mount ${device}:${folder}, ${what}: ${reason}`,
    );
  }

  /** One change of a folder at a time. */
  private after(folder: string, change: () => Promise<void>): Promise<void> {
    const done = (this.changes.get(folder) ?? Promise.resolve()).catch(() => {}).then(change);
    this.changes.set(folder, done);
    return done;
  }
}

function invalid(message: string): SlipwayError {
  return new SlipwayError('invalid', message);
}
