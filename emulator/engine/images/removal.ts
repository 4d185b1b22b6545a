import { SlipwayError } from '../../errors.ts';
import { sha256 } from './content-store.ts';
import { booleanFilter, isDangling, matchesLabels, type ImageFilters } from './filters.ts';
import type { ImageName } from './image-names.ts';
import type { ImageStore } from './image-store.ts';
import { familiarName, familiarString } from './reference.ts';
import type { Digest, Image } from './types.ts';
import { createdSeconds } from './views.ts';

/** An item of the answer of DELETE /images/{name}: what went, in order. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

const short = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

export interface RemovalOptions {
  readonly force: boolean;
  /** Parents that nothing needs any more stay: `docker rmi --no-prune`. */
  readonly noPrune?: boolean;
}

/**
 * `docker rmi`: takes a name away, and with the last name the image and its nameless parents; by ID, all of it. The
 * rules and the words of the conflicts are those of moby's daemon/images/image_delete.go.
 */
export async function removeImage(
  store: ImageStore,
  reference: string,
  options: RemovalOptions,
): Promise<readonly Removed[]> {
  const image = store.resolve(reference);
  const name = store.findName(reference);
  const result =
    name === undefined
      ? await removeById(store, image, options)
      : await removeName(store, image, name, reference, options);
  return result.items;
}

/** Answer of POST /images/prune. */
export interface PrunedImages {
  readonly removed: readonly Removed[];
  readonly reclaimedBytes: number;
}

/**
 * Images without a tag (with the filter dangling=false: all) that no container and no other image needs, and what
 * broken-off pulls left. `untilSeconds` keeps those created later.
 */
export async function pruneImages(
  store: ImageStore,
  filters: ImageFilters,
  untilSeconds: number | undefined,
): Promise<PrunedImages> {
  const danglingOnly = booleanFilter(filters, 'dangling') ?? true;
  const removed: Removed[] = [];
  let reclaimedBytes = 0;
  for (const { id } of store.list()) {
    // Pruning one image may have taken its parents along.
    const image = store.find(id);
    if (image === undefined || (danglingOnly && !isDangling(image))) continue;
    if (store.children(id).length > 0 && (danglingOnly || store.names(id).length === 0)) continue;
    if (untilSeconds !== undefined && createdSeconds(image.config.created) > untilSeconds) continue;
    if (!matchesLabels(image, filters) || store.users(image.id).length > 0) continue;
    const untaggedNames = store.names(image.id).map(untagged);
    for (const name of store.names(image.id)) store.unname(name);
    removed.push(...untaggedNames);
    if (store.children(id).length > 0) continue;
    const { items, freedBytes } = await deleteImage(store, image, true);
    removed.push(...items);
    reclaimedBytes += freedBytes;
  }
  reclaimedBytes += await store.collectGarbage();
  return { removed, reclaimedBytes };
}

interface Deletion {
  readonly items: readonly Removed[];
  readonly freedBytes: number;
}

async function removeById(store: ImageStore, image: Image, { force, noPrune }: RemovalOptions): Promise<Deletion> {
  const names = store.names(image.id);
  const users = store.users(image.id);
  const hard = hardConflict(store, image);
  if (hard !== undefined) throw conflict(image, 'cannot be forced', hard);
  if (!force && !isSingle(names)) {
    throw conflict(image, 'must be forced', 'image is referenced in multiple repositories');
  }
  if (!force && users[0] !== undefined) {
    const reason = `image is being used by stopped container ${short(users[0].containerId)}`;
    throw conflict(image, 'must be forced', reason);
  }
  const items = names.map(untagged);
  const deletion = await deleteImage(store, image, noPrune !== true);
  return { ...deletion, items: [...items, ...deletion.items] };
}

async function removeName(
  store: ImageStore,
  image: Image,
  name: ImageName,
  typed: string,
  { force, noPrune }: RemovalOptions,
): Promise<Deletion> {
  const users = store.users(image.id);
  if (!force && isSingle(store.names(image.id)) && users[0] !== undefined) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to remove repository reference "${typed}" (must force) - ` +
        `container ${short(users[0].containerId)} is using its referenced image ${short(image.id)}`,
    );
  }
  const items: Removed[] = [untagged(name)];
  store.unname(name);
  // When no tag of the repository is left, its digest references go too.
  const repository = familiarName(name.reference);
  const left = store.names(image.id).filter((each) => familiarName(each.reference) === repository);
  if (name.reference.digest === undefined && left.every((each) => each.reference.digest !== undefined)) {
    for (const each of left) {
      store.unname(each);
      items.push(untagged(each));
    }
  }
  const isNeeded = store.names(image.id).length > 0 || hardConflict(store, image) !== undefined;
  if (isNeeded) return { items, freedBytes: 0 };
  const deletion = await deleteImage(store, image, noPrune !== true);
  return { ...deletion, items: [...items, ...deletion.items] };
}

/** What even force does not overcome. */
function hardConflict(store: ImageStore, image: Image): string | undefined {
  if (store.children(image.id).length > 0) return 'image has dependent child images';
  const running = store.users(image.id).find((user) => user.running);
  return running && `image is being used by running container ${short(running.containerId)}`;
}

/** The image, and its parents as far as they have no name, no other child and no container. */
async function deleteImage(store: ImageStore, image: Image, prune: boolean): Promise<Deletion> {
  const items: Removed[] = [];
  let freedBytes = 0;
  for (let next: Image | undefined = image; next; next = prune ? unneededParent(store, next) : undefined) {
    const chainIds = await chainIdsOf(next.layers);
    const sizes = new Map(next.layers.map((layer) => [layer, store.layerSizeBytes(layer)]));
    const gone = new Set(await store.forget(next.id));
    items.push({ Deleted: next.id });
    for (let i = next.layers.length - 1; i >= 0; i--) {
      const layer = next.layers[i]!;
      if (!gone.has(layer)) continue;
      items.push({ Deleted: chainIds[i]! });
      freedBytes += sizes.get(layer)!;
      sizes.set(layer, 0); // a layer that is in the image twice is freed once
    }
  }
  return { items, freedBytes };
}

function unneededParent(store: ImageStore, { parent }: Image): Image | undefined {
  const image = parent === undefined ? undefined : store.find(parent);
  if (image === undefined || store.names(image.id).length > 0) return undefined;
  return store.children(image.id).length > 0 || store.users(image.id).length > 0 ? undefined : image;
}

/** OCI image specification, config.md, "Layer ChainID". */
export async function chainIdsOf(diffIds: readonly Digest[]): Promise<readonly Digest[]> {
  const chain: Digest[] = [];
  for (const diffId of diffIds) {
    const parent = chain.at(-1);
    chain.push(parent === undefined ? diffId : await sha256(new TextEncoder().encode(`${parent} ${diffId}`)));
  }
  return chain;
}

/** At most one tag, and digests of no other repository. */
function isSingle(names: readonly ImageName[]): boolean {
  const tags = names.filter((name) => name.reference.digest === undefined);
  const repositories = new Set(names.map((name) => familiarName(name.reference)));
  return tags.length <= 1 && repositories.size <= 1;
}

function conflict(image: Image, force: string, reason: string): SlipwayError {
  return new SlipwayError('conflict', `conflict: unable to delete ${short(image.id)} (${force}) - ${reason}`);
}

function untagged({ reference }: ImageName): Removed {
  return { Untagged: familiarString(reference) };
}
