import type { Command, CommandGroup } from './command.ts';
import { suits, type Daemon } from './daemon.ts';
import type { FlagSpec } from './parse/flags.ts';

/** Wraps one flag's text the way pflag does: not closer than 5 columns to the edge, continuation lines indented. */
function wrap(text: string, indent: number, columns: number): string {
  const slack = 5;
  const room = columns - indent;
  const block = room < 24;
  const margin = block ? 16 : indent;
  const width = columns - margin;
  if (width < 24) return text.replaceAll('\n', `\n${' '.repeat(margin)}`);
  const limit = width - slack;
  const lines: string[] = [];
  let rest = text;
  while (rest !== '') {
    if (limit + slack > rest.length) {
      lines.push(...rest.split('\n'));
      break;
    }
    const head = rest.slice(0, limit);
    const cut = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
    if (cut <= 0) {
      lines.push(...rest.split('\n'));
      break;
    }
    const newline = head.lastIndexOf('\n');
    const end = newline > 0 && newline < cut ? newline : cut;
    lines.push(...rest.slice(0, end).split('\n'));
    rest = rest.slice(end + 1);
  }
  return (block ? [''] : []).concat(lines).join(`\n${' '.repeat(margin)}`);
}

/** The lines under 'Options:', one or more a flag, sorted by name. `columns`: the terminal's width. */
export function flagLines(flags: readonly FlagSpec[], columns: number): string {
  const shown = flags.filter((flag) => flag.hidden !== true && flag.deprecated === undefined);
  const rows = [...shown]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((flag) => {
      const names = flag.short === undefined ? `      --${flag.name}` : `  -${flag.short}, --${flag.name}`;
      const head = flag.type.label === '' ? names : `${names} ${flag.type.label}`;
      const quoted = flag.type.quotesDefault === true ? JSON.stringify(flag.defaultText) : flag.defaultText;
      return { head, text: flag.defaultText === undefined ? flag.help : `${flag.help} (default ${quoted})` };
    });
  const width = Math.max(0, ...rows.map((row) => row.head.length));
  return rows
    .map((row) => `${row.head.padEnd(width)}   ${wrap(row.text, width + 3, columns - 1)}`.trimEnd())
    .join('\n');
}

/** What `docker COMMAND --help` prints, without the last newline. */
export function commandHelp(command: Command, path: string, columns: number): string {
  const parts = [`Usage:  ${useLine(command, path)}`, (command.long ?? command.short).trim()];
  if (command.aliasLine !== undefined) parts.push(`Aliases:\n  ${command.aliasLine}`);
  const options = flagLines(command.flags, columns);
  if (options !== '') parts.push(`Options:\n${options}`);
  return parts.join('\n\n');
}

/** What stands after 'Usage:', in --help and in errors; more than one line for some. */
export function useLine(command: Command, path: string): string {
  return [`${path} ${command.use}`.trim(), ...(command.moreUsage ?? []).map((line) => `\t${line}`)].join('\n');
}

/** 'name  short help' lines, names padded as Docker pads them. */
export function commandLines(commands: readonly { name: string; short: string }[], isSorted = true): string {
  const rows = isSorted ? [...commands].sort((left, right) => (left.name < right.name ? -1 : 1)) : commands;
  const width = Math.max(11, ...rows.map((row) => row.name.length));
  return rows.map((row) => `  ${row.name.padEnd(width)} ${row.short}`).join('\n');
}

/** The lists of a group's commands that suit the daemon, each under its heading. */
export function commandSections(of: Pick<CommandGroup, 'groups' | 'commands'>, daemon: Daemon): string[] {
  const shown = <T extends Command | CommandGroup>(entries: readonly T[]): T[] =>
    entries.filter((one) => one.hidden !== true && suits(daemon, one));
  const groups = shown(of.groups ?? []);
  const sections: [string, readonly { name: string; short: string }[]][] = [
    ['Management Commands', groups.filter((group) => !group.isSwarm)],
    ['Swarm Commands', groups.filter((group) => group.isSwarm)],
    ['Commands', shown(of.commands)],
  ];
  return sections.flatMap(([title, entries]) => (entries.length === 0 ? [] : `${title}:\n${commandLines(entries)}`));
}

/** What `docker GROUP` and `docker GROUP --help` print. `path`: 'docker trust key'. */
export function groupHelp(group: CommandGroup, path: string, daemon: Daemon, columns: number): string {
  const options = flagLines(group.flags ?? [], columns);
  return [
    `Usage:  ${path} ${options === '' ? '' : '[OPTIONS] '}COMMAND`,
    group.long ?? group.short,
    ...(options === '' ? [] : [`Options:\n${options}`]),
    ...commandSections(group, daemon),
    `Run '${path} COMMAND --help' for more information on a command.`,
  ].join('\n\n');
}
