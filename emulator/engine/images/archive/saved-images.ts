import { SlipwayError } from '../../../errors.ts';
import type { ImageStore } from '../image-store.ts';
import { familiarName, familiarString, parseReference, type NamedReference } from '../reference.ts';
import type { Digest } from '../types.ts';
import type { SavedImage } from './save.ts';

/**
 * What `docker save NAME...` means: a name without a tag all the tags of the repository, an ID an image without names.
 * Errors in the words of moby's tarexport.parseNames.
 */
export function imagesToSave(store: ImageStore, references: readonly string[]): SavedImage[] {
  const found = new Map<Digest, NamedReference[]>();
  const add = (id: Digest, name?: NamedReference) => {
    const names = found.get(id) ?? [];
    found.set(id, names);
    if (name?.tag === undefined || name.digest !== undefined) return;
    if (!names.some((each) => familiarString(each) === familiarString(name))) names.push(name);
  };
  for (const reference of references) {
    if (/^(?:sha256:)?[0-9a-f]{64}$/.test(reference) || reference.startsWith('sha256:')) {
      add(byId(store, reference));
      continue;
    }
    const name = parseReference(reference);
    if (name.tag === undefined && name.digest === undefined) {
      const all = store.namesOfRepository(name);
      for (const each of all) add(each.image, each.reference);
      if (all.length === 0) add(byId(store, reference));
      continue;
    }
    const one = store.findName(familiarString(name));
    if (one === undefined) throw new SlipwayError('internal', 'reference does not exist');
    add(one.image, one.reference);
  }
  return [...found].map(([id, names]) => ({
    image: store.resolve(id),
    names: names.sort((a, b) => (`${familiarName(a)}:${a.tag}` < `${familiarName(b)}:${b.tag}` ? -1 : 1)),
  }));
}

function byId(store: ImageStore, reference: string): Digest {
  const image = store.findById(reference);
  if (image === undefined) throw new SlipwayError('not-found', `No such image: ${reference}`);
  return image.id;
}
