import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './clients.ts';
import { BUILT_CATALOGUE } from '../../emulator/headless/catalogue-fetch.ts';
import { BUILT_GUEST } from '../../emulator/headless/guest-folder.ts';

/** Why the suite cannot run on this machine, or undefined. */
export function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'dockerd needs Linux and root';
  for (const program of ['docker', 'dockerd', 'unshare', 'nsenter', 'setpriv', 'ip', 'script'])
    if (onPath(program) === undefined)
      return `there is no ${program} on PATH (Debian: docker.io, iproute2, util-linux)`;
  if (!existsSync(join(BUILT_GUEST, 'manifest.json'))) return 'the guest is not built; run: npm run setup';
  if (!existsSync(join(BUILT_CATALOGUE, 'index.json'))) return 'the catalogue is not built; run: npm run setup';
  return undefined;
}
