import type { Invocation } from '../../command.ts';
import { timeQuery } from '../../commands/container-logs.ts';
import { CliError } from '../../errors.ts';
import { copyLogs, type LogQuery } from '../logs/copy-logs.ts';
import { followLogs } from '../logs/follow-logs.ts';
import { LogConsumer } from '../logs/log-consumer.ts';
import { byName, projectContainers, serviceOf, specifiedContainer } from '../project/containers.ts';
import type { ProjectContainer } from '../project/containers.ts';
import { nameWithoutProject } from '../project/containers.ts';
import { composeContext } from './context.ts';
import { projectOrName, type ProjectChoice } from './project.ts';

/** `docker compose logs`. Throws CliError. */
export async function runLogs(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  if (flags.number('index') > 0 && args.length !== 1) {
    throw new CliError('--index requires one service to be selected');
  }
  const context = await composeContext(invocation);
  const choice = await projectOrName(invocation, args);
  const services = shownServices(choice, args);
  const containers = (await chosenContainers(invocation, choice, services)).toSorted(byName);
  const consumer = new LogConsumer(cli, {
    hasColor: context.hasAnsi && !flags.bool('no-color'),
    hasPrefix: !flags.bool('no-log-prefix'),
    hasTime: false,
  });
  const query: LogQuery = {
    follow: flags.bool('follow'),
    since: timeQuery('since', flags.string('since')),
    until: timeQuery('until', flags.string('until')),
    tail: flags.string('tail'),
    timestamps: flags.bool('timestamps'),
  };
  // all before the first line, so that each has its colour and all their width
  for (const one of containers) consumer.register(nameWithoutProject(one));
  if (query.follow)
    return followLogs(cli, consumer, { project: choice.name.toLowerCase(), services, containers, query });
  for (const one of containers) await copyLogs(cli, consumer, one, query);
}

/** Without services typed: those of the file, but for those with `attach: false`. None: all that have containers. */
function shownServices({ project }: ProjectChoice, typed: readonly string[]): readonly string[] {
  if (!project || typed.length > 0) return typed;
  const all = Object.values(project.services);
  const attached = all.filter((service) => service.attach !== false);
  return (attached.length > 0 ? attached : all).map(({ name }) => name);
}

async function chosenContainers(
  { cli, flags }: Invocation,
  { name, project }: ProjectChoice,
  services: readonly string[],
): Promise<ProjectContainer[]> {
  const selection = { oneOff: 'without', all: true } as const;
  const index = flags.number('index');
  if (index > 0) {
    return [await specifiedContainer(cli, name.toLowerCase(), { ...selection, service: services[0] ?? '', index })];
  }
  const found = await projectContainers(cli, name.toLowerCase(), { ...selection, services });
  return project ? found.filter((one) => services.includes(serviceOf(one))) : found;
}
