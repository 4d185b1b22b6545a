import type { Invocation } from '../../command.ts';
import { alignColumns } from '../../format/tabwriter.ts';
import { byName, canonicalName, labelOf, projectContainers, serviceOf } from '../project/containers.ts';
import { label } from '../project/labels.ts';
import { projectNameOf } from './project.ts';

interface ProcessList {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[] | null;
}

/** `docker compose top`: the processes of all containers in one table. */
export async function runTop(invocation: Invocation): Promise<void> {
  const { cli, args } = invocation;
  const project = (await projectNameOf(invocation)).toLowerCase();
  const running = await projectContainers(cli, project, { oneOff: 'with', all: false });
  const shown = (args.length > 0 ? running.filter((one) => args.includes(serviceOf(one))) : running).toSorted(byName);
  const lists = await Promise.all(
    shown.map(async (container) => ({
      container,
      list: await cli.api.get<ProcessList>(`/containers/${container.Id}/top`),
    })),
  );
  const rows = lists.flatMap(({ container, list }) =>
    (list.Processes ?? []).map((process) => {
      const own = { SERVICE: serviceOf(container) || canonicalName(container), '#': labelOf(container, label.number) };
      const columns = list.Titles.map((title, index) => [title, process[index] ?? ''] as const);
      return new Map<string, string>([...Object.entries(own), ...columns]);
    }),
  );
  if (rows.length === 0) return;
  const titles = columnsOf(lists.map(({ list }) => list.Titles));
  const lines = [titles, ...rows.map((row) => titles.map((title) => row.get(title) ?? '-'))];
  await cli.out(alignColumns(lines.map((line) => `${line.join('\t')}\n`).join(''), { minWidth: 4, padding: 2 }));
}

/** In the order they were met; CMD, which has blanks, is the last. */
function columnsOf(titles: readonly (readonly string[])[]): string[] {
  const all = [...new Set(['SERVICE', '#', ...titles.flat()])];
  return all.includes('CMD') ? [...all.filter((title) => title !== 'CMD'), 'CMD'] : all;
}
