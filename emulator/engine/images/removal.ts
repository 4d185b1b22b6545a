import { SlipwayError } from '../../errors.ts';
import { sha256 } from './content-store.ts';
import { booleanFilter, isDangling, matchesLabels, type ImageFilters } from './filters.ts';
import type { ImageName, ImageStore } from './image-store.ts';
import { familiarName, familiarString } from './reference.ts';
import type { Digest, Image } from './types.ts';
import { createdSeconds } from './views.ts';

/** An item of the answer of DELETE /images/{name}: what went, in order. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

const short = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

/**
 * `docker rmi`: takes a name away, and with the last name the image; by ID, all of it. The rules and the words of the
 * conflicts are those of moby's daemon/images/image_delete.go. One difference: an image that a stopped container
 * needs to start again stays, without a name, when its names are forced away.
 */
export async function removeImage(store: ImageStore, reference: string, force: boolean): Promise<readonly Removed[]> {
  const image = store.resolve(reference);
  const name = store.findName(reference);
  return name === undefined ? removeById(store, image, force) : removeName(store, image, name, force);
}

/** Answer of POST /images/prune. */
export interface PrunedImages {
  readonly removed: readonly Removed[];
  readonly reclaimedBytes: number;
}

/**
 * Images without a tag (with the filter dangling=false: all) that no container uses, and what broken-off pulls left.
 * `untilSeconds` keeps those created later.
 */
export async function pruneImages(
  store: ImageStore,
  filters: ImageFilters,
  untilSeconds: number | undefined,
): Promise<PrunedImages> {
  const danglingOnly = booleanFilter(filters, 'dangling') ?? true;
  const removed: Removed[] = [];
  let reclaimedBytes = 0;
  for (const image of store.list()) {
    if (danglingOnly && !isDangling(image)) continue;
    if (untilSeconds !== undefined && createdSeconds(image.config.created) > untilSeconds) continue;
    if (!matchesLabels(image, filters) || store.users(image.id).length > 0) continue;
    for (const name of store.names(image.id)) removed.push(untagged(name));
    const { items, freedBytes } = await deleteImage(store, image);
    removed.push(...items);
    reclaimedBytes += freedBytes;
  }
  reclaimedBytes += await store.collectGarbage();
  return { removed, reclaimedBytes };
}

async function removeById(store: ImageStore, image: Image, force: boolean): Promise<readonly Removed[]> {
  const names = store.names(image.id);
  const users = store.users(image.id);
  const running = users.find((user) => user.running);
  if (running !== undefined) {
    const reason = `image is being used by running container ${short(running.containerId)}`;
    throw conflict(image, 'cannot be forced', reason);
  }
  if (!force && !isSingle(names)) {
    throw conflict(image, 'must be forced', 'image is referenced in multiple repositories');
  }
  if (!force && users[0] !== undefined) {
    const reason = `image is being used by stopped container ${short(users[0].containerId)}`;
    throw conflict(image, 'must be forced', reason);
  }
  const removed = names.map(untagged);
  if (users.length > 0) {
    for (const name of names) store.unname(name);
    return removed;
  }
  return [...removed, ...(await deleteImage(store, image)).items];
}

async function removeName(
  store: ImageStore,
  image: Image,
  name: ImageName,
  force: boolean,
): Promise<readonly Removed[]> {
  const users = store.users(image.id);
  if (!force && isSingle(store.names(image.id)) && users[0] !== undefined) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to remove repository reference "${familiarString(name.reference)}" (must force) - ` +
        `container ${short(users[0].containerId)} is using its referenced image ${short(image.id)}`,
    );
  }
  const removed: Removed[] = [untagged(name)];
  store.unname(name);
  // When no tag of the repository is left, its digest references go too.
  const repository = familiarName(name.reference);
  const left = store.names(image.id).filter((each) => familiarName(each.reference) === repository);
  if (name.reference.digest === undefined && left.every((each) => each.reference.digest !== undefined)) {
    for (const each of left) {
      store.unname(each);
      removed.push(untagged(each));
    }
  }
  if (store.names(image.id).length > 0 || users.length > 0) return removed;
  return [...removed, ...(await deleteImage(store, image)).items];
}

async function deleteImage(store: ImageStore, image: Image): Promise<{ items: Removed[]; freedBytes: number }> {
  const chainIds = await chainIdsOf(image.layers);
  const sizes = new Map(image.layers.map((layer) => [layer, store.layerSizeBytes(layer)]));
  const gone = new Set(await store.forget(image.id));
  const items: Removed[] = [{ Deleted: image.id }];
  let freedBytes = 0;
  for (let i = image.layers.length - 1; i >= 0; i--) {
    const layer = image.layers[i]!;
    if (!gone.has(layer)) continue;
    items.push({ Deleted: chainIds[i]! });
    freedBytes += sizes.get(layer)!;
    sizes.set(layer, 0); // a layer that is in the image twice is freed once
  }
  return { items, freedBytes };
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
