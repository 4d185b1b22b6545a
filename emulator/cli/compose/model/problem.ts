/** A place in a file: lines and columns count from 1, columns in UTF-16 units; `end` is the first place after it. */
export interface SourceRange {
  /** Absolute path, or '-'. */
  readonly file: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Something wrong, for the editor: `message` says what, without the file's name. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Absent when it belongs to no place (a missing file, a variable of the command line). */
  readonly range?: SourceRange;
}

/**
 * A project that cannot be loaded. `message` is what docker compose v2 prints; `problems` are all that were found at
 * that stage, the one of `message` first.
 */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly problems: readonly Problem[];

  constructor(message: string, where?: SourceRange | readonly Problem[]) {
    super(message);
    this.problems = where !== undefined && 'length' in where ? where : [{ severity: 'error', message, range: where }];
  }
}
