import { Cli } from './cli.ts';
import type { Command, CommandGroup } from './command.ts';
import { commandGroups, rootCommands } from './commands/table.ts';
import { notSupportedYet } from './commands/unsupported.ts';
import { CliError, errorMessage } from './errors.ts';
import { globalFlags, refuseForeignDaemon } from './global-flags.ts';
import { commandHelp, groupHelp, useLine } from './help.ts';
import type { CliIo, RunCli } from './io.ts';
import { checkArguments } from './parse/arguments.ts';
import { FlagError, parseFlags, type ParsedFlags } from './parse/flags.ts';
import { rootHelp } from './root-help.ts';
import { cliVersionLine } from './version-info.ts';

/** `docker`, whole: parses, does it over the transport, prints; resolves to the exit code and never rejects. */
export const runDocker: RunCli = async (argv, io, transport) => {
  const cli = new Cli(io, transport);
  try {
    return await Promise.race([runRoot(cli, argv), cli.ended]);
  } catch (error) {
    const message = errorMessage(error);
    if (message !== '') await cli.err(`${message}\n`);
    return error instanceof CliError ? error.exitCode : 1;
  } finally {
    cli.dispose();
  }
};

async function runRoot(cli: Cli, argv: readonly string[]): Promise<number> {
  const { flags, args, wantsHelp } = parseOrFail(
    globalFlags,
    argv,
    false,
    'docker',
    'docker [OPTIONS] COMMAND [ARG...]',
  );
  if (wantsHelp) return printHelp(cli, [], wantsHelp);
  if (flags.bool('version')) return (await cli.out(`${cliVersionLine}\n`), 0);
  refuseForeignDaemon(flags);
  const [name, ...rest] = args;
  if (name === undefined) return (await cli.err(`${rootHelp(columns(cli.io))}\n`), 0);
  if (name === 'help') return printHelp(cli, rest, 'long');

  const group = commandGroups.find((one) => one.name === name);
  if (group) return runGroup(cli, group, rest);
  const command = findCommand(rootCommands, name);
  if (command) return runCommand(cli, command, `docker ${command.name}`, name, rest);
  notSupportedYet(['docker', name]);
  throw new CliError(`docker: unknown command: docker ${name}\n\nRun 'docker --help' for more information`);
}

async function runGroup(cli: Cli, group: CommandGroup, argv: readonly string[]): Promise<number> {
  const path = `docker ${group.name}`;
  const { args, wantsHelp } = parseOrFail([], argv, false, path, path);
  if (wantsHelp) return printHelp(cli, [group.name], wantsHelp);
  const [name, ...rest] = args;
  if (name === undefined) return (await cli.err(`${groupHelp(group)}\n`), 0);
  const command = findCommand(group.commands, name);
  if (command) return runCommand(cli, command, `${path} ${command.name}`, name, rest);
  notSupportedYet([path, name]);
  const hint = `Usage:  ${path}${group.usesCommandWord ? ' COMMAND' : ''}\n\nRun '${path} --help' for more information`;
  throw new CliError(`docker: unknown command: ${path} ${name}\n\n${hint}`);
}

async function runCommand(
  cli: Cli,
  command: Command,
  path: string,
  calledAs: string,
  argv: readonly string[],
): Promise<number> {
  const line = useLine(command, path);
  const { flags, args, wantsHelp } = parseOrFail(command.flags, argv, command.isInterspersed ?? true, path, line);
  if (wantsHelp) return printHelp(cli, path.split(' ').slice(1), wantsHelp);
  checkArguments(command.arguments, args.length, path, line);
  await checkUsedFlags(cli, command, flags);
  return (await command.run({ cli, flags, args, path, calledAs })) ?? 0;
}

function findCommand(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.name === name || command.aliases?.includes(name));
}

function parseOrFail(
  specs: Command['flags'],
  argv: readonly string[],
  isInterspersed: boolean,
  path: string,
  line: string,
): ReturnType<typeof parseFlags> {
  try {
    return parseFlags(specs, argv, isInterspersed);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new CliError(`${error.message}\n\nUsage:  ${line}\n\nRun '${path} --help' for more information`, 125);
  }
}

/** Says what is deprecated, refuses what Slipway has not, and what the daemon is too old for. */
async function checkUsedFlags(cli: Cli, command: Command, flags: ParsedFlags): Promise<void> {
  const used = command.flags.filter((spec) => flags.used.has(spec.name));
  for (const spec of used) {
    if (spec.deprecated) await cli.out(`Flag --${spec.name} has been deprecated, ${spec.deprecated}\n`);
    if (spec.isUnsupported) throw new CliError(`docker: --${spec.name} is not supported by Slipway`, 125);
  }
  const versioned = used.filter((spec) => spec.apiVersion !== undefined && isNewer(spec.apiVersion, '1.41'));
  if (versioned.length === 0) return;
  const daemon = (await cli.api.ping())['api-version'];
  const errors = versioned
    .filter((spec) => daemon !== undefined && isNewer(spec.apiVersion ?? '', daemon))
    .map(
      (spec) =>
        `"--${spec.name}" requires API version ${spec.apiVersion}, but the Docker daemon API version is ${daemon}`,
    );
  if (errors.length > 0) throw new CliError(errors.join('\n'));
}

/** Whether API version `left` ('1.43') is newer than `right`. */
function isNewer(left: string, right: string): boolean {
  const number = (version: string): number => Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1] ?? 0);
  return number(left) > number(right);
}

async function printHelp(cli: Cli, topic: readonly string[], how: 'long' | 'short'): Promise<number> {
  if (how === 'short') await cli.out('Flag shorthand -h has been deprecated, use --help\n');
  const [first, second] = topic;
  const group = commandGroups.find((one) => one.name === first);
  const command = group ? findCommand(group.commands, second ?? '') : findCommand(rootCommands, first ?? '');
  const depth = (group ? 1 : 0) + (command ? 1 : 0);
  if (topic.length > depth) throw new CliError(`unknown help topic: ${topic.slice(depth).join(' ')}`);
  if (command) {
    const path = `docker ${group ? `${group.name} ` : ''}${command.name}`;
    // flags that the daemon is too old for are not shown
    const daemon = command.flags.some((spec) => spec.apiVersion) ? (await cli.api.ping())['api-version'] : undefined;
    const flags = command.flags.filter((spec) => !spec.apiVersion || !daemon || !isNewer(spec.apiVersion, daemon));
    await cli.out(`${commandHelp({ ...command, flags }, path, columns(cli.io))}\n`);
  } else await cli.out(`${group ? groupHelp(group) : rootHelp(columns(cli.io))}\n`);
  return 0;
}

/** The width --help is wrapped to. */
function columns(io: CliIo): number {
  return (io.stdinIsTty && io.size().columns) || 80;
}
