import { SlipwayError } from '../../errors.ts';
import { matches, matchesLabels } from '../containers/list.ts';
import type { EngineContext } from '../context.ts';
import { JsonFields } from '../json-fields.ts';
import { diskUsage } from '../system/disk-usage.ts';
import { Volumes } from '../volumes/volumes.ts';
import { queryFilters, queryFlag, readJsonObject, requireJson } from './request-body.ts';
import { emptyResponse, jsonResponse } from './response.ts';
import { notImplemented, type RouteRequest, type RouteTable } from './route.ts';
import { compareVersions } from './router.ts';

/** /volumes of the Engine API. */
export function volumeRoutes(context: EngineContext): RouteTable {
  const { volumes } = context;
  return [
    {
      method: 'GET',
      path: '/volumes',
      handle(request) {
        const filters = queryFilters(request.query, ['dangling', 'driver', 'label', 'name']);
        const dangling = filters.get('dangling');
        if (dangling && (dangling.length > 1 || !/^(?:true|1|false|0)$/.test(dangling[0] ?? ''))) {
          throw new SlipwayError('invalid', `Invalid filter 'dangling=[${dangling.join(' ')}]'`);
        }
        const any = (name: string, test: (value: string) => boolean) => filters.get(name)?.some(test) ?? true;
        const found = volumes
          .list()
          .filter(
            (volume) =>
              any('name', (value) => matches(value, volume.Name)) &&
              any('driver', (value) => value === volume.Driver) &&
              any('dangling', (value) => /^(1|true)$/.test(value) === !volumes.inUse(volume.Name)) &&
              matchesLabels(filters.get('label'), volume.Labels ?? {}),
          );
        return jsonResponse({ Volumes: found, Warnings: null });
      },
    },
    { method: 'GET', path: '/volumes/{name}', handle: (request) => jsonResponse(volumes.get(request.params.name!)) },
    { method: 'POST', path: '/volumes/create', handle: (request) => create(context, request) },
    { method: 'POST', path: '/volumes/prune', handle: (request) => prune(context, request) },
    {
      method: 'DELETE',
      path: '/volumes/{name}',
      async handle(request) {
        await volumes.remove(request.params.name!, queryFlag(request.query, 'force'));
        return emptyResponse();
      },
    },
    notImplemented('PUT', '/volumes/{name}', 'cluster volumes are not implemented in Slipway: it has no swarm'),
  ];
}

async function create(context: EngineContext, request: RouteRequest) {
  requireJson(request);
  const fields = new JsonFields(await readJsonObject(request), 'VolumeCreateBody');
  const driver = { name: fields.string('Driver'), options: fields.stringMap('DriverOpts') };
  const { volume } = await context.volumes.create(fields.string('Name'), fields.stringMap('Labels'), driver);
  return jsonResponse(volume, 201);
}

/** Since 1.42 only anonymous ones, unless the filter `all` is set. */
async function prune({ volumes, guest, events }: EngineContext, request: RouteRequest) {
  const filters = queryFilters(request.query, ['all', 'label', 'label!']);
  const all =
    compareVersions(request.apiVersion, '1.42') < 0 || (filters.get('all') ?? []).some((on) => /^(1|true)$/.test(on));
  const unused = volumes
    .list()
    .filter(
      (volume) =>
        !volumes.inUse(volume.Name) &&
        (all || Volumes.isAnonymous(volume)) &&
        matchesLabels(filters.get('label'), volume.Labels ?? {}) &&
        (filters.get('label!')?.every((label) => !matchesLabels([label], volume.Labels ?? {})) ?? true),
    );
  let reclaimedBytes = 0;
  for (const volume of unused) {
    reclaimedBytes += await diskUsage(guest, volume.Mountpoint);
    await volumes.remove(volume.Name);
  }
  events.publish('volume', 'prune', '', { reclaimed: String(reclaimedBytes) });
  return jsonResponse({
    VolumesDeleted: unused.length === 0 ? null : unused.map(({ Name }) => Name),
    SpaceReclaimed: reclaimedBytes,
  });
}
