import { RegistryError } from './errors.ts';

/**
 * The one range of a Range header (RFC 9110, 14.1.2), inclusive. Undefined when there is none, or one that may be
 * ignored: another unit, several ranges, a malformed one.
 */
export function byteRange(header: string | null, sizeBytes: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first > last) {
    throw new RegistryError('RANGE_INVALID', 'requested range not satisfiable', null, {
      'Content-Range': `bytes */${sizeBytes}`,
    });
  }
  return { first, last };
}
