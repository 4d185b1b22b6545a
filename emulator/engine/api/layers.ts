import { byteStringOf } from '../../disks/byte-string.ts';
import { SlipwayError } from '../../errors.ts';
import type { Containers } from '../containers/containers.ts';
import { isDirectory, upperFolder } from '../containers/layered-files.ts';
import type { EngineContext } from '../context.ts';
import type { FileEntry } from '../guest.ts';
import type { ImageStore } from '../images/image-store.ts';
import type { Digest } from '../images/types.ts';
import { imageLayersView } from '../layers/image-layers-view.ts';
import { filesOfImage, filesOfLayer, type LayerEntry } from '../layers/layer-files.ts';
import { queryInteger } from './request-body.ts';
import { jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** Of one folder; Total says how many there are. */
const DEFAULT_LIMIT = 500;

/**
 * /slipway/images: what is in an image's layers, read from the layers themselves, without the guest. Slipway's own, for
 * its inspector; no Docker client asks for what begins with /slipway.
 *
 * GET /slipway/images/{name}/layers → ImageLayersView.
 *
 * GET /slipway/images/{name}/files?path=/etc&layer=1&limit=500 → { Total, Entries }: what layer 1 has in /etc beside those
 * below it ('added', 'changed', 'deleted', 'same'); without `layer` what the image has there, each with its layer.
 */
export function layerRoutes(images: ImageStore): RouteTable {
  const imageOf = ({ params }: RouteRequest) => images.find(params.name!) ?? images.ofContainer(params.name as Digest);
  return [
    {
      method: 'GET',
      path: '/slipway/images/{name...}/layers',
      handle: (request) =>
        jsonResponse(imageLayersView(imageOf(request), images.list(), (diffId) => images.layerSizeBytes(diffId))),
    },
    {
      method: 'GET',
      path: '/slipway/images/{name...}/files',
      async handle(request) {
        const layer = queryInteger(request.query, 'layer');
        const path = byteStringOf(pathOf(request));
        const readers = await Promise.all(imageOf(request).layers.map((diffId) => images.layers.reader(diffId)));
        const entries = layer === undefined ? filesOfImage(readers, path) : filesOfLayer(readers, layer, path);
        const limit = queryInteger(request.query, 'limit') ?? DEFAULT_LIMIT;
        return jsonResponse({ Total: entries.length, Entries: entries.slice(0, limit).map(entryView) });
      },
    },
  ];
}

/**
 * GET /slipway/containers/{id}/upper?path=/etc → { Total, Entries }: what a container's own directory has there. Type
 * 'deleted' for a whiteout. None for a container that was never started.
 */
export function upperRoutes({ guest }: EngineContext, containers: Containers): RouteTable {
  return [
    {
      method: 'GET',
      path: '/slipway/containers/{id}/upper',
      async handle(request) {
        const container = containers.registry.resolve(request.params.id!);
        const folder = upperFolder(container.id);
        const path = pathOf(request);
        const status = await guest.files.stat(`${folder}${path}`).catch(() => undefined);
        const entries = status && isDirectory(status) ? await guest.files.list(`${folder}${path}`) : [];
        const limit = queryInteger(request.query, 'limit') ?? DEFAULT_LIMIT;
        const shown = entries.slice(0, limit).map((entry) => ({
          Name: entry.name,
          Type: typeOf(entry),
          SizeBytes: typeOf(entry) === 'file' ? entry.sizeBytes : 0,
        }));
        return jsonResponse({ Total: entries.length, Entries: shown });
      },
    },
  ];
}

function entryView({ name, type, kind, sizeBytes, mode, target, layer, from }: LayerEntry) {
  return {
    Name: name,
    Type: type,
    Kind: kind,
    SizeBytes: sizeBytes,
    Mode: mode,
    Target: target,
    Layer: layer,
    From: from ?? null,
  };
}

/** Absolute, and nothing that leads out of it. */
function pathOf({ query }: RouteRequest): string {
  const path = query.get('path') ?? '/';
  if (!path.startsWith('/') || path.includes('\0') || path.split('/').some((part) => part === '..' || part === '.')) {
    throw new SlipwayError('invalid', `invalid path: ${JSON.stringify(path)}`);
  }
  return path === '/' ? '' : path.replace(/\/+$/, '');
}

const TYPES: ReadonlyMap<number, string> = new Map([
  [0o040000, 'directory'],
  [0o100000, 'file'],
  [0o120000, 'symlink'],
  [0o060000, 'block'],
  [0o010000, 'fifo'],
  [0o140000, 'socket'],
]);

/** A character device in an upper directory is overlayfs's whiteout: mknod(2) of others is made in the container's /dev. */
function typeOf({ mode }: FileEntry): string {
  return TYPES.get(mode & 0o170000) ?? 'deleted';
}
