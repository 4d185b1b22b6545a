import { SlipwayError, type ErrorKind } from '../../errors.ts';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'not-implemented': 501,
  unavailable: 500,
  'storage-full': 500,
  'in-use': 409,
  corrupt: 500,
  canceled: 499,
  internal: 500,
};

/** The HTTP status and message for whatever was thrown; all that is not a SlipwayError is a bug: 500. */
export function statusOf(error: unknown): { status: number; message: string } {
  if (error instanceof SlipwayError) return { status: STATUS[error.kind], message: error.message };
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}
