import type { Cli } from '../cli.ts';
import { readConfigFile } from '../config-file.ts';
import { flagTypes, listOf } from '../parse/flag-types.ts';
import type { FlagSpec, ParsedFlags } from '../parse/flags.ts';

const templateHelp = `'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`;

/** --format of the commands that list. */
export const listFormatFlag: FlagSpec = {
  name: 'format',
  type: flagTypes.string,
  help: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
${templateHelp}`,
};

/** --format of inspect, info, version and events. */
export const inspectFormatFlag: FlagSpec = {
  name: 'format',
  type: flagTypes.string,
  help: `Format output using a custom template:
'json':             Print in JSON format
${templateHelp}`,
};

export const shortInspectFormatFlag: FlagSpec = { ...inspectFormatFlag, short: 'f' };

type FormatField = `${'ps' | 'images' | 'networks' | 'volumes' | 'stats' | 'plugins'}Format`;

/** --format of a list, or what config.json has for it; '' for the usual table. */
export async function listFormatOf(cli: Cli, flags: ParsedFlags, field: FormatField): Promise<string> {
  const format = flags.string('format');
  if (format !== '' || flags.bool('quiet')) return format;
  const configured = (await readConfigFile(cli))[field];
  return typeof configured === 'string' ? configured : '';
}

const filterType = listOf('filter', (text) => {
  if (!text.includes('=')) throw new Error('bad format of filter (expected name=value)');
  const [name = '', ...value] = text.split('=');
  return `${name.trim().toLowerCase()}=${value.join('=').trim()}`;
});

export function filterFlag(help: string, short?: string): FlagSpec {
  return { name: 'filter', short, type: filterType, help };
}

/** The filters as the API's query takes them, with `extra` ones; undefined when there are none. */
export function filtersQuery(
  flags: ParsedFlags,
  extra: readonly (readonly [string, string])[] = [],
): string | undefined {
  const filters: Record<string, Record<string, true>> = {};
  const given = flags
    .list('filter')
    .map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const);
  for (const [name, value] of [...given, ...extra]) (filters[name] ??= {})[value] = true;
  return Object.keys(filters).length === 0 ? undefined : JSON.stringify(filters);
}

export const forceFlag = (help: string): FlagSpec => ({ name: 'force', short: 'f', type: flagTypes.bool, help });
export const quietFlag = (help: string): FlagSpec => ({ name: 'quiet', short: 'q', type: flagTypes.bool, help });

export const detachKeysFlag: FlagSpec = {
  name: 'detach-keys',
  type: flagTypes.string,
  help: 'Override the key sequence for detaching a container',
};

export const platformFlag: FlagSpec = {
  name: 'platform',
  type: flagTypes.string,
  help: 'Set platform if server is multi-platform capable',
  apiVersion: '1.32',
};

/** Slipway has no Notary to ask: switching verification on is refused. */
export const contentTrustFlag: FlagSpec = {
  name: 'disable-content-trust',
  type: {
    ...flagTypes.bool,
    parse: (text) => {
      const [isDisabled] = flagTypes.bool.parse(text);
      if (isDisabled !== true) throw new Error('Slipway has no Notary server to verify images with');
      return [true];
    },
  },
  default: true,
  defaultText: 'true',
  help: 'Skip image verification',
};

export const labelType = listOf('list', (text) => {
  if (text === '' || text.startsWith('=')) throw new Error(`invalid label '${text}': empty name`);
  return text;
});

export const mapType = listOf('map');
