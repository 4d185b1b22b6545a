import { SlipwayError, type ErrorKind } from '../../emulator/errors.ts';

/**
 * Why something could not be done: the kind of failure, which each language words (`words/LANGUAGE/reason.ts`), and what
 * whoever noticed said of it, which is English and often Docker's, the kernel's or the browser's own.
 */
export interface Reason {
  /** 'other': of what is not ours. */
  readonly kind: ErrorKind | 'other';
  readonly detail: string;
}

/** All of them, so that texts can be held to them. */
const KINDS: Readonly<Record<Reason['kind'], true>> = {
  invalid: true,
  unauthorized: true,
  forbidden: true,
  'not-found': true,
  conflict: true,
  'not-implemented': true,
  unavailable: true,
  'storage-full': true,
  'in-use': true,
  corrupt: true,
  canceled: true,
  internal: true,
  other: true,
};

/** What browsers call their errors (DOMException) and the bundler its own, where ours have a kind for it. */
const NAMED: Readonly<Record<string, ErrorKind | undefined>> = {
  AbortError: 'canceled',
  ChunkLoadError: 'unavailable',
  NetworkError: 'unavailable',
  NotAllowedError: 'forbidden',
  NotFoundError: 'not-found',
  QuotaExceededError: 'storage-full',
};

/** Of whatever was thrown. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof SlipwayError) return { kind: error.kind, detail: error.message };
  if (!(error instanceof Error)) return { kind: 'other', detail: String(error) };
  return { kind: NAMED[error.name] ?? 'other', detail: error.message };
}

/** Of what another page tells, which may be anything. */
export function reasonTold(kind: unknown, detail: string): Reason {
  const isKind = typeof kind === 'string' && Object.hasOwn(KINDS, kind);
  return { kind: isKind ? (kind as Reason['kind']) : 'other', detail };
}
