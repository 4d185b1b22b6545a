import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { DEFAULT_CONTEXT, MissingContext, readContext, writeContext, type Context } from '../contexts.ts';
import { currentContext, defaultHost, parseHost } from '../endpoint.ts';
import { CliError, errorMessage } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes, parseBoolean, splitCsv, type FlagType } from '../parse/flag-types.ts';
import type { FlagSpec, ParsedFlags } from '../parse/flags.ts';

const namePattern = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';

/** Whether a context of one's own may be called so; throws in Docker's words. */
export function checkContextName(name: string): void {
  if (name === '') throw new CliError('context name cannot be empty');
  if (name === DEFAULT_CONTEXT) throw new CliError('"default" is a reserved context name');
  if (!new RegExp(namePattern).test(name)) {
    throw new CliError(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "${namePattern}"`,
    );
  }
}

export async function checkContextIsNew(cli: Cli, name: string): Promise<void> {
  const found = await readContext(cli, name).catch((error: unknown) => {
    if (error instanceof MissingContext) return undefined;
    throw error;
  });
  if (found) throw new CliError(`context ${JSON.stringify(name)} already exists`);
}

const stringToString: FlagType = {
  label: 'stringToString',
  parse: (text) => {
    const parts = splitCsv(text);
    const wrong = parts.find((part) => !part.includes('='));
    if (wrong !== undefined) throw new Error(`${wrong} must be formatted as key=value`);
    return parts;
  },
};

const dockerFlag: FlagSpec = {
  name: 'docker',
  type: stringToString,
  defaultText: '[]',
  help: 'set the docker endpoint',
};
const descriptionFlag: FlagSpec = { name: 'description', type: flagTypes.string, help: 'Description of the context' };

const longText = (short: string, command: string): string => `${short}

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context ${command} my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`;

type Endpoint = Pick<Context, 'host' | 'skipTlsVerify'>;

/** What --docker says. Slipway stores no certificates: they would lead to daemons that it cannot reach. */
async function endpointOf(cli: Cli, flags: ParsedFlags): Promise<Endpoint> {
  const values = new Map(flags.list('docker').map((text) => splitPair(text)));
  const fail = (reason: string): never => {
    throw new CliError(`unable to create docker endpoint config: ${reason}`);
  };
  for (const key of values.keys()) {
    if (['ca', 'cert', 'key'].includes(key)) fail(`${key} is not supported by Slipway: its docker speaks no TLS`);
    if (!['from', 'host', 'skip-tls-verify'].includes(key)) fail(`unrecognized config key: ${key}`);
  }
  const from = values.get('from');
  if (from !== undefined) return from === DEFAULT_CONTEXT ? defaultEndpoint(cli) : readContext(cli, from);
  const host = values.get('host') ?? '';
  if (host !== '' && !host.includes('://')) {
    fail(`unable to apply docker endpoint options: unable to parse docker host \`${host}\``);
  }
  try {
    return { host: host && parseHost(host), skipTlsVerify: parseBoolean(values.get('skip-tls-verify') ?? 'false') };
  } catch (error) {
    return fail(errorMessage(error));
  }
}

function splitPair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function defaultEndpoint(cli: Cli): Endpoint {
  return { host: defaultHost(cli.daemonChoice), skipTlsVerify: false };
}

/** The context a new one is made after, when --docker says nothing. */
async function model(cli: Cli, name: string): Promise<Endpoint & Pick<Context, 'description'>> {
  if (name !== DEFAULT_CONTEXT) return readContext(cli, name);
  return { ...defaultEndpoint(cli), description: 'Current DOCKER_HOST based configuration' };
}

export const contextCreate: Command = {
  name: 'create',
  use: '[OPTIONS] CONTEXT',
  short: 'Create a context',
  long: longText('Create a context', 'create'),
  arguments: exactly(1),
  flags: [
    descriptionFlag,
    dockerFlag,
    { name: 'from', type: flagTypes.string, help: 'create context from a named context' },
  ],
  run: async ({ cli, flags, args: [name = ''] }) => {
    checkContextName(name);
    await checkContextIsNew(cli, name);
    const from = flags.string('from') || (flags.changed('docker') ? '' : await currentContext(cli));
    const base = from === '' ? { ...(await endpointOf(cli, flags)), description: '' } : await model(cli, from);
    await writeContext(cli, { ...base, name, description: flags.string('description') || base.description });
    await cli.out(`${name}\n`);
    await cli.err(`Successfully created context ${JSON.stringify(name)}\n`);
  },
};

export const contextUpdate: Command = {
  name: 'update',
  use: '[OPTIONS] CONTEXT',
  short: 'Update a context',
  long: longText('Update a context', 'update'),
  arguments: exactly(1),
  flags: [descriptionFlag, dockerFlag],
  run: async ({ cli, flags, args: [name = ''] }) => {
    checkContextName(name);
    const context = await readContext(cli, name);
    const endpoint = flags.changed('docker') ? await endpointOf(cli, flags) : context;
    const { host, skipTlsVerify } = endpoint;
    await writeContext(cli, {
      ...context,
      host,
      skipTlsVerify,
      description: flags.string('description') || context.description,
    });
    await cli.out(`${name}\n`);
    await cli.err(`Successfully updated context ${JSON.stringify(name)}\n`);
  },
};
