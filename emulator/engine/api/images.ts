import { explaining, SlipwayError } from '../../errors.ts';
import { filterImages, namesThatMatch, withoutIntermediates } from '../images/filters.ts';
import type { ImageStore } from '../images/image-store.ts';
import { familiarString, parseReference, withDefaultTag, withTagOrDigest } from '../images/reference.ts';
import { pruneImages, removeImage, type Removed } from '../images/removal.ts';
import type { Digest } from '../images/types.ts';
import { untilSeconds } from '../images/until.ts';
import { imageHistory, imageSummary, inspectImage } from '../images/views.ts';
import type { ApiResponse } from '../transport.ts';
import { imageArchiveRoutes } from './image-archives.ts';
import { createImage, type ImageRoutesContext } from './image-create.ts';
import { pushImage } from './image-push.ts';
import { queryFilters, queryFlag } from './request-body.ts';
import { layerRoutes } from './layers.ts';
import { registryRoutes } from './registry.ts';
import { emptyResponse, jsonResponse } from './response.ts';
import { type RouteRequest, type RouteTable } from './route.ts';

const LIST_FILTERS = ['dangling', 'label', 'before', 'since', 'reference'];
const PRUNE_FILTERS = ['dangling', 'label', 'label!', 'until'];

/** Docker Engine API 1.41, section "Image". */
export function imageRoutes(context: ImageRoutesContext): RouteTable {
  const { images } = context;
  return [
    ...imageArchiveRoutes(context),
    ...registryRoutes(context),
    ...layerRoutes(images),
    { method: 'GET', path: '/images/json', handle: (request) => listImages(images, request) },
    { method: 'POST', path: '/images/create', handle: (request) => createImage(context, request) },
    { method: 'POST', path: '/images/prune', handle: (request) => prune(context, request) },
    { method: 'GET', path: '/images/{name...}/json', handle: (request) => inspect(images, request) },
    { method: 'GET', path: '/images/{name...}/history', handle: (request) => history(images, request) },
    { method: 'POST', path: '/images/{name...}/push', handle: (request) => pushImage(context, request) },
    { method: 'POST', path: '/images/{name...}/tag', handle: (request) => tag(context, request) },
    { method: 'DELETE', path: '/images/{name...}', handle: (request) => remove(context, request) },
  ];
}

function listImages(images: ImageStore, { query }: RouteRequest): ApiResponse {
  const filters = queryFilters(query, LIST_FILTERS);
  // As older clients ask: `docker images NAME`.
  const name = query.get('filter');
  const all = name ? new Map([...filters, ['reference', [name]]]) : filters;
  const shown = withoutIntermediates(
    images.list(),
    all,
    queryFlag(query, 'all'),
    (id) => images.children(id).length > 0,
  );
  const found = filterImages(shown, all, (each) => images.resolve(each));
  return jsonResponse(found.map((image) => imageSummary(namesThatMatch(image, all))));
}

function inspect(images: ImageStore, { params }: RouteRequest): ApiResponse {
  const name = params.name!;
  return jsonResponse(
    inspectImage(
      images,
      explaining(`no such image: ${name}`, () => images.resolve(name)),
    ),
  );
}

function history(images: ImageStore, { params }: RouteRequest): ApiResponse {
  return jsonResponse(imageHistory(images, images.resolve(params.name!)));
}

function tag({ images, events }: ImageRoutesContext, { params, query }: RouteRequest): ApiResponse {
  const image = images.resolve(params.name!);
  const repository = parseReference(query.get('repo') ?? '');
  const tagName = query.get('tag') ?? '';
  const reference = tagName === '' ? repository : withTagOrDigest(repository, tagName);
  images.tag(image, reference);
  events.publish('image', 'tag', image.id, { name: familiarString(withDefaultTag(reference)) });
  return emptyResponse(201);
}

async function remove(context: ImageRoutesContext, { params, query }: RouteRequest): Promise<ApiResponse> {
  const name = params.name!;
  if (name.trim() === '') throw new SlipwayError('invalid', 'image name cannot be blank');
  const { id } = context.images.resolve(name);
  const removed = await removeImage(context.images, name, {
    force: queryFlag(query, 'force'),
    noPrune: queryFlag(query, 'noprune'),
  });
  publishRemoved(context, removed, () => id);
  return jsonResponse(removed);
}

async function prune(context: ImageRoutesContext, { query }: RouteRequest): Promise<ApiResponse> {
  const filters = queryFilters(query, PRUNE_FILTERS);
  const { removed, reclaimedBytes } = await pruneImages(context.images, filters, untilSeconds(filters));
  publishRemoved(context, removed, () => undefined);
  context.events.publish('image', 'prune', '', { reclaimed: String(reclaimedBytes) });
  return jsonResponse({ ImagesDeleted: removed.length === 0 ? null : removed, SpaceReclaimed: reclaimedBytes });
}

/** As dockerd: an event for each name that went, and one for the image itself (not for its layers). */
function publishRemoved(
  { events }: ImageRoutesContext,
  removed: readonly Removed[],
  imageOf: () => Digest | undefined,
): void {
  const firstDeleted = removed.find((item) => 'Deleted' in item);
  const id = imageOf() ?? (firstDeleted as { Deleted: string } | undefined)?.Deleted ?? '';
  for (const item of removed) {
    if ('Untagged' in item) events.publish('image', 'untag', id, { name: id });
    else if (item === firstDeleted) events.publish('image', 'delete', id, { name: id });
  }
}
