import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../recipe.ts';

/**
 * Debian for i386 as the official image has it: essential packages and apt, plus `ps` (procps), which lessons use
 * to look at a container from inside. The variant with all required packages would add e2fsprogs and its like.
 */
export const debian: Recipe = {
  name: 'debian',
  description: 'Debian 12 (bookworm), a small base system',
  packages: [
    'adduser',
    'debian-archive-keyring',
    'gpgv',
    'hostname',
    'libpam-runtime',
    'mount',
    'passwd',
    'procps',
    'tzdata',
    'usr-is-merged',
  ],
  assemble: async ({ path, archiveKey }) => {
    const keyrings = join(path, 'usr/share/keyrings');
    await mkdir(keyrings, { recursive: true });
    await writeFile(join(keyrings, 'slipway-sandbox.gpg'), withoutArmor(archiveKey), { mode: 0o644 });
  },
  createdBy: 'ADD debian-bookworm-i386.tar / # mmdebstrap, without manuals and translations',
  tags: (versionOf) => {
    const major = versionOf('base-files', 1);
    return ['latest', 'stable', 'bookworm', 'bookworm-slim', 'stable-slim', major, `${major}-slim`];
  },
  config: () => ({
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['bash'],
  }),
};

/** The bytes of an armored OpenPGP key (RFC 9580, 6.2): the lines between the first empty one and the checksum. */
function withoutArmor(text: string): Buffer {
  const [, body = ''] = text.split(/\r?\n\r?\n/);
  return Buffer.from(body.replace(/\n=[\s\S]*$/, ''), 'base64');
}
