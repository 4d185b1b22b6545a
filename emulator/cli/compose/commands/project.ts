import type { Invocation } from '../../command.ts';
import { ApiError, CliError, SignalExit } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import { loadFor } from './load.ts';

/** The project of the command line: its name, and where a file was read what the file says. */
export interface ProjectChoice {
  readonly name: string;
  readonly project: Project | undefined;
}

/**
 * The project that a command on existing containers is about. With `-p` and no `-f` no file is read; COMPOSE_PROJECT_NAME
 * is the name when the file cannot be. `services` are those typed: they are enabled, and with what they need selected.
 */
export async function projectOrName(
  invocation: Pick<Invocation, 'cli' | 'groupFlags'>,
  services: readonly string[] = [],
): Promise<ProjectChoice> {
  const { cli, groupFlags } = invocation;
  const typed = groupFlags?.string('project-name') ?? '';
  if (typed !== '' && (groupFlags?.list('file') ?? []).length === 0) return { name: typed, project: undefined };
  try {
    const project = await loadFor(invocation, { services });
    return { name: project.name, project };
  } catch (error) {
    const name = cli.io.environment['COMPOSE_PROJECT_NAME'] ?? '';
    if (name === '' || error instanceof SignalExit || error instanceof ApiError || !(error instanceof CliError))
      throw error;
    return { name, project: undefined };
  }
}

/** The project's name, for commands that need nothing else: from `-p`, COMPOSE_PROJECT_NAME, or the file. */
export async function projectNameOf(invocation: Pick<Invocation, 'cli' | 'groupFlags'>): Promise<string> {
  const typed = invocation.groupFlags?.string('project-name') ?? '';
  return typed || invocation.cli.io.environment['COMPOSE_PROJECT_NAME'] || (await loadFor(invocation)).name;
}
