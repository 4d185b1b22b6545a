import { getSandbox } from '@/components/machine/sandbox.ts';
import { SlipwayError } from '@/emulator/errors.ts';
import { kindOfStatus } from '../machine/engine-status.ts';

/** Of GET /slipway/images/{name}/layers (`emulator/engine/api/layers.ts`); the base first. */
export interface ImageLayers {
  readonly Layers: readonly {
    readonly DiffId: string;
    readonly SizeBytes: number;
    readonly SharedWith: readonly string[];
  }[];
  readonly History: readonly { readonly CreatedBy: string; readonly Comment: string; readonly Layer: number | null }[];
}

/** Of GET /slipway/images/{name}/files. */
export interface LayerFile {
  readonly Name: string;
  readonly Type: string;
  readonly Kind: 'added' | 'changed' | 'deleted' | 'same';
  readonly SizeBytes: number;
  /** Of a symbolic link, else ''. */
  readonly Target: string;
  /** Whose it is, the base being 0. */
  readonly Layer: number;
  /** Of a changed or deleted one, the layer below that has it. */
  readonly From: number | null;
}

/** Of GET /slipway/containers/{id}/upper. */
export interface UpperFile {
  readonly Name: string;
  readonly SizeBytes: number;
}

/** Of GET /containers/{id}/changes: 0 changed, 1 added, 2 deleted. */
export interface Change {
  readonly Path: string;
  readonly Kind: 0 | 1 | 2;
}

export interface Listing<T> {
  readonly Total: number;
  readonly Entries: readonly T[];
}

export interface ListedImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
}

export interface ListedContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly ImageID: string;
  readonly State: string;
}

/** Throws what the engine says. */
export async function read<T>(path: string): Promise<T> {
  const { status, body } = await getSandbox().api({ method: 'GET', path });
  if (status >= 400)
    throw new SlipwayError(kindOfStatus(status), (body as { message?: string } | undefined)?.message ?? String(status));
  return body as T;
}

export const imageLayers = (image: string) => read<ImageLayers>(`/slipway/images/${encodeURIComponent(image)}/layers`);

/** Without a layer: what the whole image has there. */
export function imageFiles(
  image: string,
  path: string,
  { layer, limit }: { layer?: number; limit: number },
): Promise<Listing<LayerFile>> {
  const query = new URLSearchParams({
    path,
    limit: String(limit),
    ...(layer === undefined ? {} : { layer: String(layer) }),
  });
  return read(`/slipway/images/${encodeURIComponent(image)}/files?${query}`);
}

export function upperFiles(container: string, path: string, limit: number): Promise<Listing<UpperFile>> {
  return read(`/slipway/containers/${container}/upper?${new URLSearchParams({ path, limit: String(limit) })}`);
}

export const containerChanges = async (container: string) =>
  (await read<readonly Change[] | null>(`/containers/${container}/changes`)) ?? [];
