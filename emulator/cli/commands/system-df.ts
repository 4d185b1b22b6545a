import type { BuildCacheRecord, DiskUsage } from '../api/types.ts';
import type { Command, Invocation } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { formatList, listItem, writeList, type ListKind } from '../format/list.ts';
import { shortId } from '../format/text.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { compileTemplate } from '../template/template.ts';
import { GoStruct } from '../template/values.ts';
import { listFormatFlag } from './common-flags.ts';
import { containerKind } from './container-ls.ts';
import { imageKind, isDangling, namedImages, type NamedImage } from './image-ls.ts';
import { volumeKind } from './volume.ts';

interface UsageRow {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly sizeBytes: number;
  readonly reclaimableBytes: number;
  readonly showsShare: boolean;
}

const usageKind: ListKind<UsageRow> = {
  typeName: '*formatter.diskUsageImagesContext',
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  fields: (row) => ({
    Type: () => row.type,
    TotalCount: () => String(row.total),
    Active: () => String(row.active),
    Size: () => humanSize(row.sizeBytes),
    Reclaimable: () => {
      const size = humanSize(row.reclaimableBytes);
      if (!row.showsShare || row.sizeBytes <= 0) return size;
      return `${size} (${Math.trunc((row.reclaimableBytes * 100) / row.sizeBytes)}%)`;
    },
  }),
};

const isActive = (state: string): boolean => ['running', 'paused', 'restarting'].includes(state);
const sum = <T>(items: readonly T[], size: (item: T) => number): number =>
  items.reduce((total, item) => total + size(item), 0);

function usageRows(usage: DiskUsage): UsageRow[] {
  const images = usage.Images ?? [];
  const containers = usage.Containers ?? [];
  const volumes = usage.Volumes ?? [];
  const cache = usage.BuildCache ?? [];
  const usedByImages = sum(images, (image) =>
    image.Containers !== 0 && image.Size !== -1 && image.SharedSize !== -1 ? image.Size - image.SharedSize : 0,
  );
  const known = volumes.filter((volume) => volume.UsageData && volume.UsageData.Size !== -1);
  const cacheBytes = sum(cache, (record) => (record.Shared ? 0 : record.Size));
  return [
    {
      type: 'Images',
      total: images.length,
      active: images.filter((image) => image.Containers > 0).length,
      sizeBytes: usage.LayersSize,
      reclaimableBytes: usage.LayersSize - usedByImages,
      showsShare: true,
    },
    {
      type: 'Containers',
      total: containers.length,
      active: containers.filter((container) => isActive(container.State)).length,
      sizeBytes: sum(containers, (container) => container.SizeRw ?? 0),
      reclaimableBytes: sum(containers, (container) => (isActive(container.State) ? 0 : (container.SizeRw ?? 0))),
      showsShare: true,
    },
    {
      type: 'Local Volumes',
      total: volumes.length,
      active: volumes.filter((volume) => (volume.UsageData?.RefCount ?? 0) > 0).length,
      sizeBytes: sum(known, (volume) => volume.UsageData?.Size ?? 0),
      reclaimableBytes: sum(known, (volume) => (volume.UsageData?.RefCount === 0 ? volume.UsageData.Size : 0)),
      showsShare: true,
    },
    {
      type: 'Build Cache',
      total: cache.length,
      active: cache.filter((record) => record.InUse).length,
      sizeBytes: cacheBytes,
      reclaimableBytes: cacheBytes - sum(cache, (record) => (record.InUse && !record.Shared ? record.Size : 0)),
      showsShare: false,
    },
  ];
}

const ago = (text: string | null | undefined): string =>
  text ? `${humanDuration(Date.now() - Date.parse(text))} ago` : '';

const cacheKind: ListKind<BuildCacheRecord> = {
  typeName: '*formatter.buildCacheContext',
  headers: {
    ID: 'CACHE ID',
    CacheType: 'CACHE TYPE',
    Size: 'SIZE',
    CreatedSince: 'CREATED',
    LastUsedSince: 'LAST USED',
    UsageCount: 'USAGE',
    InUse: 'IN USE',
    Shared: 'SHARED',
    Description: 'DESCRIPTION',
  },
  fields: (record, { truncate }) => ({
    ID: () => (truncate ? shortId(record.ID) : record.ID) + (record.InUse ? '*' : ''),
    CacheType: () => record.Type,
    Description: () => record.Description,
    Size: () => humanSize(record.Size, 3),
    CreatedSince: () => ago(record.CreatedAt),
    LastUsedSince: () => ago(record.LastUsedAt),
    UsageCount: () => String(record.UsageCount),
    InUse: () => String(record.InUse),
    Shared: () => String(record.Shared),
  }),
};

/** An image has one line here, under its first name. */
function firstName(image: NonNullable<DiskUsage['Images']>[number]): NamedImage[] {
  return isDangling(image) ? namedImages(image, false, false) : namedImages(image, false, false).slice(0, 1);
}

async function writeVerbose({ cli, flags }: Invocation, usage: DiskUsage): Promise<void> {
  const format = flags.string('format');
  const images = (usage.Images ?? []).flatMap(firstName);
  const containers = (usage.Containers ?? []).map((container) => ({ ...container, SizeRootFs: 0 }));
  const volumes = usage.Volumes ?? [];
  const cache = usage.BuildCache ?? [];
  if (format !== '' && format !== 'table') {
    const options = { truncate: false };
    const all = new GoStruct('*formatter.diskUsageContext', {
      Images: () => images.map((image) => listItem(imageKind, image, options)),
      Containers: () => containers.map((container) => listItem(containerKind, container, options)),
      Volumes: () => volumes.map((volume) => listItem(volumeKind, volume, options)),
      BuildCache: () => cache.map((record) => listItem(cacheKind, record, options)),
    });
    try {
      return await cli.out(compileTemplate(format === 'json' ? '{{json .}}' : format).execute(all));
    } catch (error) {
      throw new CliError(`template parsing error: ${errorMessage(error)}`);
    }
  }
  const options = { truncate: true };
  const cacheSize = humanSize(sum(cache, (record) => (record.Shared ? 0 : record.Size)));
  const imageTable =
    'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}';
  const containerTable =
    'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}';
  const cacheTable =
    'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}';
  await cli.out(`Images space usage:\n\n${formatList(imageKind, imageTable, images, options)}`);
  await cli.out(`\nContainers space usage:\n\n${formatList(containerKind, containerTable, containers, options)}`);
  await cli.out(
    `\nLocal Volumes space usage:\n\n${formatList(volumeKind, 'table {{.Name}}\t{{.Links}}\t{{.Size}}', volumes, options)}`,
  );
  await cli.out(`\nBuild cache usage: ${cacheSize}\n\n${formatList(cacheKind, cacheTable, cache, options)}`);
}

export const systemDf: Command = {
  name: 'df',
  use: '[OPTIONS]',
  short: 'Show docker disk usage',
  flags: [
    listFormatFlag,
    { name: 'verbose', short: 'v', type: flagTypes.bool, help: 'Show detailed information on space usage' },
  ],
  arguments: noArguments,
  run: async (invocation) => {
    const { cli, flags } = invocation;
    const usage = await cli.api.get<DiskUsage>('/system/df');
    if (flags.bool('verbose')) return writeVerbose(invocation, usage);
    const format = flags.string('format');
    const table = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';
    await writeList(cli, usageKind, format === '' || format === 'table' ? table : format, usageRows(usage), {
      truncate: true,
    });
  },
};
