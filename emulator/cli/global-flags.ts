import type { Cli } from './cli.ts';
import { CliError } from './errors.ts';
import { flagTypes } from './parse/flag-types.ts';
import type { FlagSpec, ParsedFlags } from './parse/flags.ts';

const { bool, string, list } = flagTypes;

/** The flags before the command. */
export const globalFlags: readonly FlagSpec[] = [
  { name: 'config', type: string, defaultText: '/root/.docker', help: 'Location of client config files' },
  {
    name: 'context',
    short: 'c',
    type: string,
    help: 'Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")',
  },
  { name: 'debug', short: 'D', type: bool, help: 'Enable debug mode' },
  { name: 'host', short: 'H', type: list, help: 'Daemon socket to connect to' },
  {
    name: 'log-level',
    short: 'l',
    type: string,
    default: 'info',
    defaultText: 'info',
    help: 'Set the logging level ("debug", "info", "warn", "error", "fatal")',
  },
  { name: 'tls', type: bool, help: 'Use TLS; implied by --tlsverify' },
  { name: 'tlscacert', type: string, defaultText: '/root/.docker/ca.pem', help: 'Trust certs signed only by this CA' },
  { name: 'tlscert', type: string, defaultText: '/root/.docker/cert.pem', help: 'Path to TLS certificate file' },
  { name: 'tlskey', type: string, defaultText: '/root/.docker/key.pem', help: 'Path to TLS key file' },
  { name: 'tlsverify', type: bool, help: 'Use TLS and verify the remote' },
  { name: 'version', short: 'v', type: bool, help: 'Print version information and quit' },
];

const logLevels = ['panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace'];

/** Takes the flags before the command and the environment to heart. Throws in Docker's words. */
export function chooseDaemon(cli: Cli, flags: ParsedFlags): void {
  const level = flags.string('log-level');
  if (!logLevels.includes(level.toLowerCase())) throw new CliError(`Unable to parse logging level: ${level}`);
  if (flags.changed('config')) cli.configFolder = cli.resolvePath(flags.string('config'));
  const { DOCKER_HOST, DOCKER_CONTEXT } = cli.io.environment;
  const hosts = flags.list('host');
  const context = flags.string('context');
  if (hosts.length > 0 && context !== '') {
    throw new CliError('conflicting options: cannot specify both --host and --context');
  }
  if (context !== '') cli.daemonChoice = { context, hosts: [], isFromEnvironment: false };
  else if (hosts.length > 0) cli.daemonChoice = { hosts, isFromEnvironment: false };
  else if (DOCKER_HOST) cli.daemonChoice = { hosts: [DOCKER_HOST], isFromEnvironment: true };
  else if (DOCKER_CONTEXT) cli.daemonChoice = { context: DOCKER_CONTEXT, hosts: [], isFromEnvironment: true };
  if (flags.bool('tls') || flags.bool('tlsverify')) {
    throw new CliError('docker: --tls is not supported by Slipway: its daemon is on this machine');
  }
}
