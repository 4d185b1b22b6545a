import type { ComposeFiles } from '../files.ts';
import { ComposeError, type SourceRange } from '../problem.ts';

/** What loading needs at every level: files that are included and extended have it, too. */
export interface LoadContext {
  readonly files: ComposeFiles;
  /** The home folder, for '~'. */
  readonly home: string;
  readonly interpolates: boolean;
  readonly resolvesPaths: boolean;
  /** Of '-'. */
  readonly stdin: (() => Promise<string>) | undefined;
  /** `at`: what it is about, where that is known. */
  warn(message: string, at?: SourceRange): void;
}

/** The text of a compose file or .env file. Throws ComposeError as open(2) fails. */
export async function readText(context: Pick<LoadContext, 'files' | 'stdin'>, path: string): Promise<string> {
  if (path === '-') return (await context.stdin?.()) ?? '';
  const found = await context.files.stat(path, true);
  if (found?.isDirectory) throw new ComposeError(`read ${path}: is a directory`);
  if (!found) throw new ComposeError(`open ${path}: no such file or directory`);
  return new TextDecoder().decode(await context.files.read(path));
}
