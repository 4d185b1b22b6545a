import { byteStringOf } from '../../disks/byte-string.ts';
import { SlipwayError } from '../../errors.ts';
import { familiarString, withDefaultTag } from '../images/reference.ts';
import type { Image } from '../images/types.ts';
import { BuildArgs } from './build-args.ts';
import { classicBuild } from './classic-build.ts';
import type { ClassicOutput } from './classic-output.ts';
import { ignoreRules, readIgnoreFile, type IgnoreRules } from './dockerfile/dockerignore.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import type { ArchiveTree } from './files/archive-tree.ts';
import { locate } from './files/tree.ts';
import type { BuilderParts, BuildInputs } from './inputs.ts';
import { GraphBuild } from './graph-build.ts';
import { loadDefinition } from './load-definition.ts';
import { readContexts } from './named-contexts.ts';
import { Trace, type SolveStatus } from './trace.ts';
import type { CacheView } from './layer-cache.ts';
import type { BuildOptions } from './options.ts';
import { parseTime } from '../clock.ts';
import { untilSeconds } from '../images/until.ts';

/** `docker build`: the engine's side. */
export class Builder {
  constructor(readonly parts: BuilderParts) {}

  /** Reads what was sent. Errors: 'corrupt' for an archive that is none, 'invalid' for a missing Dockerfile. */
  async read(
    options: BuildOptions,
    archive: ReadableStream<Uint8Array>,
    remote?: ReadableStream<Uint8Array>,
  ): Promise<BuildInputs> {
    const { context, contexts } = await readContexts(this.parts, options.contexts, archive, remote);
    const source = dockerfileOf(context, options.dockerfile);
    const ignored = ignoredIn(context);
    withoutIgnored(context, options.dockerfile, ignored);
    const dockerfile = parseDockerfile(source, ignored);
    return { options, context, contexts, source, dockerfile, args: new BuildArgs(options.args) };
  }

  /** The classic builder, to its last line. Errors: SlipwayErrors in dockerd 20.10's words. */
  async classic(inputs: BuildInputs, output: ClassicOutput): Promise<void> {
    const { options } = inputs;
    const { imageId } = await classicBuild(this.parts, inputs, output);
    const image = imageId && this.parts.images.find(imageId);
    if (!image) throw new SlipwayError('invalid', 'No image was generated. Is your Dockerfile empty?');
    if (options.quiet) output.result(`${image.id}\n`);
    output.text(`Successfully built ${image.id.slice('sha256:'.length).slice(0, 12)}\n`);
    for (const name of this.tag(image, options)) output.text(`Successfully tagged ${name}\n`);
  }

  /** Build cache as GET /system/df lists it. */
  async cacheViews(): Promise<readonly CacheView[]> {
    const mounts = await this.parts.cacheMounts.list();
    return [...this.parts.cache.list(), ...mounts.map(({ folder: _folder, key: _key, ...view }) => view)];
  }

  /** POST /build/prune. Errors 'invalid' for a filter that cannot be read. */
  async prune(options: {
    all: boolean;
    keepBytes: number;
    filters: ReadonlyMap<string, readonly string[]>;
  }): Promise<{ deleted: string[]; freedBytes: number }> {
    const { cache, cacheMounts } = this.parts;
    const until = [...(options.filters.get('until') ?? []), ...(options.filters.get('unused-for') ?? [])];
    const seconds = untilSeconds(new Map([['until', until]]));
    const before = seconds === undefined ? undefined : BigInt(Math.floor(seconds)) * 1_000_000_000n;
    const ids = options.filters.get('id') ?? [];
    const fits = cacheFilter(options.filters);
    const pruned = await cache.prune({ all: options.all, before, keepBytes: options.keepBytes, ids, fits });
    const { deleted } = pruned;
    let { freedBytes } = pruned;
    for (const mount of await cacheMounts.list()) {
      if (mount.InUse || !fits(mount) || (ids.length > 0 && !ids.some((id) => mount.ID.startsWith(id)))) continue;
      if (before !== undefined && (parseTime(mount.LastUsedAt ?? '') ?? 0n) >= before) continue;
      await cacheMounts.remove(mount);
      deleted.push(mount.ID);
      freedBytes += mount.Size;
    }
    return { deleted, freedBytes };
  }

  /**
   * As BuildKit does and tells it; returns the image. When files are wanted, they go to `sendFiles` in pieces of a tar
   * archive, and there is none. Errors: SolveError, 'canceled'.
   */
  async solve(
    inputs: BuildInputs,
    send: (status: SolveStatus) => void,
    sendFiles: (bytes: Uint8Array) => void,
  ): Promise<Image | undefined> {
    const { context } = this.parts;
    const trace = new Trace(context.clock, context.random, send);
    const definition = await loadDefinition(inputs, trace);
    // Its containers are nobody's business.
    const options = { ...inputs.options, remove: true, forceRemove: true };
    const image = await new GraphBuild(this.parts, { ...inputs, options }, trace, definition).run(sendFiles);
    if (!image) return undefined;
    for (const name of inputs.options.names) {
      context.events.publish('image', 'tag', image.id, { name: familiarString(withDefaultTag(name)) });
    }
    return image;
  }

  /** Gives the image its names; returns them. */
  tag(image: Image, { names }: BuildOptions): string[] {
    const { images, context } = this.parts;
    return names.map((name) => {
      const tagged = withDefaultTag(name);
      images.tag(image, tagged);
      context.events.publish('image', 'tag', image.id, { name: familiarString(tagged) });
      return familiarString(tagged);
    });
  }
}

function dockerfileOf({ root }: ArchiveTree, path: string): string {
  const file = locate(root, byteStringOf(path))?.file;
  if (!file || file.type !== 'file') {
    throw new SlipwayError('internal', `Cannot locate specified Dockerfile: ${path}`);
  }
  if (file.sizeBytes === 0) throw new SlipwayError('invalid', `the Dockerfile (${path}) cannot be empty`);
  return new TextDecoder().decode(file.content());
}

/** A client sends the Dockerfile and .dockerignore even when they are ignored: COPY must not see them then. */
function withoutIgnored(context: ArchiveTree, dockerfile: string, rules: IgnoreRules | undefined): void {
  for (const path of ['.dockerignore', dockerfile]) if (rules?.ignores(path)) context.remove(byteStringOf(path));
}

function ignoredIn({ root }: ArchiveTree): IgnoreRules | undefined {
  const file = locate(root, '.dockerignore')?.file;
  if (file?.type !== 'file') return undefined;
  return ignoreRules(readIgnoreFile(new TextDecoder().decode(file.content())));
}

/** The filters that look at what an item is. */
function cacheFilter(filters: ReadonlyMap<string, readonly string[]>): (view: CacheView) => boolean {
  return (view) =>
    [...filters].every(([name, values]) => {
      if (name === 'type') return values.includes(view.Type);
      if (name === 'description') return values.some((text) => view.Description.includes(text));
      if (name === 'parent') return values.includes(view.Parent);
      if (name === 'shared') return view.Shared;
      if (name === 'private') return !view.Shared;
      if (name === 'inuse') return view.InUse;
      return true;
    });
}
