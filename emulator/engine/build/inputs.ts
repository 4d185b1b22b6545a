import { SlipwayError } from '../../errors.ts';
import type { Containers } from '../containers/containers.ts';
import type { EngineContext } from '../context.ts';
import { familiarString, parseReference, withDefaultTag } from '../images/reference.ts';
import type { OnProgress } from '../images/progress.ts';
import { MACHINE_PLATFORM, type Platform } from '../images/manifest.ts';
import { parsePlatform } from '../images/platform.ts';
import type { Image } from '../images/types.ts';
import type { BuildArgs } from './build-args.ts';
import type { BuildImages } from './build-images.ts';
import type { CacheMounts } from './cache-mounts.ts';
import type { CopySource, Download } from './copy.ts';
import type { Dockerfile, FromInstruction } from './dockerfile/ast.ts';
import { ExpansionError, expandWord } from './dockerfile/expand.ts';
import { findStage } from './dockerfile/find-stage.ts';
import type { ArchiveTree } from './files/archive-tree.ts';
import type { LayerCache } from './layer-cache.ts';
import type { NamedContexts } from './named-contexts.ts';
import type { BuildOptions } from './options.ts';

/** What every build works with. */
export interface BuilderParts {
  readonly context: EngineContext;
  readonly containers: Containers;
  readonly images: BuildImages;
  readonly cache: LayerCache;
  readonly cacheMounts: CacheMounts;
  /** Fetches what ADD names by URL. */
  download(url: string, checksum: string): Promise<Download>;
}

/** One build: what was sent. */
export interface BuildInputs {
  readonly options: BuildOptions;
  readonly context: ArchiveTree;
  readonly contexts: NamedContexts;
  /** The text of the Dockerfile. */
  readonly source: string;
  readonly dockerfile: Dockerfile;
  readonly args: BuildArgs;
}

/** Index of the last stage to build. Error 'invalid' in the words given. */
export function targetStage({ dockerfile, options }: BuildInputs, message: (target: string) => string): number {
  const { stages } = dockerfile;
  if (options.target === '') return stages.length - 1;
  const found = findStage(stages, options.target);
  if (found === undefined) throw new SlipwayError('invalid', message(options.target));
  return found;
}

/** FROM's words, expanded. Errors 'invalid' in Docker's words. */
export function baseOf(from: FromInstruction, args: BuildArgs, escape: string): { name: string; platform: string } {
  const word = (text: string) => {
    try {
      return expandWord(text, args.globals(), escape);
    } catch (error) {
      if (!(error instanceof ExpansionError)) throw error;
      throw new SlipwayError('invalid', `failed to process arguments for platform ${text}: ${error.message}`);
    }
  };
  const name = word(from.image);
  if (name === '') throw new SlipwayError('invalid', `base name (${from.image}) should not be blank`);
  return { name, platform: word(from.platform) };
}

/**
 * An image that a Dockerfile names: as it is here, or pulled. Errors in dockerd's words: 'invalid' for a name that is
 * none, 'not-found' and 'unavailable' of the registry.
 */
export async function baseImage(
  { images }: BuilderParts,
  { options }: BuildInputs,
  name: string,
  platformText: string,
  onProgress: OnProgress,
): Promise<Image> {
  const platform = platformOf(platformText) ?? options.platform;
  const here = images.find(name);
  const isName = !/^(?:sha256:)?[0-9a-f]{64}$/.test(name);
  if (here && !(options.pull && isName)) return checked(here, name, platform);
  const reference = withDefaultTag(parseReference(name));
  await images.pull({
    reference,
    platform: platform ?? MACHINE_PLATFORM,
    onProgress,
    signal: options.signal,
    credentials: options.credentialsOf?.(reference.domain),
  });
  return checked(images.resolve(familiarString(reference)), name, platform);
}

function platformOf(text: string): Platform | undefined {
  return text === '' ? undefined : parsePlatform(text);
}

function checked(image: Image, name: string, platform: Platform | undefined): Image {
  const { os, architecture } = image.config;
  if (platform === undefined || (os === platform.os && architecture === platform.architecture)) return image;
  throw new SlipwayError(
    'not-found',
    `image with reference ${name} was found but does not match the specified platform: wanted ` +
      `${platform.os}/${platform.architecture}, actual: ${os}/${architecture}`,
  );
}

/** The build context as COPY sees it. */
export function contextSource({ context }: BuildInputs): CopySource {
  return { root: context.root, entryOf: (file) => context.entryOf(file), isContext: true };
}
