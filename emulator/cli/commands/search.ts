import type { Command } from '../command.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { filterFlag, filtersQuery } from './common-flags.ts';

interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
  readonly is_automated: boolean;
}

const MAX_DESCRIPTION = 45;

const searchKind: ListKind<SearchResult> = {
  typeName: '*formatter.SearchContext',
  headers: {
    Name: 'NAME',
    Description: 'DESCRIPTION',
    StarCount: 'STARS',
    IsOfficial: 'OFFICIAL',
    IsAutomated: 'AUTOMATED',
  },
  fields: (result, { truncate }) => ({
    Name: () => result.name,
    Description: () => {
      const line = result.description.replace(/[\r\n]/g, ' ');
      return truncate && line.length > MAX_DESCRIPTION ? `${line.slice(0, MAX_DESCRIPTION - 1)}…` : line;
    },
    StarCount: () => String(result.star_count),
    IsOfficial: () => (result.is_official ? '[OK]' : ''),
    IsAutomated: () => (result.is_automated ? '[OK]' : ''),
  }),
};

export const search: Command = {
  name: 'search',
  use: '[OPTIONS] TERM',
  short: 'Search Docker Hub for images',
  flags: [
    filterFlag('Filter output based on conditions provided', 'f'),
    { name: 'format', type: flagTypes.string, help: 'Pretty-print search using a Go template' },
    { name: 'limit', type: flagTypes.int, help: 'Max number of search results' },
    { name: 'no-trunc', type: flagTypes.bool, help: "Don't truncate output" },
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    const results = await cli.api.get<SearchResult[]>('/images/search', {
      query: {
        term: args[0],
        limit: flags.number('limit') || undefined,
        filters: filtersQuery(flags),
      },
    });
    const format = flags.string('format');
    const table = 'table {{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}';
    await writeList(cli, searchKind, format === '' || format === 'table' ? table : format, results, {
      truncate: !flags.bool('no-trunc'),
    });
  },
};
