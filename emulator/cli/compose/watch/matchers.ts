import { ignoreRules, readIgnoreFile } from '../../../engine/build/dockerfile/dockerignore.ts';
import { ignoreTextOf } from '../../build/build-context.ts';
import type { Cli } from '../../cli.ts';
import { CliError, errorMessage } from '../../errors.ts';
import type { Build } from '../model/types/build.ts';

/** Says of an absolute path whether patterns take it in, or a folder it is in. */
export type PathMatcher = (path: string) => boolean;

/** What is of no service's concern: Git's own folder, and what editors and tools put beside a file while they save it. */
const PASSING = [
  '**/.git',
  ...['**/*___jb_old___', '**/*___jb_tmp___', '**/.idea/**'],
  ...['**/.#*', '**/#*#'],
  ...['**/4913', '**/*~', '**/.*.swp', '**/.*.swx', '**/.*.swo', '**/.*.swn'],
  '**/.*.kate-swp',
  '**/*-go-tmp-umask',
];

export const isPassing: PathMatcher = matcher('/', PASSING);

/** Patterns as a .dockerignore has them, relative to a folder. Throws CliError for one that is none. */
export function matcher(folder: string, patterns: readonly string[]): PathMatcher {
  // the folder's own name is no pattern
  const root = folder.replace(/[*?[\]\\]/g, '\\$&').replace(/\/$/, '');
  const absolute = patterns.flatMap((one) => {
    const [, exception = '', path = ''] = /^(!?)(.*)$/s.exec(one.trim()) ?? [];
    if (path === '' && exception === '') return [];
    return [path === '' ? '!' : `${exception}${path.startsWith('/') ? path : `${root}/${path}`}`];
  });
  try {
    const rules = ignoreRules(absolute);
    return (path) => rules.ignores(path.slice(1));
  } catch (error) {
    throw new CliError(errorMessage(error));
  }
}

/** What the .dockerignore of a build leaves out. Throws CliError. */
export async function ignoredByBuild(cli: Cli, build: Build | undefined): Promise<PathMatcher> {
  const { context = '', dockerfile = 'Dockerfile' } = build ?? {};
  // a context that is fetched from elsewhere has no files here
  if (!context.startsWith('/')) return () => false;
  const besides = `${dockerfile.startsWith('/') ? '' : `${context}/`}${dockerfile}.dockerignore`;
  return matcher(context, readIgnoreFile(await ignoreTextOf(cli, context, besides)));
}
