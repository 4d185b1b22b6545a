import type { ContainerDetails } from '../api/types.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { joinHostPort } from '../format/ports.ts';
import { alignColumns } from '../format/tabwriter.ts';
import { naturalCompare } from '../format/text.ts';
import { atLeast, between } from '../parse/arguments.ts';
import { pathName } from './several.ts';

export const containerTop: Command = {
  name: 'top',
  use: 'CONTAINER [ps OPTIONS]',
  short: 'Display the running processes of a container',
  aliasLine: 'docker container top, docker top',
  flags: [],
  isInterspersed: false,
  arguments: atLeast(1),
  run: async ({ cli, args }) => {
    const [name = '', ...psArguments] = args;
    const list = await cli.api.get<{ Titles: string[]; Processes: string[][] | null }>(
      `/containers/${pathName(name)}/top`,
      {
        query: { ps_args: psArguments.length > 0 ? psArguments.join(' ') : undefined },
      },
    );
    const rows = [list.Titles, ...(list.Processes ?? [])].map((row) => `${row.join('\t')}\n`);
    await cli.out(alignColumns(rows.join(''), { minWidth: 20, padding: 3 }));
  },
};

export const containerPort: Command = {
  name: 'port',
  use: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  short: 'List port mappings or a specific mapping for the container',
  aliasLine: 'docker container port, docker port',
  flags: [],
  arguments: between(1, 2),
  run: async ({ cli, args }) => {
    const [name = '', wanted] = args;
    const container = await cli.api.get<ContainerDetails>(`/containers/${pathName(name)}/json`);
    const ports = container.NetworkSettings?.Ports ?? {};
    const lines: string[] = [];
    if (wanted === undefined) {
      for (const [port, bindings] of Object.entries(ports)) {
        for (const { HostIp, HostPort } of bindings ?? []) lines.push(`${port} -> ${joinHostPort(HostIp, HostPort)}`);
      }
    } else {
      const [port = '', protocol = ''] = wanted.split('/');
      if (!/^\d+$/.test(port) || Number(port) > 65535) {
        const reason = /^\d+$/.test(port) ? 'value out of range' : 'invalid syntax';
        throw new CliError(
          `Error: invalid port (${port}): strconv.ParseUint: parsing ${JSON.stringify(port)}: ${reason}`,
        );
      }
      const bindings = ports[`${port}/${protocol || 'tcp'}`] ?? [];
      if (bindings.length === 0) throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
      for (const { HostIp, HostPort } of bindings) lines.push(joinHostPort(HostIp, HostPort));
    }
    if (lines.length > 0) await cli.out(`${lines.sort(naturalCompare).join('\n')}\n`);
  },
};
