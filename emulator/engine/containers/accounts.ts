import { SlipwayError } from '../../errors.ts';

/** What /etc/passwd and /etc/group of an image say (passwd(5), group(5)). */
export interface Accounts {
  readonly users: readonly { readonly name: string; readonly uid: number; readonly gid: number }[];
  readonly groups: readonly { readonly name: string; readonly gid: number; readonly members: readonly string[] }[];
}

/** `user` of the OCI process. */
export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  /** False for a number that /etc/passwd has not: nobody knows a home folder of it. */
  readonly isListed: boolean;
}

const MAX_ID = 2 ** 31 - 1;

/** Lines that do not parse are skipped, as getpwent(3) does. */
export function parseAccounts(passwd: string, group: string): Accounts {
  const users = [];
  for (const line of passwd.split('\n')) {
    const [name = '', , uid = '', gid = ''] = line.trim().split(':');
    if (name === '' || name.startsWith('#') || !/^\d+$/.test(uid)) continue;
    users.push({ name, uid: Number(uid), gid: Number(gid) || 0 });
  }
  const groups = [];
  for (const line of group.split('\n')) {
    const [name = '', , gid = '', members = ''] = line.trim().split(':');
    if (name === '' || name.startsWith('#') || !/^\d+$/.test(gid)) continue;
    groups.push({ name, gid: Number(gid), members: members.split(',').filter((member) => member !== '') });
  }
  return { users, groups };
}

/**
 * `--user` (user, uid, user:group, uid:gid, or '' for root) and `--group-add` as the kernel's numbers. Names come from
 * the image's accounts; a number need not be there. Error 'internal' (500, as dockerd) when a name is not there.
 */
export function resolveUser(spec: string, groupAdd: readonly string[], accounts: Accounts): ProcessUser {
  const [userText = '', groupText = ''] = spec.split(':', 2);
  const wantedUid = userText === '' ? 0 : numeric(userText);
  const user =
    accounts.users.find((entry) => entry.name === userText) ?? accounts.users.find((entry) => entry.uid === wantedUid);
  if (!user && wantedUid === undefined) {
    throw new SlipwayError('internal', `unable to find user ${userText}: no matching entries in passwd file`);
  }
  const uid = user?.uid ?? wantedUid ?? 0;
  const gid = groupText === '' ? (user?.gid ?? 0) : resolveGroup(groupText, accounts);
  const supplementary =
    groupText === '' && user ? accounts.groups.filter((group) => group.members.includes(user.name)) : [];
  const added = groupAdd.map((group) => resolveGroup(group, accounts, 'Unable'));
  checkRange(uid);
  checkRange(gid);
  // The primary group is among them, so that a process cannot drop it to get around a rule (CVE-2022-36109).
  const additionalGids = [...new Set([gid, ...supplementary.map((group) => group.gid), ...added])];
  return { uid, gid, additionalGids, isListed: user !== undefined };
}

/** @param unable the first word of the error: dockerd's own group look-up writes it large, its library's does not */
function resolveGroup(text: string, accounts: Accounts, unable = 'unable'): number {
  const wanted = numeric(text);
  const group = accounts.groups.find((entry) => entry.name === text);
  if (group) return group.gid;
  if (wanted === undefined) {
    throw new SlipwayError('internal', `${unable} to find group ${text}: no matching entries in group file`);
  }
  checkRange(wanted);
  return wanted;
}

function numeric(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function checkRange(id: number): void {
  if (id > MAX_ID) throw new SlipwayError('invalid', `uids and gids must be in range 0-${MAX_ID}`);
}
