import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { listContainers, labelOf, type ProjectContainer } from '../project/containers.ts';
import { label } from '../project/labels.ts';
import { printList } from './printed-list.ts';
import { warnLine } from './warning.ts';

interface ProjectView {
  readonly Name: string;
  /** 'exited(1), running(2)' */
  readonly Status: string;
  /** Joined by commas. */
  readonly ConfigFiles: string;
}

/** `docker compose ls`: the projects that containers belong to. Throws CliError. */
export async function runLs({ cli, flags }: Invocation): Promise<void> {
  const filters = flags.list('filter').map((text) => {
    const at = text.indexOf('=');
    return { key: text.slice(0, at), value: text.slice(at + 1) };
  });
  const unknown = filters.find(({ key }) => key !== 'name');
  if (unknown) throw new CliError(`invalid filter '${unknown.key}'`);
  const containers = await listContainers(cli, [label.project, label.configHash], flags.bool('all'));
  const byProject = grouped(containers, (one) => labelOf(one, label.project));
  const projects: ProjectView[] = [];
  for (const name of [...byProject.keys()].toSorted()) {
    if (filters.length > 0 && !filters.some(({ value }) => matches(name, value))) continue;
    const own = byProject.get(name) ?? [];
    const files = configFiles(own);
    if ('missing' in files) await cli.err(warnLine(cli, files.missing));
    projects.push({ Name: name, Status: statusOf(own), ConfigFiles: 'missing' in files ? 'N/A' : files.paths });
  }
  if (flags.bool('quiet')) return cli.out(projects.map(({ Name }) => `${Name}\n`).join(''));
  await printList(cli, flags.string('format'), projects, {
    headers: ['NAME', 'STATUS', 'CONFIG FILES'],
    rows: projects.map(({ Name, Status, ConfigFiles }) => [Name, Status, ConfigFiles]),
  });
}

/** The name itself, or a part of it by a regular expression. */
function matches(name: string, wanted: string): boolean {
  try {
    return name === wanted || new RegExp(wanted).test(name);
  } catch {
    return false;
  }
}

function statusOf(containers: readonly ProjectContainer[]): string {
  const byState = grouped(containers, ({ State }) => State);
  const states = [...byState.keys()].toSorted();
  return states.map((state) => `${state}(${byState.get(state)?.length ?? 0})`).join(', ');
}

function configFiles(containers: readonly ProjectContainer[]): { paths: string } | { missing: string } {
  const paths = new Set<string>();
  for (const { Labels, Id } of containers) {
    const files = Labels?.[label.configFiles];
    if (files === undefined) {
      const name = JSON.stringify(label.configFiles);
      return { missing: `no label ${name} set on container ${JSON.stringify(Id)} of compose project` };
    }
    for (const path of files.split(',')) paths.add(path);
  }
  return { paths: [...paths].join(',') };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
