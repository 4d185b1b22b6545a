import { openFolderStore } from '../disks/folder-store.ts';
import { openMemoryStore } from '../disks/memory-store.ts';
import type { Sandbox } from '../sandbox-types.ts';
import { startSandbox } from '../sandbox.ts';
import { BUILT_CATALOGUE, CATALOGUE_ORIGIN, catalogueFetch } from './catalogue-fetch.ts';
import { BUILT_GUEST, openGuestFolder } from './guest-folder.ts';

export type HeadlessSandbox = Sandbox;

export interface HeadlessOptions {
  /** Folder to keep the store in; in memory without it. */
  readonly data?: string | undefined;
  readonly guest?: string | undefined;
  readonly cold?: boolean;
  readonly verbose?: boolean;
}

/** Starts the sandbox in this process; docker.io is the built catalogue. A machine that fails ends the process. */
export async function openHeadlessSandbox(options: HeadlessOptions): Promise<HeadlessSandbox> {
  const startedMs = performance.now();
  const tell = (what: string) => {
    if (options.verbose) console.error(`[${(performance.now() - startedMs).toFixed(0)} ms] ${what}`);
  };
  const guest = await openGuestFolder(options.guest ?? BUILT_GUEST);
  const store = options.data === undefined ? openMemoryStore() : await openFolderStore(options.data);
  const sandbox = await startSandbox({
    manifest: guest.manifest,
    loadPart: guest.loadPart,
    store,
    fetch: catalogueFetch(process.env.SLIPWAY_CATALOGUE ?? BUILT_CATALOGUE),
    remoteFetch: fetch,
    registryBaseUrl: CATALOGUE_ORIGIN,
    cold: options.cold ?? false,
    onBoot: tell,
    onFailure(error) {
      console.error(`slipway: ${error.message}`);
      process.exit(1);
    },
  });
  tell('ready');
  return {
    ...sandbox,
    async shutdown() {
      await sandbox.shutdown();
      await store.close();
    },
  };
}
