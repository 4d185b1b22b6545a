import type { Problem } from '../../engine/build/dockerfile/ast.ts';
import { ignoreRules, readIgnoreFile } from '../../engine/build/dockerfile/dockerignore.ts';
import { laterProblems, parseDockerfile } from '../../engine/build/dockerfile/parse.ts';
import type { Cli } from '../cli.ts';
import { encodedPath } from '../commands/several.ts';
import { ApiError, CliError } from '../errors.ts';
import type { BuildContext } from './build-context.ts';
import { sourceExcerpt } from './source-excerpt.ts';

/** `docker build --check`: what is wrong with the Dockerfile, without building. Exit code 1 when there is something. */
export async function checkDockerfile(
  cli: Cli,
  { source, shownDockerfile, ignoreText }: BuildContext,
): Promise<number> {
  if (source === undefined) throw new CliError('--check needs a Dockerfile that is not in an archive or behind a URL');
  const dockerfile = parseDockerfile(source, ignoreRules(readIgnoreFile(ignoreText ?? '')));
  const envs = await Promise.all(dockerfile.stages.map(({ from }) => environmentOf(cli, from.image)));
  const problems = [...dockerfile.problems, ...laterProblems(dockerfile, (stage) => envs[stage])].sort(
    (a, b) => a.lines.start - b.lines.start,
  );
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) {
    await cli.err(sourceExcerpt(shownDockerfile, source, error.lines));
    throw new CliError(`ERROR: dockerfile parse error on line ${error.lines.start}: ${error.message}`);
  }
  if (problems.length === 0) {
    await cli.out('Check complete, no warnings found.\n');
    return 0;
  }
  const count = problems.length === 1 ? '1 warning has' : `${problems.length} warnings have`;
  await cli.out(`Check complete, ${count} been found!\n`);
  for (const problem of problems) await cli.out(`\n${warningText(problem, shownDockerfile, source)}`);
  return 1;
}

/** Of an image that is here. One that is not is not pulled for it. */
async function environmentOf(cli: Cli, image: string): Promise<readonly string[] | undefined> {
  if (image.includes('$')) return undefined;
  try {
    const { Config } = await cli.api.get<{ Config?: { Env?: readonly string[] | null } }>(
      `/images/${encodedPath(image)}/json`,
    );
    return Config?.Env ?? [];
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function warningText({ code, url, description, message, lines }: Problem, filename: string, source: string): string {
  return `WARNING: ${code} - ${url}\n${description}\n${message}\n\n${sourceExcerpt(filename, source, lines)}`;
}
