import type { Cli } from '../../cli.ts';
import type { Invocation } from '../../command.ts';
import { copyFromContainer, copyToContainer } from '../../commands/container-cp.ts';
import { splitCopyArgument } from '../../copy-paths.ts';
import { CliError } from '../../errors.ts';
import { canonicalName, projectContainers, specifiedContainer, type ProjectContainer } from '../project/containers.ts';
import { inProgress } from '../project/context.ts';
import { allOf } from '../project/graph.ts';
import { composeContext } from './context.ts';
import { projectNameOf } from './project.ts';

/** `docker compose cp`: into all containers of a service, or out of its first. */
export async function runCopy(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const [typedSource = '', typedDestination = ''] = args;
  if (typedSource === '') throw new CliError('source can not be empty');
  if (typedDestination === '') throw new CliError('destination can not be empty');
  const context = await composeContext(invocation);
  const project = (await projectNameOf(invocation)).toLowerCase();
  const { container: from, path: source } = splitCopyArgument(typedSource);
  const { container: to, path: destination } = splitCopyArgument(typedDestination);
  if (from !== '' && to !== '') throw new CliError('copying between services is not supported');
  if (from === '' && to === '') throw new CliError('unknown copy direction');
  const followsLink = flags.bool('follow-link');
  const copy = async (cli: Cli, { Id: container }: ProjectContainer): Promise<void> => {
    if (from !== '') await copyFromContainer(cli, { container, path: source }, destination, { followsLink });
    else {
      const options = { followsLink, keepsOwners: flags.bool('archive') };
      await copyToContainer(cli, source, { container, path: destination }, options);
    }
  };
  await inProgress(
    context,
    async ({ progress }) => {
      const all = await targets(invocation, project, from || to);
      await allOf(
        (from === '' ? all : all.slice(0, 1)).map(async (one) => {
          const id = canonicalName(one);
          const text =
            from === '' ? `copy ${source} to ${id}:${destination}` : `copy ${id}:${source} to ${destination}`;
          progress.event({ id, text, status: 'working', statusText: 'Copying' });
          if (!context.display.isDryRun) await copy(cli, one);
          progress.event({ id, text, status: 'done', statusText: 'Copied' });
        }),
      );
    },
    'Copying',
  );
}

async function targets({ cli, flags }: Invocation, project: string, service: string): Promise<ProjectContainer[]> {
  const index = flags.number('index');
  if (index > 0) return [await specifiedContainer(cli, project, { service, index, oneOff: 'without', all: true })];
  const oneOff = flags.bool('all') ? 'with' : 'without';
  const found = await projectContainers(cli, project, { oneOff, all: true, services: [service] });
  if (found.length === 0) throw new CliError(`no container found for service ${JSON.stringify(service)}`);
  return found;
}
