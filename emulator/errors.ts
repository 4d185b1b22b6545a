/**
 * The one error class below the UI. `kind` is a closed set; `engine/api/status.ts` maps it to an HTTP
 * status, the CLI to an exit code. `message` is Docker's own wording where Docker has one.
 */
export type ErrorKind =
  | 'invalid' // the caller's input is wrong: 400
  | 'unauthorized' // 401
  | 'forbidden' // 403
  | 'not-found' // 404
  | 'conflict' // the object's state forbids it: 409
  | 'not-implemented' // Docker can, Slipway cannot: 501
  | 'unavailable' // network or registry out of reach: 500 (as dockerd answers)
  | 'storage-full' // the disk or the browser's quota is full: 500
  | 'in-use' // another tab or process holds the store: 409
  | 'corrupt' // digest mismatch, malformed archive or image: 500
  | 'canceled' // the caller went away: 499
  | 'internal'; // a bug: 500

export class SlipwayError extends Error {
  override readonly name = 'SlipwayError';
  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** What `work` gives; its error with `what` before its message. */
export function explaining<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SlipwayError)) throw error;
    throw new SlipwayError(error.kind, `${what}: ${error.message}`, { cause: error });
  }
}
