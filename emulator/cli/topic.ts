import type { Command, CommandGroup, Requirement } from './command.ts';
import { commandGroups, rootCommands } from './commands/table.ts';
import { CliError } from './errors.ts';

export interface Topic {
  /** 'docker trust key generate' */
  readonly path: string;
  /** The innermost group, and the command in it; neither for docker itself. */
  readonly group?: CommandGroup;
  readonly command?: Command;
  /** Of all that was passed on the way. */
  readonly requires: readonly Requirement[];
}

/** The group or command that the words after `docker` name. Throws in Docker's words when there is none. */
export function findTopic(words: readonly string[]): Topic {
  let level: Pick<CommandGroup, 'groups' | 'commands'> = { groups: commandGroups, commands: rootCommands };
  let topic: Topic = { path: 'docker', requires: [] };
  for (const [index, word] of words.entries()) {
    const group = topic.command ? undefined : level.groups?.find((one) => one.name === word);
    const command = topic.command || group ? undefined : findCommand(level.commands, word);
    const found = group ?? command;
    if (!found) throw new CliError(`unknown help topic: ${words.slice(index).join(' ')}`);
    const requires = found.requires ? [...topic.requires, found.requires] : topic.requires;
    topic = { path: `${topic.path} ${found.name}`, group: group ?? topic.group, command, requires };
    if (group) level = group;
  }
  return topic;
}

export function findCommand(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.name === name || command.aliases?.includes(name));
}
