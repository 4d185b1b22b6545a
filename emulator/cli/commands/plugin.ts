import type { Command } from '../command.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { ellipsis } from '../format/text.ts';
import { atLeast, noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import {
  filterFlag,
  filtersQuery,
  listFormatFlag,
  listFormatOf,
  quietFlag,
  shortInspectFormatFlag,
} from './common-flags.ts';
import { inspectObjects } from './inspect-objects.ts';
import { pathName } from './several.ts';

interface Plugin {
  readonly Id: string;
  readonly Name: string;
  readonly Enabled: boolean;
  readonly Config?: { readonly Description?: string };
  readonly PluginReference?: string;
}

const ID_LENGTH = 12;
const DESCRIPTION_COLUMNS = 45;

const pluginKind: ListKind<Plugin> = {
  typeName: '*formatter.pluginContext',
  headers: { ID: 'ID', Name: 'NAME', Description: 'DESCRIPTION', Enabled: 'ENABLED', PluginReference: 'REFERENCE' },
  fields: (plugin, { truncate }) => ({
    ID: () => (truncate ? plugin.Id.slice(0, ID_LENGTH) : plugin.Id),
    Name: () => plugin.Name,
    Description: () => {
      const text = (plugin.Config?.Description ?? '').replace(/[\r\n]/g, ' ');
      return truncate ? ellipsis(text, DESCRIPTION_COLUMNS) : text;
    },
    Enabled: () => plugin.Enabled,
    PluginReference: () => plugin.PluginReference ?? '',
  }),
};

const tableFormat = 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';
const rawFormat = 'plugin_id: {{.ID}}\nname: {{.Name}}\ndescription: {{.Description}}\nenabled: {{.Enabled}}\n';

function listFormat(format: string, isQuiet: boolean): string {
  if (format === 'raw') return isQuiet ? 'plugin_id: {{.ID}}' : rawFormat;
  if (format !== '' && format !== 'table') return format;
  return isQuiet ? '{{.ID}}' : tableFormat;
}

export const pluginLs: Command = {
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List plugins',
  aliasLine: 'docker plugin ls, docker plugin list',
  flags: [
    filterFlag('Provide filter values (e.g. "enabled=true")', 'f'),
    listFormatFlag,
    { name: 'no-trunc', type: flagTypes.bool, help: "Don't truncate output" },
    quietFlag('Only display plugin IDs'),
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const plugins = await cli.api.get<Plugin[]>('/plugins', { query: { filters: filtersQuery(flags) } });
    const format = listFormat(await listFormatOf(cli, flags, 'pluginsFormat'), flags.bool('quiet'));
    await writeList(cli, pluginKind, format, plugins, { truncate: !flags.bool('no-trunc') });
  },
};

export const pluginInspect: Command = {
  name: 'inspect',
  use: '[OPTIONS] PLUGIN [PLUGIN...]',
  short: 'Display detailed information on one or more plugins',
  flags: [shortInspectFormatFlag],
  arguments: atLeast(1),
  run: ({ cli, flags, args }) =>
    inspectObjects(cli, args, flags.string('format'), async (name) => ({
      text: (await cli.api.getText(`/plugins/${pathName(name, 'plugin')}/json`)).trim(),
      shape: { kind: 'struct', name: '*types.Plugin', fields: {}, omitted: {}, goNames: {} },
    })),
};
