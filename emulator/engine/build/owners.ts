import { SlipwayError } from '../../errors.ts';
import { locate, type TreeFile } from './files/tree.ts';
import type { Owner } from './files/layer-changes.ts';

/**
 * `--chown=user:group`, names looked up in the image's own files. Without a group it is the one of that name, and with
 * BuildKit the user's own. Errors 'invalid' in dockerd's words.
 */
export function ownerOf(chown: string, root: TreeFile, isClassic: boolean): Owner {
  const parts = chown.split(':');
  if (parts.length > 2 || parts[0] === '') {
    throw new SlipwayError('invalid', `invalid chown string format: ${chown}`);
  }
  const [user = '', group = user] = parts;
  if (!isClassic && parts.length === 1 && !/^\d+$/.test(user)) {
    return {
      uid: idOf(root, '/etc/passwd', user, 'user'),
      gid: idOf(root, '/etc/passwd', user, 'user', 3),
    };
  }
  return { uid: idOf(root, '/etc/passwd', user, 'user'), gid: idOf(root, '/etc/group', group, 'group') };
}

function idOf(root: TreeFile, path: string, name: string, kind: 'user' | 'group', field = 2): number {
  if (/^\d+$/.test(name)) return Number(name);
  const file = locate(root, path)?.file;
  const text = file?.type === 'file' ? new TextDecoder().decode(file.content()) : '';
  const line = text.split('\n').find((each) => each.split(':')[0] === name);
  const id = Number(line?.split(':')[field] || NaN);
  if (Number.isInteger(id)) return id;
  const short = kind === 'user' ? 'uid' : 'gid';
  throw new SlipwayError(
    'invalid',
    `unable to convert uid/gid chown string to host mapping: can't find ${short} for ${kind} ${name}: no such ${kind}: ${name}`,
  );
}

/** `--chmod=644`. Error 'invalid' in BuildKit's words. */
export function modeOf(chmod: string): number | undefined {
  if (chmod === '') return undefined;
  if (/^[0-7]{1,5}$/.test(chmod) && parseInt(chmod, 8) <= 0o7777) return parseInt(chmod, 8);
  throw new SlipwayError(
    'invalid',
    `invalid chmod parameter: '${chmod}'. it should be octal string and between 0 and 07777`,
  );
}
