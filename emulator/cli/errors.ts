/**
 * A command failed in a way it can put into words: `message` goes to stderr as it is (nothing when empty), and the
 * command exits with `exitCode`. 125 stands for the daemon or the flags, 126 and 127 for a command in the container
 * that could not be run or found, 64 for a bad template (docker-run(1), "Exit Status").
 */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The daemon answered with an error; `message` is what Docker's CLI prints for it. */
export class ApiError extends CliError {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }
}

/** A signal ended the command: it exits with 128 + signal and says nothing. */
export class SignalExit extends CliError {
  override readonly name = 'SignalExit';
  constructor(readonly signal: number) {
    super('', 128 + signal);
  }
}

/** The text of anything thrown, as it is put before the user. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Several failures of one command, one a line, as Docker joins them; nothing when there were none. */
export function throwJoined(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  const [first] = errors;
  if (errors.length === 1 && first instanceof CliError) throw first;
  throw new CliError(errors.map(errorMessage).join('\n'));
}
