import { SlipwayError } from '../errors.ts';
import type { ErrorKind } from '../errors.ts';

/** Linux's numbers on i386 and x86-64 (asm-generic/errno-base.h, errno.h): those the agent's operations end with. */
export const Errno = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOSPC: 28,
  EROFS: 30,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  EPROTO: 71,
  EADDRINUSE: 98,
  ENETUNREACH: 101,
  ECONNRESET: 104,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EDQUOT: 122,
  ECANCELED: 125,
} as const;

const kinds = new Map<number, ErrorKind>([
  [Errno.EPERM, 'forbidden'],
  [Errno.ENOENT, 'not-found'],
  [Errno.ESRCH, 'not-found'],
  [Errno.EINTR, 'canceled'],
  [Errno.EACCES, 'forbidden'],
  [Errno.EBUSY, 'conflict'],
  [Errno.EEXIST, 'conflict'],
  [Errno.ENOTDIR, 'invalid'],
  [Errno.EISDIR, 'invalid'],
  [Errno.EINVAL, 'invalid'],
  [Errno.ENOSPC, 'storage-full'],
  [Errno.EROFS, 'forbidden'],
  [Errno.ENAMETOOLONG, 'invalid'],
  [Errno.ENOSYS, 'not-implemented'],
  [Errno.ENOTEMPTY, 'conflict'],
  [Errno.EADDRINUSE, 'conflict'],
  [Errno.ENETUNREACH, 'unavailable'],
  [Errno.ECONNRESET, 'unavailable'],
  [Errno.ETIMEDOUT, 'unavailable'],
  [Errno.ECONNREFUSED, 'unavailable'],
  [Errno.EHOSTUNREACH, 'unavailable'],
  [Errno.EDQUOT, 'storage-full'],
  [Errno.ECANCELED, 'canceled'],
]);

/** An operation's failure as the guest told it, its own message kept. */
export function guestError(errno: number, message: string): SlipwayError {
  // As Go writes it, and so Docker: clients look for these words.
  const text =
    errno === Errno.ENOSPC ? message.replace(/No space left on device$/, 'no space left on device') : message;
  return new SlipwayError(kinds.get(errno) ?? 'internal', text || `errno ${errno}`);
}

const errnos = new Map<ErrorKind, number>([
  ['invalid', Errno.EINVAL],
  ['forbidden', Errno.EACCES],
  ['unauthorized', Errno.EPERM],
  ['not-found', Errno.ENOENT],
  ['conflict', Errno.EEXIST],
  ['not-implemented', Errno.ENOSYS],
  ['unavailable', Errno.ECONNREFUSED],
  ['storage-full', Errno.ENOSPC],
  ['in-use', Errno.EBUSY],
  ['canceled', Errno.ECANCELED],
]);

/** For a CLOSE of an operation that the guest opened. */
export function errnoOf(error: unknown): number {
  return (error instanceof SlipwayError && errnos.get(error.kind)) || Errno.EIO;
}
