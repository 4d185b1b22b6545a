import { SlipwayError } from '../../errors.ts';
import { decompressed } from '../images/decompress.ts';
import { familiarString, parseReference } from '../images/reference.ts';
import { readArchive, type ArchiveTree } from './files/archive-tree.ts';
import { locate, type TreeFile } from './files/tree.ts';
import type { BuilderParts } from './inputs.ts';
import { isRepository, remoteFile } from './remote-context.ts';

/** What `--build-context` puts in the place of a stage or an image. */
export type NamedContext =
  | { readonly kind: 'image'; readonly reference: string }
  | {
      readonly kind: 'files';
      readonly name: string;
      readonly files: ArchiveTree;
      /** Undefined for those of the client. */
      readonly url: string | undefined;
    };

/** By `contextKey`. */
export type NamedContexts = ReadonlyMap<string, NamedContext>;

/** 'Alpine:latest' of a Dockerfile and 'alpine' of the command line are one; undefined for what names nothing. */
export function contextKey(name: string): string | undefined {
  try {
    return familiarString(parseReference(name.toLowerCase())).replace(/:latest$/, '');
  } catch {
    return undefined;
  }
}

const IMAGE = 'docker-image://';

/**
 * The contexts of a build. With local ones among `sources` the archive holds them all (see api/build.ts), else it is the
 * main one; a main one from elsewhere is `remote`. Errors: 'corrupt' for an archive that is none, 'invalid' and 'not-implemented' for a source that cannot be.
 */
export async function readContexts(
  parts: BuilderParts,
  sources: readonly (readonly [name: string, source: string])[],
  archive: ReadableStream<Uint8Array>,
  remote?: ReadableStream<Uint8Array>,
): Promise<{ context: ArchiveTree; contexts: NamedContexts }> {
  const isSeveral = sources.some(([, source]) => source === 'local');
  const whole = await readArchive(remote && !isSeveral ? remote : archive);
  const main = () => (remote ? readArchive(remote) : part(parts, whole, 'context'));
  const context = isSeveral ? await main() : whole;
  const contexts = new Map<string, NamedContext>();
  for (const [index, [name, source]] of sources.entries()) {
    const key = contextKey(name);
    if (key === undefined) throw new SlipwayError('invalid', `invalid context name ${name}: invalid reference format`);
    if (source === 'local') {
      contexts.set(key, { kind: 'files', name, files: await part(parts, whole, `contexts/${index}`), url: undefined });
    } else if (source.startsWith(IMAGE)) {
      const reference = source.slice(IMAGE.length);
      parseReference(reference);
      contexts.set(key, { kind: 'image', reference });
    } else if (isRepository(source)) {
      throw new SlipwayError('not-implemented', `${name}: Slipway has no git: clone ${source} elsewhere`);
    } else if (/^https?:\/\//.test(source)) {
      const files = await readArchive(await remoteFile(parts, source));
      contexts.set(key, { kind: 'files', name, files, url: source });
    } else {
      throw new SlipwayError('invalid', `unsupported context source ${source.split(':', 1)[0]} for ${name}`);
    }
  }
  return { context, contexts };
}

/** One context of an archive of several: a folder, or an archive in it, compressed or not. */
async function part(parts: BuilderParts, whole: ArchiveTree, path: string): Promise<ArchiveTree> {
  const root = locate(whole.root, path)?.file;
  if (!root) throw new SlipwayError('corrupt', `the archive of contexts has no ${path}`);
  if (root.type === 'directory') return below(whole, root, `${path}/`);
  const bytes = new Blob([root.content() as Uint8Array<ArrayBuffer>]).stream();
  return readArchive(await decompressed(bytes as ReadableStream<Uint8Array>, parts.context.guest));
}

/** Names as if there were nothing above: what checksums are made of must not depend on where a folder was put. */
function below(whole: ArchiveTree, root: TreeFile, prefix: string): ArchiveTree {
  return {
    root,
    entryOf(file) {
      const entry = whole.entryOf(file);
      if (!entry) return undefined;
      const linkPath = entry.type === 'hardlink' ? entry.linkPath.slice(prefix.length) : entry.linkPath;
      return { ...entry, path: entry.path.slice(prefix.length), linkPath };
    },
    remove: (path) => whole.remove(prefix + path),
  };
}
