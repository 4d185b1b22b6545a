import type { Cli } from '../../cli.ts';
import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { findSource } from '../model/load/find-files.ts';
import { loadProject } from '../model/load-project.ts';
import type { LoadOptions } from '../model/files.ts';
import { ComposeError } from '../model/problem.ts';
import type { Project } from '../model/types/project.ts';
import { warnLine } from './warning.ts';

type Given = Pick<Invocation, 'cli' | 'groupFlags'>;

/** What the flags before the command's name and the place say of the project to load. Throws CliError. */
export function loadOptions({ cli, groupFlags }: Given, more: Partial<LoadOptions> = {}): LoadOptions {
  const list = (name: string): string[] => groupFlags?.list(name) ?? [];
  const text = (name: string): string => groupFlags?.string(name) ?? '';
  if (text('workdir') !== '' && text('project-directory') !== '') {
    const flags = '"--workdir" and "--project-directory"';
    throw new CliError(`cannot specify DEPRECATED ${flags}. Please use only "--project-directory" instead`);
  }
  return {
    workingDirectory: cli.io.workingDirectory,
    environment: cli.io.environment,
    files: list('file'),
    projectName: text('project-name'),
    projectDirectory: text('project-directory') || text('workdir'),
    envFiles: list('env-file'),
    profiles: list('profile'),
    keepsAllResources: groupFlags?.bool('all-resources') ?? false,
    stdin: () => readStdin(cli),
    ...more,
  };
}

/** Loads the project of the command line. Warnings go to stderr; throws CliError in compose's words. */
export async function loadFor(given: Given, more: Partial<LoadOptions> = {}): Promise<Project> {
  return withWarnings(given.cli, (warn) => loadProject(given.cli.io.files, { ...loadOptions(given, more), warn }));
}

/** The variables of the place, and those of .env where a project is found. */
export async function environmentOf(given: Given): Promise<Readonly<Record<string, string>>> {
  try {
    return (await findSource(given.cli.io.files, loadOptions(given))).environment;
  } catch (error) {
    if (error instanceof ComposeError) return given.cli.io.environment;
    throw error;
  }
}

/** Runs what loads; its warnings come out before its result or error. */
export async function withWarnings<T>(cli: Cli, load: (warn: (message: string) => void) => Promise<T>): Promise<T> {
  const warnings: string[] = [];
  try {
    return await load((message) => void warnings.push(message));
  } catch (error) {
    throw error instanceof ComposeError ? new CliError(error.message) : error;
  } finally {
    for (const message of warnings) await cli.err(warnLine(cli, message));
  }
}

/** A step after loading: what it throws as compose's error is the command's. */
export function inWords<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof ComposeError ? new CliError(error.message) : error;
  }
}

async function readStdin(cli: Cli): Promise<string> {
  return new Response(cli.io.stdin as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}
