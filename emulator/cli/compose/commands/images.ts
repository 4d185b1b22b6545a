import type { Cli } from '../../cli.ts';
import type { Invocation } from '../../command.ts';
import { ApiError, CliError, errorMessage } from '../../errors.ts';
import { shortId } from '../../format/text.ts';
import { humanSize } from '../../format/units.ts';
import { encodedPath } from '../../commands/several.ts';
import { familiarName, parseReference, withDefaultTag } from '../../reference.ts';
import { canonicalName, listContainers, serviceOf } from '../project/containers.ts';
import { label } from '../project/labels.ts';
import { printList } from './printed-list.ts';
import { projectNameOf } from './project.ts';

interface UsedImage {
  readonly ID: string;
  readonly Repository: string;
  readonly Tag: string;
  readonly Size: number;
  readonly LastTagTime: string;
}

/** `docker compose images`. Throws CliError. */
export async function runImages(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const project = (await projectNameOf(invocation)).toLowerCase();
  const all = await listContainers(cli, [`${label.project}=${project}`], true);
  const containers = args.length > 0 ? all.filter((one) => args.includes(serviceOf(one))) : all;
  const names = [...new Set(containers.map(({ Image }) => Image))];
  const found = new Map(await Promise.all(names.map(async (name) => [name, await inspected(cli, name)] as const)));
  const images = containers.map((container) => {
    const image = found.get(container.Image);
    const ContainerName = canonicalName(container);
    if (!image) throw new CliError(`failed to retrieve image for container ${ContainerName}`);
    const { ID, ...rest } = image;
    return { ID, ContainerName, ...rest };
  });
  if (flags.bool('quiet')) {
    const ids = new Set(images.map(({ ID }) => ID.slice(ID.indexOf(':') + 1)));
    return cli.out([...ids].map((id) => `${id}\n`).join(''));
  }
  images.sort((a, b) => (a.ContainerName < b.ContainerName ? -1 : 1));
  await printList(cli, flags.string('format'), images, {
    headers: ['CONTAINER', 'REPOSITORY', 'TAG', 'IMAGE ID', 'SIZE'],
    rows: images.map(({ ID, ContainerName, Repository, Tag, Size }) => {
      const none = (text: string): string => text || '<none>';
      return [ContainerName, none(Repository), none(Tag), shortId(ID), humanSize(Size, 3)];
    }),
  });
}

interface ImageDetails {
  readonly Id: string;
  readonly Size: number;
  readonly Metadata?: { readonly LastTagTime?: string };
}

const NEVER = '0001-01-01T00:00:00Z';

/** Undefined when it is gone. */
async function inspected(cli: Cli, name: string): Promise<UsedImage | undefined> {
  try {
    const { Id, Size, Metadata } = await cli.api.get<ImageDetails>(`/images/${encodedPath(name)}/json`);
    return { ID: Id, ...nameParts(name), Size, LastTagTime: Metadata?.LastTagTime ?? NEVER };
  } catch (error) {
    if (error instanceof ApiError && error.isNotFound) return undefined;
    throw new CliError(`unable to get image '${name}': ${errorMessage(error)}`);
  }
}

/** Empty for an image that the container knows by its ID. */
function nameParts(name: string): { Repository: string; Tag: string } {
  try {
    const reference = withDefaultTag(parseReference(name));
    return { Repository: familiarName(reference), Tag: reference.tag ?? '' };
  } catch {
    return { Repository: '', Tag: '' };
  }
}
