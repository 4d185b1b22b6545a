import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const GUEST_SOURCES = join(REPOSITORY, 'emulator/guest');

/** Where results are kept: outside the checkout, so that a fresh clone finds them. SLIPWAY_CACHE names another place. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.SLIPWAY_CACHE;
  return named === undefined || named === '' ? join(homedir(), '.cache', 'slipway') : resolve(named);
}

export const tsxArguments = (script: string): string[] => [
  process.execPath,
  '--import',
  'tsx',
  join(REPOSITORY, script),
];
