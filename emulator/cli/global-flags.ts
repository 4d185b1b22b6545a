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

/** There is one daemon, and this CLI is tied to it: another one cannot be named. */
export function refuseForeignDaemon(flags: ParsedFlags): void {
  const hosts = flags.list('host').filter((host) => host !== 'unix:///var/run/docker.sock');
  const context = flags.string('context');
  if (hosts.length > 0) throw new CliError(`docker: --host ${hosts[0]} is not supported by Slipway: it has one daemon`);
  if (context !== '' && context !== 'default') {
    throw new CliError(`docker: --context ${context} is not supported by Slipway: it has one daemon`);
  }
  if (flags.bool('tls') || flags.bool('tlsverify')) {
    throw new CliError('docker: --tls is not supported by Slipway: its daemon is on this machine');
  }
}
