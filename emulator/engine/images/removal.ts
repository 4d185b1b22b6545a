import { SlipwayError } from '../../errors.ts';
import { sha256 } from './content-store.ts';
import type { ImageName, ImageStore } from './image-store.ts';
import { familiarName, familiarString } from './reference.ts';
import type { Digest, Image } from './types.ts';

/** The answer of DELETE /images/{name}: what went, in order. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

const short = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

/**
 * `docker rmi`: takes a name away, and with the last name the image; by ID, all of it. Conflicts ('conflict') in
 * dockerd's words (moby daemon/images/image_delete.go, whose rules these are).
 */
export async function removeImage(store: ImageStore, reference: string, force: boolean): Promise<readonly Removed[]> {
  const image = store.resolve(reference);
  const name = store.findName(reference);
  if (name !== undefined) return removeName(store, image, name, force);

  const names = store.names(image.id);
  if (!force && !isSingle(names)) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to delete ${short(image.id)} (must be forced) - image is referenced in multiple repositories`,
    );
  }
  refuseWhenUsed(store, image, force);
  const removed: Removed[] = names.map((each) => untagged(each));
  return [...removed, ...(await deleteImage(store, image))];
}

async function removeName(store: ImageStore, image: Image, name: ImageName, force: boolean): Promise<readonly Removed[]> {
  const names = store.names(image.id);
  const users = store.users(image.id);
  if (!force && isSingle(names) && users[0] !== undefined) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to remove repository reference "${familiarString(name.reference)}" (must force) - ` +
        `container ${short(users[0].containerId)} is using its referenced image ${short(image.id)}`,
    );
  }
  const removed: Removed[] = [untagged(name)];
  store.unname(name);
  // When no tag of the repository is left, its digest references go too.
  const left = store.names(image.id);
  const inRepository = left.filter((each) => familiarName(each.reference) === familiarName(name.reference));
  if (inRepository.length === left.length && inRepository.every((each) => each.reference.digest !== undefined)) {
    for (const each of inRepository) {
      store.unname(each);
      removed.push(untagged(each));
    }
  }
  // Forced away from a container: the image stays, without a name.
  if (store.names(image.id).length > 0 || users.length > 0) return removed;
  return [...removed, ...(await deleteImage(store, image))];
}

function refuseWhenUsed(store: ImageStore, image: Image, force: boolean): void {
  const users = store.users(image.id);
  const running = users.find((user) => user.running);
  if (running !== undefined) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to delete ${short(image.id)} (cannot be forced) - ` +
        `image is being used by running container ${short(running.containerId)}`,
    );
  }
  if (!force && users[0] !== undefined) {
    throw new SlipwayError(
      'conflict',
      `conflict: unable to delete ${short(image.id)} (must be forced) - ` +
        `image is being used by stopped container ${short(users[0].containerId)}`,
    );
  }
}

async function deleteImage(store: ImageStore, image: Image): Promise<readonly Removed[]> {
  const chainIds = await chainIdsOf(image.layers);
  const gone = new Set(await store.forget(image.id));
  const layers = image.layers.map((diffId, index) => ({ diffId, chainId: chainIds[index]! })).reverse();
  const removed: Removed[] = [{ Deleted: image.id }];
  for (const { diffId, chainId } of layers) if (gone.has(diffId)) removed.push({ Deleted: chainId });
  return removed;
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

function untagged({ reference }: ImageName): Removed {
  return { Untagged: familiarString(reference) };
}
