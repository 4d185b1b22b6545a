import type { CommandCoverage, CommandList, Coverage, EndpointGroup } from '@/components/docs/coverage.ts';
import { type Command, type CommandGroup } from '@/emulator/cli/command.ts';
import { commandGroups, rootCommands } from '@/emulator/cli/commands/table.ts';
import { endpointCoverage } from '@/emulator/engine/api/coverage.ts';
import { readConformance } from './conformance-report.ts';
import { readPackages } from './packages-data.ts';

/** Everything the page shows, from the tables that the engine and the CLI themselves run by. */
export async function loadCoverage(): Promise<Coverage> {
  const [conformance, packages] = await Promise.all([readConformance(), readPackages()]);
  return { endpoints: endpointGroups(), commands: commandLists(), conformance, packages };
}

/** Resources in the order of Docker's documentation; what is in none of them is the system's. */
const RESOURCES = [
  ...['containers', 'images', 'networks', 'volumes', 'exec', 'system'],
  ...['swarm', 'nodes', 'services', 'tasks', 'secrets', 'configs', 'plugins'],
];

const OTHERS: Readonly<Record<string, string>> = { build: 'images', commit: 'images', distribution: 'images' };

function endpointGroups(): EndpointGroup[] {
  const all = endpointCoverage();
  const resourceOf = (path: string): string => {
    const first = path.split('/')[1] ?? '';
    const resource = path.endsWith('/exec') ? 'exec' : (OTHERS[first] ?? first);
    return RESOURCES.includes(resource) ? resource : 'system';
  };
  return RESOURCES.map((name) => ({ name, endpoints: all.filter(({ path }) => resourceOf(path) === name) }));
}

function commandLists(): CommandList[] {
  const lists = commandGroups.filter((group) => group.hidden !== true).flatMap((group) => groupLists(group, 'docker'));
  const grouped = lists.flatMap(({ commands }) => commands.flatMap(({ names }) => names));
  const alone = rootCommands.filter(({ name, hidden }) => !hidden && !grouped.includes(`docker ${name}`));
  const root = {
    name: 'docker',
    about: undefined,
    commands: alone.map((command) => covered(command, 'docker')),
  };
  const order = [
    'docker container',
    'docker compose',
    'docker image',
    'docker network',
    'docker volume',
    'docker system',
  ];
  const place = ({ name }: CommandList): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const isMissing = ({ commands }: CommandList): number => (commands.every(({ missing }) => missing) ? 1 : 0);
  return [...lists, root].sort((left, right) => isMissing(left) - isMissing(right) || place(left) - place(right));
}

function groupLists(group: CommandGroup, path: string): CommandList[] {
  const name = `${path} ${group.name}`;
  const commands = group.commands
    .filter(({ hidden }) => !hidden)
    .map((command) => covered(command, name))
    .sort((left, right) => (left.names[0]! < right.names[0]! ? -1 : 1));
  if (group.flags)
    commands.unshift({ names: [name], about: group.long ?? group.short, flags: coveredFlags(group.flags) });
  return [{ name, about: group.short, commands }, ...(group.groups ?? []).flatMap((one) => groupLists(one, name))];
}

function covered(command: Command, path: string): CommandCoverage {
  const shorter = path === 'docker' ? undefined : rootCommands.find(({ run }) => run === command.run);
  return {
    names: [`${path} ${command.name}`, ...(shorter ? [`docker ${shorter.name}`] : [])],
    about: command.short,
    missing: command.absent,
    flags: coveredFlags(command.flags),
  };
}

function coveredFlags(flags: Command['flags']): CommandCoverage['flags'] {
  return flags
    .filter(({ hidden, deprecated }) => hidden !== true && deprecated === undefined)
    .map(({ name, absent }) => ({ name, missing: absent }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
