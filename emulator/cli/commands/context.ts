import type { Cli } from '../cli.ts';
import type { Command, CommandGroup } from '../command.ts';
import { changeConfigFile } from '../config-file.ts';
import {
  contextPaths,
  DEFAULT_CONTEXT,
  listContexts,
  MissingContext,
  readContext,
  removeContext,
} from '../contexts.ts';
import { currentContext, defaultHost } from '../endpoint.ts';
import { CliError, errorMessage, throwJoined } from '../errors.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { ellipsis, naturalCompare } from '../format/text.ts';
import { anyArguments, atLeast, exactly, noArguments, tersely } from '../parse/arguments.ts';
import { mapShape, structShape } from '../template/shapes.ts';
import { forceFlag, listFormatFlag, quietFlag, shortInspectFormatFlag } from './common-flags.ts';
import { contextCreate, contextUpdate } from './context-change.ts';
import { contextExport, contextImport } from './context-archive.ts';
import { inspectObjects, type Inspected } from './inspect-objects.ts';

interface ContextRow {
  readonly name: string;
  readonly description: string;
  readonly endpoint: string;
  readonly isCurrent: boolean;
  readonly error: string;
}

const DEFAULT_DESCRIPTION = 'Current DOCKER_HOST based configuration';
const ERROR_COLUMNS = 45;

const contextKind: ListKind<ContextRow> = {
  typeName: '*formatter.clientContextContext',
  headers: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' },
  fields: (row) => ({
    Current: () => row.isCurrent,
    Description: () => row.description,
    DockerEndpoint: () => row.endpoint,
    Error: () => ellipsis(row.error, ERROR_COLUMNS),
    Name: () => row.name,
  }),
};

const tableFormat = 'table {{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}';

async function contextRows(cli: Cli): Promise<ContextRow[]> {
  const current = await currentContext(cli);
  const rows = (await listContexts(cli)).map(({ name, description, host }): ContextRow => ({
    name,
    description,
    endpoint: host,
    isCurrent: name === current,
    error: '',
  }));
  rows.push({
    name: DEFAULT_CONTEXT,
    description: DEFAULT_DESCRIPTION,
    endpoint: defaultHost(cli.daemonChoice),
    isCurrent: current === DEFAULT_CONTEXT,
    error: '',
  });
  if (!rows.some((row) => row.isCurrent)) {
    const error = await readContext(cli, current).then(() => '', errorMessage);
    rows.push({ name: current, description: '', endpoint: '', isCurrent: true, error });
  }
  return rows.sort((left, right) => naturalCompare(left.name, right.name));
}

/** What --host and DOCKER_HOST do to a context that is chosen otherwise. */
async function warnOfHost(cli: Cli, context: string): Promise<void> {
  if (!cli.io.environment['DOCKER_HOST']) return;
  await cli.err(
    'Warning: DOCKER_HOST environment variable overrides the active context. ' +
      `To use ${context}, either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
  );
}

const contextLs: Command = {
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List contexts',
  aliasLine: 'docker context ls, docker context list',
  arguments: noArguments,
  flags: [listFormatFlag, quietFlag('Only show context names')],
  run: async ({ cli, flags }) => {
    const format = flags.string('format');
    const chosen = format === '' || format === 'table' ? tableFormat : format;
    await writeList(cli, contextKind, flags.bool('quiet') ? '{{.Name}}' : chosen, await contextRows(cli), {
      truncate: true,
    });
    if (!flags.bool('quiet')) await warnOfHost(cli, 'a context');
  },
};

const contextShow: Command = {
  name: 'show',
  use: '',
  short: 'Print the name of the current context',
  arguments: noArguments,
  flags: [],
  run: async ({ cli }) => cli.out(`${await currentContext(cli)}\n`),
};

const contextUse: Command = {
  name: 'use',
  use: 'CONTEXT',
  short: 'Set the current docker context',
  arguments: tersely(exactly(1)),
  flags: [],
  run: async ({ cli, args: [name = ''] }) => {
    if (name !== DEFAULT_CONTEXT) await readContext(cli, name);
    await changeConfigFile(cli, { currentContext: name === DEFAULT_CONTEXT ? undefined : name });
    await cli.out(`${name}\n`);
    await cli.err(`Current context is now ${JSON.stringify(name)}\n`);
    if (name !== DEFAULT_CONTEXT) await warnOfHost(cli, JSON.stringify(name));
  },
};

const contextRm: Command = {
  name: 'rm',
  aliases: ['remove'],
  use: 'CONTEXT [CONTEXT...]',
  short: 'Remove one or more contexts',
  aliasLine: 'docker context rm, docker context remove',
  arguments: atLeast(1),
  flags: [forceFlag('Force the removal of a context in use')],
  run: async ({ cli, flags, args }) => {
    const errors: unknown[] = [];
    const current = await currentContext(cli);
    for (const name of args) {
      try {
        await removeOne(cli, name, current, flags.bool('force'));
        await cli.out(`${name}\n`);
      } catch (error) {
        errors.push(error);
      }
    }
    throwJoined(errors);
  },
};

async function removeOne(cli: Cli, name: string, current: string, isForced: boolean): Promise<void> {
  const quoted = JSON.stringify(name);
  if (name === DEFAULT_CONTEXT) throw new CliError(`context ${quoted} cannot be removed`);
  await readContext(cli, name).catch((error: unknown) => {
    throw error instanceof MissingContext ? new CliError(`context ${quoted} does not exist`) : error;
  });
  if (name === current) {
    if (!isForced) throw new CliError(`context ${quoted} is in use, set -f flag to force remove`);
    await changeConfigFile(cli, { currentContext: undefined });
  }
  await removeContext(cli, name);
}

const contextShape = structShape('*inspect.contextWithTLSListing', {
  Metadata: structShape('command.DockerContext', {}, { Description: '' }),
  Endpoints: { kind: 'map', of: structShape('docker.EndpointMeta') },
  TLSMaterial: mapShape,
});

async function inspectContext(cli: Cli, name: string): Promise<Inspected> {
  const isDefault = name === DEFAULT_CONTEXT;
  const context = isDefault
    ? { name, description: '', host: defaultHost(cli.daemonChoice), skipTlsVerify: false }
    : await readContext(cli, name);
  const { meta, tls } = await contextPaths(cli, name);
  const value = {
    Name: context.name,
    Metadata: context.description === '' ? {} : { Description: context.description },
    Endpoints: { docker: { Host: context.host, SkipTLSVerify: context.skipTlsVerify } },
    TLSMaterial: {},
    Storage: isDefault
      ? { MetadataPath: '\u003cIN MEMORY\u003e', TLSPath: '\u003cIN MEMORY\u003e' }
      : { MetadataPath: meta, TLSPath: tls },
  };
  // Go's encoder writes angle brackets so
  return { text: JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'), shape: contextShape };
}

const contextInspect: Command = {
  name: 'inspect',
  use: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  short: 'Display detailed information on one or more contexts',
  arguments: anyArguments,
  flags: [shortInspectFormatFlag],
  run: async ({ cli, flags, args }) =>
    inspectObjects(cli, args.length > 0 ? args : [await currentContext(cli)], flags.string('format'), (name) =>
      inspectContext(cli, name),
    ),
};

export const contextGroup: CommandGroup = {
  name: 'context',
  short: 'Manage contexts',
  commands: [
    contextCreate,
    contextExport,
    contextImport,
    contextInspect,
    contextLs,
    contextRm,
    contextShow,
    contextUpdate,
    contextUse,
  ],
};
