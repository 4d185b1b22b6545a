import { SlipwayError } from '../../errors.ts';

/** mount(8) options of a tmpfs that dockerd passes on (moby: pkg/mount flags). */
const FLAGS = new Set(
  (
    'defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime ' +
    'nodiratime bind rbind unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime ' +
    'strictatime nostrictatime'
  ).split(' '),
);
const VALUES = new Set(['size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol']);

/** Checks `--tmpfs path:options`. Error 'invalid' in dockerd's words, with the option as Go prints it. */
export function checkTmpfsOptions(mounts: Readonly<Record<string, string>> | undefined): void {
  for (const options of Object.values(mounts ?? {})) {
    for (const option of options.split(',')) {
      const [name = '', ...value] = option.split('=');
      if (option === '' || FLAGS.has(option) || (VALUES.has(name) && value.length > 0)) continue;
      const parts = value.length > 0 ? [name, value.join('=')] : [name];
      throw new SlipwayError(
        'invalid',
        `invalid tmpfs option [${parts.map((part) => JSON.stringify(part)).join(' ')}]`,
      );
    }
  }
}
