import { chmod, copyFile, link, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../commands.ts';
import type { Recipe } from '../recipe.ts';

const FOLDERS: Readonly<Record<string, number>> = {
  bin: 0o755,
  dev: 0o755,
  etc: 0o755,
  home: 0o755,
  proc: 0o755,
  root: 0o700,
  sys: 0o755,
  tmp: 0o1777,
  usr: 0o755,
  'usr/bin': 0o755,
  'usr/sbin': 0o755,
  var: 0o755,
  'var/spool': 0o755,
  'var/spool/mail': 0o755,
  'var/www': 0o755,
};

/** Debian's static busybox, each of its commands a hard link in /bin, and the few files that name users and groups. */
export const busybox: Recipe = {
  name: 'busybox',
  description: 'BusyBox: the commands of a small Linux in one file',
  unpacks: ['busybox-static'],
  assemble: async (root) => {
    const unpacked = join(root.workFolder, 'busybox-static');
    await root.apt.unpack('busybox-static', unpacked);
    for (const [folder, mode] of Object.entries(FOLDERS)) {
      await mkdir(join(root.path, folder));
      await chmod(join(root.path, folder), mode);
    }
    const program = join(root.path, 'bin', 'busybox');
    await copyFile(join(unpacked, 'bin', 'busybox'), program);
    await chmod(program, 0o755);
    const applets = (await run([program, '--list'])).split('\n').filter((name) => name !== '' && name !== 'busybox');
    for (const applet of applets) await link(program, join(root.path, 'bin', applet));
    // Scripts that begin with #!/usr/bin/env.
    await symlink('../../bin/env', join(root.path, 'usr/bin/env'));
  },
  createdBy: 'ADD busybox-static-i386.tar / # busybox with a link in /bin for each command',
  tags: (versionOf) => ['latest', 'stable', 'glibc', ...[1, 2, 3].map((parts) => versionOf('busybox-static', parts))],
  config: () => ({ Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['sh'] }),
};
