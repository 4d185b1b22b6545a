import type { ImageHistoryItem } from '../api/types.ts';
import type { Command } from '../command.ts';
import { isoSeconds } from '../format/go-time.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { ellipsis, shortId } from '../format/text.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { listFormatFlag, platformFlag, quietFlag } from './common-flags.ts';
import { encodedPath } from './several.ts';

/** 2000-01-01: older creation times are stand-ins of reproducible builds. */
const epochSeconds = 946_684_800;

const historyKind = (isHuman: boolean): ListKind<ImageHistoryItem> => ({
  typeName: '*image.historyContext',
  headers: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
  fields: (item, { truncate }) => ({
    ID: () => (truncate ? shortId(item.Id) : item.Id),
    CreatedAt: () => isoSeconds(item.Created),
    CreatedSince: () => {
      if (!isHuman) return isoSeconds(item.Created);
      return item.Created <= epochSeconds ? 'N/A' : `${humanDuration(Date.now() - item.Created * 1000)} ago`;
    },
    CreatedBy: () => {
      const command = item.CreatedBy.replaceAll('\t', ' ');
      return truncate ? ellipsis(command, 45) : command;
    },
    Size: () => (isHuman ? humanSize(item.Size, 3) : String(item.Size)),
    Comment: () => item.Comment,
  }),
});

export const imageHistory: Command = {
  name: 'history',
  use: '[OPTIONS] IMAGE',
  short: 'Show the history of an image',
  aliasLine: 'docker image history, docker history',
  flags: [
    listFormatFlag,
    {
      name: 'human',
      short: 'H',
      type: flagTypes.bool,
      default: true,
      defaultText: 'true',
      help: 'Print sizes and dates in human readable format',
    },
    { name: 'no-trunc', type: flagTypes.bool, help: "Don't truncate output" },
    {
      ...platformFlag,
      help: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
      apiVersion: '1.48',
    },
    quietFlag('Only show image IDs'),
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    const isHuman = flags.bool('human');
    const format = flags.string('format') || 'table';
    const created = isHuman ? '{{.CreatedSince}}' : '{{.CreatedAt}}';
    const table = flags.bool('quiet')
      ? '{{.ID}}'
      : `table {{.ID}}\t${created}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}`;
    const platform = flags.string('platform');
    const history = await cli.api.get<ImageHistoryItem[]>(`/images/${encodedPath(args[0] ?? '')}/history`, {
      query: { platform: platform === '' ? undefined : platformQuery(platform) },
    });
    await writeList(cli, historyKind(isHuman), format === 'table' ? table : format, history, {
      truncate: !flags.bool('no-trunc'),
    });
  },
};

/** 'linux/arm/v7' as the JSON the API takes. */
function platformQuery(text: string): string {
  const [os, architecture, variant] = text.split('/');
  return JSON.stringify({ os, architecture, variant });
}
