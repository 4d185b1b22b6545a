import type { ImageSummary } from '../api/types.ts';
import type { Command, Invocation } from '../command.ts';
import { goTimeString } from '../format/go-time.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { shortId } from '../format/text.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { between } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { familiarName, parseReference } from '../reference.ts';
import { filterFlag, filtersQuery, listFormatFlag, listFormatOf, quietFlag } from './common-flags.ts';

const none = '<none>';

/** One line of the list: an image under one of its names. */
export interface NamedImage {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const orNotAvailable = (value: number, text: () => string): string => (value === -1 ? 'N/A' : text());

export const imageKind: ListKind<NamedImage> = {
  typeName: '*formatter.imageContext',
  headers: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    VirtualSize: 'SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
  fields: ({ image, repository, tag, digest }, { truncate }) => ({
    ID: () => (truncate ? shortId(image.Id) : image.Id),
    Repository: () => repository,
    Tag: () => tag,
    Digest: () => digest,
    CreatedSince: () => `${humanDuration(Date.now() - image.Created * 1000)} ago`,
    CreatedAt: () => goTimeString(image.Created),
    Size: () => humanSize(image.Size, 3),
    Containers: () => orNotAvailable(image.Containers, () => String(image.Containers)),
    VirtualSize: () => humanSize(image.Size),
    SharedSize: () => orNotAvailable(image.SharedSize, () => humanSize(image.SharedSize)),
    UniqueSize: () => orNotAvailable(image.SharedSize, () => humanSize(image.Size - image.SharedSize)),
  }),
};

export function isDangling(image: ImageSummary): boolean {
  const tags = (image.RepoTags ?? []).filter((tag) => tag !== '<none>:<none>');
  const digests = (image.RepoDigests ?? []).filter((digest) => digest !== '<none>@<none>');
  return tags.length === 0 && digests.length === 0;
}

/** The lines of one image. `showsDigests`: a digest without a tag has a line of its own, tags show theirs. */
export function namedImages(image: ImageSummary, usesDigests: boolean, showsDigests: boolean): NamedImage[] {
  if (isDangling(image)) return [{ image, repository: none, tag: none, digest: none }];
  const tags = group(image.RepoTags ?? [], (reference) => reference.tag);
  const digests = group(image.RepoDigests ?? [], (reference) => reference.digest);
  const lines: NamedImage[] = [];
  for (const [repository, names] of tags) {
    const own = usesDigests ? (digests.get(repository) ?? []) : [];
    digests.delete(repository);
    for (const tag of names) {
      for (const digest of own.length > 0 ? own : [none]) lines.push({ image, repository, tag, digest });
    }
  }
  for (const [repository, names] of digests) {
    for (const digest of showsDigests ? names : ['']) lines.push({ image, repository, tag: none, digest });
  }
  return lines;
}

function group(
  names: readonly string[],
  part: (reference: ReturnType<typeof parseReference>) => string | undefined,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    if (name.startsWith('<none>')) continue;
    const reference = parseReference(name);
    const value = part(reference);
    const repository = familiarName(reference);
    if (value !== undefined) groups.set(repository, [...(groups.get(repository) ?? []), value]);
  }
  return groups;
}

const columns = '{{.ID}}\t{{.CreatedSince}}\t{{.Size}}';
const rawFormat = (digest: string): string => `repository: {{ .Repository }}
tag: {{.Tag}}
${digest}image_id: {{.ID}}
created_at: {{.CreatedAt}}
virtual_size: {{.Size}}
`;

function listFormat(format: string, isQuiet: boolean, showsDigests: boolean): string {
  if (format === '' || format === 'table') {
    if (isQuiet) return '{{.ID}}';
    return `table {{.Repository}}\t{{.Tag}}\t${showsDigests ? '{{.Digest}}\t' : ''}${columns}`;
  }
  if (format === 'raw') return isQuiet ? 'image_id: {{.ID}}' : rawFormat(showsDigests ? 'digest: {{.Digest}}\n' : '');
  return format.startsWith('table') && showsDigests && !format.includes('{{.Digest}}')
    ? `${format}\t{{.Digest}}`
    : format;
}

const groupCommands = [
  'build',
  'history',
  'import',
  'inspect',
  'list',
  'load',
  'ls',
  'prune',
  'pull',
  'push',
  'rm',
  'save',
  'tag',
];

async function run({ cli, flags, args, calledAs }: Invocation): Promise<void> {
  const [name] = args;
  const extra = name === undefined || name === '' ? [] : [['reference', name] as const];
  const images = await cli.api.get<ImageSummary[]>('/images/json', {
    query: { all: flags.bool('all'), filters: filtersQuery(flags, extra) },
  });
  const showsDigests = flags.bool('digests');
  const format = listFormat(await listFormatOf(cli, flags, 'imagesFormat'), flags.bool('quiet'), showsDigests);
  const usesDigests = showsDigests || format.includes('{{.Digest}}');
  const lines = images.flatMap((image) => namedImages(image, usesDigests, showsDigests));
  await writeList(cli, imageKind, format, lines, { truncate: !flags.bool('no-trunc') });
  if (name !== undefined && images.length === 0 && calledAs === 'images' && groupCommands.includes(name)) {
    await cli.err(`\nNo images found matching "${name}": did you mean "docker image ${name}"?\n`);
  }
}

export const imageLs: Command = {
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS] [REPOSITORY[:TAG]]',
  short: 'List images',
  aliasLine: 'docker image ls, docker image list, docker images',
  arguments: between(0, 1),
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Show all images (default hides intermediate images)' },
    { name: 'digests', type: flagTypes.bool, help: 'Show digests' },
    filterFlag('Filter output based on conditions provided', 'f'),
    listFormatFlag,
    { name: 'no-trunc', type: flagTypes.bool, help: "Don't truncate output" },
    quietFlag('Only show image IDs'),
    ...flagTable('--tree: List multi-platform images as a tree (EXPERIMENTAL)', {
      apiVersion: '1.47',
      absent: 'its images have one platform each',
    }),
  ],
  run,
};
