import type { BootState } from '@/emulator/browser/sandbox-client.ts';
import { advanceBootLog, EMPTY_BOOT_LOG, type BootLog } from './boot-log.ts';
import { getSandbox } from './sandbox.ts';

let log = EMPTY_BOOT_LOG;
const callbacks = new Set<() => void>();
let isFollowing = false;

function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  const advance = (state: BootState) => {
    log = advanceBootLog(log, state, performance.now());
    callbacks.forEach((callback) => callback());
  };
  const sandbox = getSandbox();
  log = advanceBootLog(log, sandbox.boot, performance.now());
  sandbox.onBoot(advance);
}

/** For useSyncExternalStore. */
export const bootLogStore = {
  subscribe(callback: () => void): () => void {
    follow();
    callbacks.add(callback);
    return () => callbacks.delete(callback);
  },
  get: (): BootLog => log,
  getOnServer: (): BootLog => EMPTY_BOOT_LOG,
};
