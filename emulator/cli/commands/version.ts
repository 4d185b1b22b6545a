import type { Command, Invocation } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { ansiDate } from '../format/go-time.ts';
import { alignColumns } from '../format/tabwriter.ts';
import { noArguments } from '../parse/arguments.ts';
import { listShape, mapShape, structShape, typedValue } from '../template/shapes.ts';
import { TemplateExecutionError } from '../template/execute.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { cliApiVersion, cliBuild, cliVersion } from '../version-info.ts';
import { shortInspectFormatFlag } from './common-flags.ts';

interface Component {
  readonly Name: string;
  readonly Version: string;
  readonly Details?: Record<string, string> | null;
}

export interface ServerVersion {
  readonly Platform?: { readonly Name: string };
  readonly Components?: Component[] | null;
  readonly Version: string;
  readonly ApiVersion: string;
  readonly MinAPIVersion?: string;
  readonly [field: string]: unknown;
}

/** What the CLI says of itself, for version and info. `apiVersion`: the one both sides know. */
export function clientInfo(apiVersion: string | undefined): Record<string, unknown> {
  return {
    Platform: { Name: 'Slipway' },
    Version: cliVersion,
    ...(apiVersion === undefined ? {} : { ApiVersion: apiVersion }),
    DefaultAPIVersion: cliApiVersion,
    GitCommit: cliBuild,
    Os: 'linux',
    Arch: '386',
    Context: 'default',
  };
}

export const clientShape = structShape(
  'system.clientVersion',
  {},
  { ApiVersion: '', GoVersion: '', BuildTime: '' },
  { ApiVersion: 'APIVersion' },
);

const componentShape = structShape('types.ComponentVersion', { Details: mapShape });

const versionShape = structShape('system.versionInfo', {
  Client: clientShape,
  Server: structShape(
    '*types.Version',
    { Platform: structShape('struct { Name string }'), Components: listShape(componentShape) },
    { Experimental: false, BuildTime: '' },
    { ApiVersion: 'APIVersion' },
  ),
});

export function commonApiVersion(daemon: string | undefined): string {
  const minor = (version: string): number => Number(version.split('.')[1] ?? 0);
  return daemon !== undefined && minor(daemon) < minor(cliApiVersion) ? daemon : cliApiVersion;
}

/** The daemon's engine as a component, for daemons that list none. */
function withEngine(server: ServerVersion): ServerVersion {
  const components = (server.Components ?? []).map((component) =>
    component.Name === 'Engine' && component.Details?.['BuildTime']
      ? { ...component, Details: { ...component.Details, BuildTime: ansiDate(component.Details['BuildTime']) } }
      : component,
  );
  if (!components.some((component) => component.Name === 'Engine')) {
    const text = (name: string): string => String(server[name] ?? '');
    components.push({
      Name: 'Engine',
      Version: server.Version,
      Details: {
        ApiVersion: server.ApiVersion,
        MinAPIVersion: server.MinAPIVersion ?? '',
        GitCommit: text('GitCommit'),
        GoVersion: text('GoVersion'),
        Os: text('Os'),
        Arch: text('Arch'),
        BuildTime: ansiDate(text('BuildTime')),
        Experimental: String(server['Experimental'] ?? false),
      },
    });
  }
  return { ...server, Components: components };
}

function clientText(client: Readonly<Record<string, unknown>>): string {
  const api =
    client['ApiVersion'] === cliApiVersion
      ? cliApiVersion
      : `${String(client['ApiVersion'])} (downgraded from ${cliApiVersion})`;
  return [
    'Client: Slipway',
    ` Version:\t${cliVersion}`,
    ` API version:\t${api}`,
    ` Git commit:\t${cliBuild}`,
    ` OS/Arch:\t${String(client['Os'])}/${String(client['Arch'])}`,
    ` Context:\tdefault`,
  ].join('\n');
}

const optional = (label: string, value: string): string[] => (value === '' ? [] : [`  ${label}:\t${value}`]);

function serverText(server: ServerVersion): string {
  const platform = server.Platform?.Name ? ` ${server.Platform.Name}` : '';
  const lines = [`Server:${platform}`];
  for (const { Name, Version, Details } of server.Components ?? []) {
    const detail = (name: string): string => Details?.[name] ?? '';
    lines.push(` ${Name}:`, `  Version:\t${Version}`);
    if (Name === 'Engine') {
      lines.push(
        `  API version:\t${detail('ApiVersion')} (minimum version ${detail('MinAPIVersion')})`,
        // an engine that is not written in Go has no such rows
        ...optional('Go version', detail('GoVersion')),
        ...optional('Git commit', detail('GitCommit')),
        ...optional('Built', detail('BuildTime')),
        `  OS/Arch:\t${detail('Os')}/${detail('Arch')}`,
        `  Experimental:\t${detail('Experimental')}`,
      );
    } else for (const name of Object.keys(Details ?? {}).sort()) lines.push(`  ${name}:\t${detail(name)}`);
  }
  return lines.join('\n');
}

function formatted(template: Template, client: unknown, server: unknown): string {
  return template.execute(typedValue({ Client: client, Server: server ?? null }, versionShape));
}

async function run({ cli, flags }: Invocation): Promise<void> {
  const format = flags.string('format');
  let template: Template | undefined;
  try {
    template = format === '' ? undefined : compileTemplate(format === 'json' ? '{{json .}}' : format, 'version');
  } catch (error) {
    throw new CliError(`template parsing error: ${errorMessage(error)}`, 64);
  }
  let server: ServerVersion | undefined;
  let failure: unknown;
  try {
    server = withEngine(await cli.api.get<ServerVersion>('/version'));
  } catch (error) {
    failure = error;
  }
  const client = clientInfo(cli.api.version ?? commonApiVersion(server?.ApiVersion));
  if (template) {
    try {
      await cli.out(`${formatted(template, client, server)}\n`);
    } catch (error) {
      if (!(error instanceof TemplateExecutionError)) throw error;
      await cli.out(`${error.printed}\n`);
      // That there is no daemon weighs more than what the template makes of it.
      throw failure ?? error;
    }
  } else {
    const text = `${[clientText(client), ...(server ? [serverText(server)] : [])].join('\n\n')}\n`;
    await cli.out(alignColumns(text, { minWidth: 20, padding: 1 }));
  }
  if (failure !== undefined) throw failure;
}

export const version: Command = {
  name: 'version',
  use: '[OPTIONS]',
  short: 'Show the Docker version information',
  flags: [shortInspectFormatFlag],
  arguments: noArguments,
  run,
};
