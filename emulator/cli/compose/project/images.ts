import type { Cli } from '../../cli.ts';
import { encodedPath } from '../../commands/several.ts';
import { ApiError, CliError, SignalExit } from '../../errors.ts';
import { familiarString, parseReference, withDefaultTag } from '../../reference.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import type { ComposeContext } from './context.ts';

export interface LocalImage {
  readonly id: string;
  /** When it got its name here last; undefined when the daemon does not say. */
  readonly taggedMs: number | undefined;
}

interface ImageDetails {
  readonly Id: string;
  readonly Os: string;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly Config?: { readonly Volumes?: Readonly<Record<string, unknown>> | null } | null;
  readonly Metadata?: { readonly LastTagTime?: string } | null;
}

/** The image a service's containers are made of: `image:` of the file, else PROJECT-SERVICE. */
export function imageOf(
  { separator }: Pick<ComposeContext, 'separator'>,
  project: Pick<Project, 'name'>,
  service: Service,
): string {
  return service.image || `${project.name}${separator}${service.name}`;
}

/** Those of the project's images that are here, by the names the file has for them. */
export async function localImages(context: ComposeContext, project: Project): Promise<Map<string, LocalImage>> {
  const names = new Set<string>();
  const platforms = new Map<string, string>();
  for (const service of Object.values(project.services)) {
    const name = imageOf(context, project, service);
    names.add(name);
    if (service.platform) platforms.set(name, service.platform);
    for (const volume of service.volumes ?? []) if (volume.type === 'image' && volume.source) names.add(volume.source);
  }
  const found = new Map<string, LocalImage>();
  await Promise.all(
    [...names].map(async (name) => {
      const details = await inspectImage(context.cli, name);
      if (!details || !isOfPlatform(details, platforms.get(name))) return;
      const taggedMs = Date.parse(details.Metadata?.LastTagTime ?? '');
      found.set(name, { id: details.Id, taggedMs: Number.isNaN(taggedMs) ? undefined : taggedMs });
    }),
  );
  return found;
}

/** Undefined when it is not here. */
export async function inspectImage(cli: Cli, name: string): Promise<ImageDetails | undefined> {
  try {
    return await cli.api.get<ImageDetails>(`/images/${encodedPath(name)}/json`);
  } catch (error) {
    if (error instanceof ApiError && error.isNotFound) return undefined;
    if (error instanceof SignalExit || !(error instanceof CliError)) throw error;
    throw new CliError(`unable to get image '${name}': ${error.message}`);
  }
}

/** An image that is here for another platform than the one asked for does not count. */
function isOfPlatform({ Os, Architecture, Variant }: ImageDetails, wanted: string | undefined): boolean {
  if (!wanted) return true;
  const parts = wanted.toLowerCase().split('/');
  const [os, architecture, variant] = parts.length === 1 ? [undefined, ...parts] : parts;
  const isSame =
    (architecture === undefined || normalized(architecture) === normalized(Architecture)) &&
    (os === undefined || os === Os);
  return isSame && (!variant || !Variant || variant === Variant);
}

function normalized(architecture: string): string {
  const names: Readonly<Record<string, string>> = { i386: '386', i686: '386', x86_64: 'amd64', aarch64: 'arm64' };
  return names[architecture] ?? architecture;
}

/** 'library/busybox' → 'busybox:latest': the names a daemon and people use for the same image. */
export function familiarImage(name: string): string {
  return familiarString(withDefaultTag(parseReference(name)));
}
