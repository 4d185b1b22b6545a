import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '../commands.ts';

/** The key that signs the archive (`sign`); `publicKey` goes into the debian image, armored. */
export interface ArchiveKey {
  readonly publicKey: string;
  /** Clear-signs a text, as InRelease is. */
  sign(path: string, into: string): Promise<void>;
}

/**
 * The key in `folder`, made when there is none: its secret half stays on this machine. A key in the repository would
 * let anybody sign packages for whoever takes an image of the catalogue home.
 */
export async function openArchiveKey(folder: string): Promise<ArchiveKey> {
  if (
    !(await access(folder).then(
      () => true,
      () => false,
    ))
  )
    await makeKey(folder);
  const gpg = (home: string, ...args: string[]) => run(['gpg', '--homedir', home, '--batch', '--yes', ...args]);
  return {
    publicKey: await gpg(folder, '--armor', '--export'),
    async sign(path, into) {
      await gpg(folder, '--digest-algo', 'SHA512', '--output', into, '--clearsign', path);
    },
  };
}

async function makeKey(folder: string): Promise<void> {
  const made = `${folder}.new`;
  await rm(made, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(made, { mode: 0o700 });
  const identity = 'Slipway: packages inside the sandbox';
  const argv = ['--passphrase', '', '--quick-generate-key', identity, 'ed25519', 'sign', 'never'];
  await run(['gpg', '--homedir', made, '--batch', '--quiet', ...argv]);
  // Its agent knows the folder by its old name.
  await run(['gpgconf', '--homedir', made, '--kill', 'all']);
  await rename(made, folder);
}
