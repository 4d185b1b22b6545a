import type { Cli } from '../../cli.ts';
import type { Invocation } from '../../command.ts';
import { listFormatOf } from '../../commands/common-flags.ts';
import { rawContainerFormat } from '../../commands/container-ls.ts';
import { CliError } from '../../errors.ts';
import { writeList } from '../../format/list.ts';
import { byName, projectContainers, serviceOf, type ProjectContainer } from '../project/containers.ts';
import { projectOrName, type ProjectChoice } from './project.ts';
import { psKind, type InspectedContainer } from './ps-kind.ts';

const tableFormat = 'table {{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}';

/** `docker compose ps`. Throws CliError. */
export async function runPs(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const statuses = wantedStatuses(invocation);
  const choice = await projectOrName(invocation, args);
  const services = shownServices(choice, args, flags.bool('orphans'));
  const all = flags.bool('all') || statuses.length > 0;
  const found = await projectContainers(cli, choice.name.toLowerCase(), {
    oneOff: all ? 'with' : 'without',
    all,
    services,
  });
  const shown = (await Promise.all(found.map((one) => inspected(cli, one))))
    .filter((one) => statuses.length === 0 || statuses.includes(one.State))
    .toSorted(byName);
  if (flags.bool('quiet')) return cli.out(shown.map(({ Id }) => `${Id}\n`).join(''));
  if (flags.bool('services')) return cli.out(`${[...new Set(shown.map(serviceOf))].join('\n')}\n`);
  const format = await listFormatOf(cli, flags, 'psFormat');
  await writeList(cli, psKind, formatSource(format), shown, { truncate: !flags.bool('no-trunc') });
}

/** --status, and --filter status=…. */
function wantedStatuses({ flags }: Invocation): string[] {
  const statuses = flags.list('status');
  const filter = flags.string('filter');
  if (filter === '') return statuses;
  const at = filter.indexOf('=');
  if (at < 0) throw new CliError('arguments to --filter should be in form KEY=VAL');
  const name = filter.slice(0, at);
  if (name === 'source') throw new CliError('not implemented');
  if (name !== 'status') throw new CliError(`unknown filter ${name}`);
  return [...statuses, filter.slice(at + 1)];
}

function shownServices({ project }: ProjectChoice, typed: readonly string[], hasOrphans: boolean): readonly string[] {
  if (!project) return typed;
  const missing = typed.find((name) => !project.services[name]);
  if (missing !== undefined) throw new CliError(`no such service: ${missing}`);
  return typed.length === 0 && !hasOrphans ? Object.keys(project.services) : typed;
}

interface Details {
  readonly State?: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string } | null;
  };
}

async function inspected(cli: Cli, container: ProjectContainer): Promise<InspectedContainer> {
  const { State: state } = await cli.api.get<Details>(`/containers/${container.Id}/json`);
  const hasEnded = state?.Status === 'exited' || state?.Status === 'dead';
  return {
    ...container,
    health: (state?.Status === 'running' && state.Health?.Status) || '',
    exitCode: hasEnded ? state.ExitCode : 0,
  };
}

function formatSource(format: string): string {
  if (format === '' || format === 'table') return tableFormat;
  return format === 'raw' ? rawContainerFormat : format;
}
