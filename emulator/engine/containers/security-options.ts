import { SlipwayError } from '../../errors.ts';
import { FALSE, TRUE } from '../go-boolean.ts';

/**
 * Checks `HostConfig.SecurityOpt` as dockerd does (moby: parseSecurityOpt). AppArmor and SELinux are not in the guest's
 * kernel: as with dockerd on such a machine, what is said of them is taken and changes nothing.
 */
export function checkSecurityOptions(options: readonly string[] | null): void {
  for (const option of options ?? []) {
    if (option === 'no-new-privileges' || option === 'disable') continue;
    const { name, value } = split(option);
    if (name === undefined) throw invalid(1, option);
    if (['label', 'apparmor', 'seccomp'].includes(name)) continue;
    if (name !== 'no-new-privileges' || ![...TRUE, ...FALSE].includes(value)) throw invalid(2, option);
  }
}

/** The last one counts. */
export function hasNoNewPrivileges(options: readonly string[] | null): boolean {
  const [last] = (options ?? []).filter((option) => /^no-new-privileges\b/.test(option)).slice(-1);
  return last !== undefined && (last === 'no-new-privileges' || TRUE.includes(split(last).value));
}

/** 'name=value', or 'name:value' where there is no '='. */
function split(option: string): { name: string | undefined; value: string } {
  const at = option.includes('=') ? option.indexOf('=') : option.indexOf(':');
  return at < 0 ? { name: undefined, value: '' } : { name: option.slice(0, at), value: option.slice(at + 1) };
}

function invalid(which: 1 | 2, option: string): SlipwayError {
  return new SlipwayError('internal', `invalid --security-opt ${which}: ${JSON.stringify(option)}`);
}
