import type { EngineTransport } from '../engine/transport.ts';
import type { Cli } from './cli.ts';
import { readConfigFile } from './config-file.ts';
import { DEFAULT_CONTEXT, readContext } from './contexts.ts';
import { CliError, errorMessage } from './errors.ts';

/** This machine's own. */
export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** Flags before environment, as docker-cli(1) has it: --context, --host, DOCKER_HOST, DOCKER_CONTEXT. */
export interface DaemonChoice {
  /** Of --context or DOCKER_CONTEXT. */
  readonly context?: string;
  /** All of --host, or DOCKER_HOST. */
  readonly hosts: readonly string[];
  /** From DOCKER_HOST, not from a flag. */
  readonly isFromEnvironment: boolean;
}

export const ownDaemon: DaemonChoice = { hosts: [], isFromEnvironment: false };

/** The name of the context in force. A host that is named directly is the default context's. */
export async function currentContext(cli: Cli): Promise<string> {
  const { context, hosts } = cli.daemonChoice;
  if (hosts.length > 0) return DEFAULT_CONTEXT;
  return context ?? ((await readConfigFile(cli)).currentContext || DEFAULT_CONTEXT);
}

/** Where the default context leads: 'unix:///var/run/docker.sock' unless a host is named. */
export function defaultHost({ hosts }: DaemonChoice): string {
  if (hosts.length > 1) throw new CliError('Specify only one -H');
  return parseHost(hosts[0] ?? '');
}

/** 'host:1', '' and ':2376' in full, as Docker completes them. */
export function parseHost(text: string): string {
  const host = text.trim();
  if (host === '') return DEFAULT_HOST;
  const [, scheme = 'tcp', rest = ''] = /^(?:([^:/]*):\/\/)?(.*)$/.exec(host) ?? [];
  switch (scheme) {
    case 'unix':
      return `unix://${rest || '/var/run/docker.sock'}`;
    case 'tcp': {
      const [, name, port] = /^(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(rest) ?? [];
      if (/:[^\d/]/.test(rest.replace(/^\[[^\]]*\]/, ''))) break;
      return `tcp://${name || 'localhost'}:${port ?? 2375}`;
    }
    case 'ssh':
    case 'fd':
    case 'npipe':
      return host;
  }
  throw new CliError(`invalid bind address format: ${host}`);
}

/** The transport of the daemon that was chosen, looked up at the first request: `docker context` needs none. */
export function chosenDaemon(cli: Cli, own: EngineTransport): EngineTransport {
  let transport: Promise<EngineTransport> | undefined;
  return { request: async (request) => (await (transport ??= connect(cli, own))).request(request) };
}

async function connect(cli: Cli, own: EngineTransport): Promise<EngineTransport> {
  try {
    const context = await currentContext(cli);
    const host =
      context === DEFAULT_CONTEXT ? defaultHost(cli.daemonChoice) : parseHost((await readContext(cli, context)).host);
    return isOwn(host) ? own : cli.io.transportTo(host);
  } catch (error) {
    throw new CliError(`Failed to initialize: unable to resolve docker endpoint: ${errorMessage(error)}`);
  }
}

function isOwn(host: string): boolean {
  return host === DEFAULT_HOST || host === 'unix:///run/docker.sock';
}
