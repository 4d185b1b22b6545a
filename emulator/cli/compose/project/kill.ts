import { ApiError } from '../../errors.ts';
import { done, failed, working } from '../progress/event.ts';
import { projectContainers } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { allOf } from './graph.ts';
import { progressName } from './stop.ts';

/** Ends containers at once; one that has ended already is fine. */
export async function killContainers(work: ComposeWork, project: string, services: readonly string[]): Promise<void> {
  const { cli, progress } = work;
  const containers = await projectContainers(cli, project, { oneOff: 'with', all: true, services });
  await allOf(
    containers.map(async (one) => {
      const id = progressName(one);
      progress.event(working(id, 'Killing'));
      try {
        await cli.api.post(`/containers/${one.Id}/kill`, { query: { signal: 'SIGKILL' } });
      } catch (error) {
        if (!(error instanceof ApiError) || (!error.isNotFound && error.status !== 409)) {
          progress.event(failed(id, 'Error while Killing'));
          throw error;
        }
      }
      progress.event(done(id, 'Killed'));
    }),
  );
}
