import { commandGroups, commonCommandNames, rootCommands } from './commands/table.ts';
import type { Daemon } from './daemon.ts';
import { globalFlags } from './global-flags.ts';
import { commandLines, commandSections, flagLines } from './help.ts';

/** What `docker` and `docker --help` print, without the last newline. `columns`: the terminal's width. */
export function rootHelp(columns: number, daemon: Daemon): string {
  const common = commonCommandNames.flatMap((name) => rootCommands.filter((command) => command.name === name));
  const others = rootCommands.filter((command) => !commonCommandNames.includes(command.name));
  return [
    'Usage:  docker [OPTIONS] COMMAND',
    'A self-sufficient runtime for containers',
    `Common Commands:\n${commandLines(common, false)}`,
    ...commandSections({ groups: commandGroups, commands: others }, daemon),
    `Global Options:\n${flagLines(globalFlags, columns)}`,
    "Run 'docker COMMAND --help' for more information on a command.",
    'For more help on how to use Docker, head to https://docs.docker.com/go/guides/',
  ].join('\n\n');
}
