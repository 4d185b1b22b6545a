import { errorMessage, SignalExit } from '../../errors.ts';
import { goQuote } from '../../format/text.ts';
import { changed } from '../commands/create-options.ts';
import { WATCH_LOGGER, type LogConsumer } from '../logs/log-consumer.ts';
import { withSelectedServices } from '../model/project/select.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { buildImages } from '../project/build.ts';
import { unseen, type ComposeContext } from '../project/context.ts';
import { createProject, type CreateOptions } from '../project/create-project.ts';
import { label } from '../project/labels.ts';
import { restartedWith } from '../project/restart.ts';
import { startProject } from '../project/start.ts';

export interface RebuildOptions {
  readonly consumer: LogConsumer;
  /** As `up` made the project; `build` is there. */
  readonly create: CreateOptions;
  /** Removes the images that the new ones took the names of. */
  readonly prunes: boolean;
  /** Nothing more is to be made or started. */
  isOver(): boolean;
}

/** Builds the images of services and replaces their containers. Throws CliError. */
export async function rebuild(
  context: ComposeContext,
  project: Project,
  services: readonly string[],
  { consumer, create, prunes, isOver }: RebuildOptions,
): Promise<void> {
  const work = unseen(context);
  const tell = (text: string): Promise<void> => consumer.log(WATCH_LOGGER, text);
  /** What fails is told, but not when it is the user who ends it. */
  const step = async (failure: string, task: () => Promise<unknown>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof SignalExit)) await tell(`${failure} Error: ${errorMessage(error)}`);
      throw error;
    }
  };
  const names = goList(services);
  await tell(`Rebuilding service(s) ${names} after changes were detected...`);
  await step('Build failed.', () => buildImages(work, project, { ...create.build, services }));
  if (isOver()) return;
  await tell(`service(s) ${names} successfully built`);
  // what was built here is not to be pulled from elsewhere
  const isBuilt = ({ name }: Service): boolean => services.includes(name);
  const built = changed(project, (one) => (isBuilt(one) ? { ...one, pull_policy: 'build' } : one));
  await step('Failed to recreate services after update.', () =>
    createProject(work, built, { ...create, services, recreate: 'force', build: undefined, orphans: 'ignore' }),
  );
  if (isOver()) return;
  if (prunes) await pruneImages(context, project.name);
  // what wants to be restarted with them was stopped
  const started = withSelectedServices(project, [...restartedWith(project, services)]);
  await step('Application failed to start after update.', () => startProject(work, started));
}

/** Images of the project that have no name any more. One that is in use stays. */
async function pruneImages({ cli }: ComposeContext, project: string): Promise<void> {
  const filters = JSON.stringify({ dangling: ['true'], label: [`${label.project}=${project}`] });
  const images = await cli.api.get<{ Id: string }[]>('/images/json', { query: { filters } });
  for (const { Id } of images) {
    await cli.api.delete(`/images/${Id}`).catch((error: unknown) => {
      if (error instanceof SignalExit) throw error;
    });
  }
}

/** '["a" "b"]' */
export function goList(names: readonly string[]): string {
  return `[${names.map(goQuote).join(' ')}]`;
}
