import { SlipwayError } from '../../errors.ts';

/** Where in the Dockerfile something failed; the message is the whole of `ERROR: …`. */
export class SolveError extends SlipwayError {
  constructor(
    message: string,
    readonly lines: { readonly start: number; readonly end: number } | undefined,
    cause: unknown,
  ) {
    super(cause instanceof SlipwayError ? cause.kind : 'internal', message, { cause });
  }
}
