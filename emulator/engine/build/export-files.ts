import { LayerChanges } from './files/layer-changes.ts';
import { emptyDirectory, walk, type TreeFile } from './files/tree.ts';

/** All files of a state as one tar archive: what `docker build --output` gets. */
export function filesArchive(root: TreeFile): ReadableStream<Uint8Array> {
  const changes = new LayerChanges(emptyDirectory(), 0);
  for (const [path, file] of walk(root)) {
    changes.put(`/${path}`, file, { owner: { uid: file.uid, gid: file.gid } });
  }
  return changes.tar();
}
