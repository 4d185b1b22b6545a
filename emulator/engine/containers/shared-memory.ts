import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { runCommand } from '../system/guest-command.ts';
import type { Container } from './container.ts';

/** Where a shareable container's /dev/shm is mounted in the guest, for others to bind. */
export const sharedMemoryFolder = (id: string) => `/run/slipway/shm/${id}`;

const MOUNT = 'mkdir -p "$1" && mount -t tmpfs -o "nosuid,nodev,noexec,mode=1777,size=$2" shm "$1"';
const UNMOUNT = 'umount -l "$1"; rmdir "$1"';

/** Before the start of a container with `--ipc shareable`. */
export async function mountSharedMemory({ guest }: EngineContext, container: Container): Promise<void> {
  const { IpcMode: mode, ShmSize: sizeBytes } = container.record.hostConfig;
  if (mode !== 'shareable') return;
  const folder = sharedMemoryFolder(container.id);
  const { code, stderr } = await runCommand(guest, ['sh', '-c', MOUNT, 'sh', folder, String(sizeBytes)]);
  if (code !== 0) throw new SlipwayError('internal', `mounting /dev/shm failed: ${stderr}`);
}

/** After its end; those who joined keep it. */
export function unmountSharedMemory(context: EngineContext, container: Container): void {
  if (container.record.hostConfig.IpcMode !== 'shareable') return;
  const command = ['sh', '-c', UNMOUNT, 'sh', sharedMemoryFolder(container.id)];
  context.background(`unmounting /dev/shm of container ${container.id}`, runCommand(context.guest, command));
}
