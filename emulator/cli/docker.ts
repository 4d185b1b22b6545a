import { Cli } from './cli.ts';
import type { Command, CommandGroup, Requirement } from './command.ts';
import { commandGroups, rootCommands } from './commands/table.ts';
import { notSupportedYet } from './commands/unsupported.ts';
import { runComplete } from './completion/protocol.ts';
import { askDaemon, isNewer, refusal, suits } from './daemon.ts';
import { CliError, errorMessage } from './errors.ts';
import { chooseDaemon, globalFlags } from './global-flags.ts';
import { commandHelp, groupHelp, useLine } from './help.ts';
import type { CliIo, RunCli } from './io.ts';
import { checkArguments } from './parse/arguments.ts';
import { FlagError, parseFlags, type ParsedFlags } from './parse/flags.ts';
import { rootHelp } from './root-help.ts';
import { findCommand, findTopic } from './topic.ts';
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
  const usage = 'docker [OPTIONS] COMMAND [ARG...]';
  const { flags, args, wantsHelp } = parseOrFail(globalFlags, argv, false, 'docker', usage);
  if (wantsHelp) return printHelp(cli, [], wantsHelp);
  const [name, ...rest] = args;
  if (name === undefined && flags.bool('version')) return (await cli.out(`${cliVersionLine}\n`), 0);
  chooseDaemon(cli, flags);
  if (name === undefined) return printHelp(cli, [], 'plain', 'stderr');
  if (name === '__complete' || name === '__completeNoDesc') return runComplete(cli, rest, name === '__complete');
  if (name === 'help') return printHelp(cli, rest, 'long');
  return runEntry(cli, { path: 'docker', use: usage, groups: commandGroups, commands: rootCommands }, name, rest);
}

/** A group as a line of words has reached it: 'docker', 'docker trust', 'docker trust key'. */
interface Level {
  readonly path: string;
  /** What its usage errors have after 'Usage:'; empty for docker itself. */
  readonly use: string;
  readonly groups: readonly CommandGroup[];
  readonly commands: readonly Command[];
  /** What the daemon must be for anything in it to work. */
  readonly requires?: Requirement;
  /** The group's own flags. */
  readonly flags?: ParsedFlags;
  readonly isPlugin?: boolean;
}

async function runEntry(cli: Cli, level: Level, name: string, rest: readonly string[]): Promise<number> {
  const group = level.groups.find((one) => one.name === name);
  if (group) return runGroup(cli, group, `${level.path} ${group.name}`, rest);
  const command = findCommand(level.commands, name);
  if (command) return runCommand(cli, level, { requires: level.requires, ...command }, name, rest);
  notSupportedYet([level.path, name]);
  if (level.isPlugin) {
    await printHelp(cli, level.path.split(' ').slice(1), 'plain');
    throw new CliError(`unknown docker command: "${level.path.replace(/^docker /, '')} ${name}"`);
  }
  const usage = level.path === 'docker' ? '' : `Usage:  ${level.use}\n\n`;
  throw new CliError(
    `docker: unknown command: ${level.path} ${name}\n\n${usage}Run '${level.path} --help' for more information`,
  );
}

async function runGroup(cli: Cli, group: CommandGroup, path: string, argv: readonly string[]): Promise<number> {
  const use = group.use === undefined ? path : `${path} ${group.use}`;
  const { isPlugin } = group;
  const { args, flags, wantsHelp } = parseOrFail(group.flags ?? [], argv, false, path, use, isPlugin);
  const topic = path.split(' ').slice(1);
  if (wantsHelp) return printHelp(cli, topic, wantsHelp);
  const [name, ...rest] = args;
  const { groups = [], commands, requires } = group;
  const level = { path, use, groups, commands, requires, flags, isPlugin };
  if (name !== undefined) return runEntry(cli, level, name, rest);
  if (isPlugin && flags.bool('version')) return runEntry(cli, level, 'version', []);
  if (group.hasSpaceBeforeHelp) await cli.err('\n');
  return printHelp(cli, topic, 'plain', isPlugin ? 'stdout' : 'stderr');
}

