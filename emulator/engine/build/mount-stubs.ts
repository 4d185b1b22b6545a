import { byteStringOf } from '../../disks/byte-string.ts';
import { TarReader, type TarEntry } from '../../disks/tar-reader.ts';
import { TAR_END_BYTES, tarHeader, tarPadding } from '../../disks/tar-writer.ts';
import { locate, type TreeFile } from './files/tree.ts';

/**
 * Takes out of a layer what only came to be because something was mounted there: the mounts' targets and the folders
 * above them that the image has not, unless the command put something in (BuildKit does the same). The archive has
 * folders before what is in them.
 */
export function withoutStubs(
  layer: ReadableStream<Uint8Array>,
  base: TreeFile,
  targets: readonly string[],
): ReadableStream<Uint8Array> {
  const stubs = new Set(targets.flatMap((target) => missingParts(base, target)));
  if (stubs.size === 0) return layer;
  let out: Uint8Array[] = [];
  /** Stubs seen, the one within the other, that nothing was found in so far. */
  let waiting: TarEntry[] = [];
  let isDropping = false;
  let paddingBytes = 0;
  const emit = (entry: TarEntry) => {
    out.push(tarHeader(entry));
    paddingBytes = tarPadding(entry.sizeBytes);
  };
  const endMember = () => {
    if (!isDropping && paddingBytes > 0) out.push(new Uint8Array(paddingBytes));
    paddingBytes = 0;
  };
  const reader = new TarReader({
    entry(entry) {
      endMember();
      const path = cleaned(entry.path);
      while (waiting.length > 0 && !path.startsWith(`${cleaned(waiting.at(-1)!.path)}/`)) waiting.pop();
      isDropping = stubs.has(path) && (entry.type === 'directory' || entry.sizeBytes === 0);
      if (isDropping) return void waiting.push(entry);
      for (const each of waiting) emit(each);
      waiting = [];
      emit(entry);
    },
    data(bytes) {
      if (!isDropping) out.push(bytes.slice());
    },
  });
  const flush = (controller: TransformStreamDefaultController<Uint8Array>) => {
    for (const chunk of out) controller.enqueue(chunk);
    out = [];
  };
  return layer.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        reader.push(chunk);
        flush(controller);
      },
      flush(controller) {
        reader.end();
        endMember();
        out.push(new Uint8Array(TAR_END_BYTES));
        flush(controller);
      },
    }),
  );
}

const cleaned = (path: string) => path.replace(/^\.?\//, '').replace(/\/$/, '');

/** 'a/b/c' of which the image has 'a': ['a/b', 'a/b/c']. */
function missingParts(base: TreeFile, target: string): string[] {
  const located = locate(base, byteStringOf(target));
  if (!located || located.file) return [];
  const parts = located.path.slice(1).split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/')).filter((path) => locate(base, path)?.file === undefined);
}
