import type { Cli } from '../../cli.ts';
import { CliError, errorMessage, SignalExit } from '../../errors.ts';
import { canonicalString, parseReference, withDefaultTag } from '../../reference.ts';
import { authHeaders } from '../../registry-auth.ts';
import { childOf, scalar, setChild, textOf, type Node } from '../model/tree/node.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';

/** The project with its images' names as its registries have them now: with digests. Throws CliError. */
export async function withImageDigests(cli: Cli, project: Project): Promise<Project> {
  const pinned = Object.entries(project.services).map(async ([name, service]): Promise<[string, Service]> => {
    return [name, service.image ? { ...service, image: await pinnedName(cli, service.image) } : service];
  });
  return { ...project, services: Object.fromEntries(await Promise.all(pinned)) };
}

/** The same for a tree that no project was made of yet, which is changed. */
export async function addImageDigests(cli: Cli, root: Node): Promise<void> {
  await Promise.all(
    servicesOf(root).map(async (service) => {
      const image = textOf(childOf(service, 'image'));
      if (image && service.kind === 'map') setChild(service, 'image', scalar(await pinnedName(cli, image)));
    }),
  );
}

/** Of a project its services' images alone. */
export function imagesOf(project: Project): Project {
  const services = Object.entries(project.services).map(([key, { name, image }]) => [key, { name, image }] as const);
  const { extensions: _extensions, ...rest } = project;
  const none = { networks: {}, volumes: {}, secrets: {}, configs: {}, models: {} };
  return { ...rest, ...none, name: '', services: Object.fromEntries(services) };
}

/** The same of a tree, which is changed. */
export function keepImages(root: Node): void {
  if (root.kind !== 'map') return;
  for (const key of [...root.entries.keys()]) if (key !== 'services') root.entries.delete(key);
  for (const service of servicesOf(root)) {
    if (service.kind !== 'map') continue;
    for (const key of [...service.entries.keys()]) if (key !== 'image') service.entries.delete(key);
  }
}

function servicesOf(root: Node): Node[] {
  const services = childOf(root, 'services');
  return services?.kind === 'map' ? [...services.entries.values()].map(({ value }) => value) : [];
}

/** 'busybox' → 'docker.io/library/busybox:latest@sha256:…'. Next to a digest a tag says nothing. */
async function pinnedName(cli: Cli, image: string): Promise<string> {
  const reference = withDefaultTag(parseReference(image));
  if (reference.digest !== undefined) return canonicalString({ ...reference, tag: undefined });
  const name = canonicalString(reference);
  try {
    const { Descriptor } = await cli.api.get<{ Descriptor: { digest: string } }>(`/distribution/${name}/json`, {
      headers: await authHeaders(cli, reference.domain),
    });
    return canonicalString({ ...reference, digest: Descriptor.digest });
  } catch (error) {
    if (error instanceof SignalExit) throw error;
    throw new CliError(`failed to resolve digest for ${name}: ${errorMessage(error)}`);
  }
}