async function runCommand(
  cli: Cli,
  level: Level,
  command: Command,
  calledAs: string,
  argv: readonly string[],
): Promise<number> {
  const path = `${level.path} ${command.name}`;
  const line = useLine(command, path);
  const isInterspersed = command.isInterspersed ?? true;
  const { flags, args, wantsHelp } = parseOrFail(command.flags, argv, isInterspersed, path, line, level.isPlugin);
  if (wantsHelp) return printHelp(cli, path.split(' ').slice(1), wantsHelp);
  checkArguments(command.arguments, args, path, line);
  await checkUsedFlags(cli, command, flags, path);
  return (await command.run({ cli, flags, groupFlags: level.flags, args, path, calledAs })) ?? 0;
}

function parseOrFail(
  specs: Command['flags'],
  argv: readonly string[],
  isInterspersed: boolean,
  path: string,
  line: string,
  isPlugin?: boolean,
): ReturnType<typeof parseFlags> {
  try {
    return parseFlags(specs, argv, isInterspersed);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    if (isPlugin) throw new CliError(error.message);
    throw new CliError(`${error.message}\n\nUsage:  ${line}\n\nRun '${path} --help' for more information`, 125);
  }
}

/** The oldest API that anything still met speaks: no ping is needed for what that one has. */
const SURELY_SPOKEN = '1.41';

/** Says what is deprecated, refuses what Slipway has not, and what the daemon is too old or the wrong one for. */
async function checkUsedFlags(cli: Cli, command: Command, flags: ParsedFlags, path: string): Promise<void> {
  const used = command.flags.filter((spec) => flags.used.has(spec.name));
  const isConditional = (one: { apiVersion?: string; requires?: string }): boolean =>
    one.requires !== undefined || (one.apiVersion !== undefined && isNewer(one.apiVersion, SURELY_SPOKEN));
  const conditional = used.filter(isConditional);
  if (conditional.length > 0 || isConditional(command)) {
    const daemon = await askDaemon(cli.api);
    const refused = refusal(daemon, path, command);
    if (refused !== undefined) throw new CliError(refused);
    const errors = conditional.flatMap((spec) => refusal(daemon, `"--${spec.name}"`, spec) ?? []);
    if (errors.length > 0) throw new CliError(errors.join('\n'));
  }
  for (const spec of used) {
    if (spec.deprecated) await cli.out(`Flag --${spec.name} has been deprecated, ${spec.deprecated}\n`);
    if (spec.absent) throw new CliError(`docker: --${spec.name} is not supported by Slipway: ${spec.absent}`, 125);
  }
}

async function printHelp(
  cli: Cli,
  words: readonly string[],
  how: 'long' | 'short' | 'plain',
  where: 'stdout' | 'stderr' = 'stdout',
): Promise<number> {
  if (how === 'short') await cli.out('Flag shorthand -h has been deprecated, use --help\n');
  const print = (text: string): Promise<void> => (where === 'stderr' ? cli.err(`${text}\n`) : cli.out(`${text}\n`));
  const { path, group, command, requires } = findTopic(words);
  const conditional = command === undefined || command.flags.some((spec) => spec.apiVersion ?? spec.requires);
  const daemon = conditional || requires.length > 0 ? await askDaemon(cli.api) : {};
  const refused = requires.flatMap((one) => refusal(daemon, path, { requires: one }) ?? []);
  if (refused[0] !== undefined) return (await cli.err(`${refused[0]}\n`), 0);
  if (command) {
    const flags = command.flags.filter((spec) => suits(daemon, spec));
    await print(commandHelp({ ...command, flags }, path, columns(cli.io)));
  } else await print(group ? groupHelp(group, path, daemon, columns(cli.io)) : rootHelp(columns(cli.io), daemon));
  return 0;
}

/** The width --help is wrapped to. */
function columns(io: CliIo): number {
  return (io.stdinIsTty && io.size().columns) || 80;
}
