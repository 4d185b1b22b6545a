import type { ErrorKind } from '@/emulator/errors.ts';

const KINDS: Readonly<Record<number, ErrorKind | undefined>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  501: 'not-implemented',
};

/** What an HTTP status of the Engine API says of an error (`engine/api/status.ts`, the other way). */
export function kindOfStatus(status: number): ErrorKind {
  return KINDS[status] ?? 'internal';
}
