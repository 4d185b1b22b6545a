import { SlipwayError } from '../../errors.ts';
import { applyChanges } from '../build/changes.ts';
import { formatTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import type { NamedReference } from '../images/reference.ts';
import { familiarString } from '../images/reference.ts';
import type { Digest, Image, ImageConfig } from '../images/types.ts';
import { containerConfig } from '../images/views.ts';
import { ENGINE_VERSION } from '../version.ts';
import { changesLayer, EMPTY_LAYER } from './changes-layer.ts';
import { mergeConfig, type ContainerConfig } from './config.ts';
import type { Container } from './container.ts';
import { pauseContainer, unpauseContainer } from './stop.ts';

/** POST /commit. */
export interface CommitRequest {
  /** With a tag; undefined leaves the image without a name. */
  readonly name: NamedReference | undefined;
  readonly author: string;
  readonly comment: string;
  /** Instructions, a line each. */
  readonly changes: readonly string[];
  /** In the place of the container's own. */
  readonly config: ContainerConfig | undefined;
  /** Stops the container's processes meanwhile. */
  readonly pause: boolean;
}

/**
 * `docker commit`: an image of the container's image and what it changed there (moby: daemon/commit.go). Errors
 * 'invalid' for changes that are none, 'conflict' for a container that is being removed.
 */
export async function commitContainer(
  context: EngineContext,
  container: Container,
  request: CommitRequest,
): Promise<Digest> {
  if (container.removing) {
    throw new SlipwayError('conflict', `You cannot commit container ${container.id} which is being removed`);
  }
  const own = container.record.config;
  const config = mergeConfig(applyChanges(request.config ?? own, request.changes), own);
  const parent = context.images.ofContainer(container.record.image);
  const layer = await pausedLayer(context, container, request.pause);
  try {
    const image = await context.images.create({
      config: committedConfig(context, container, parent, config, request, layer.diffId),
      ...(container.record.image === '' ? {} : { parent: container.record.image }),
      ...(request.name ? { names: [request.name] } : {}),
    });
    const imageRef = request.name ? familiarString(request.name) : '';
    if (request.name) context.events.publish('image', 'tag', image.id, { name: imageRef });
    container.publish('commit', { comment: request.comment, imageID: image.id, imageRef });
    return image.id;
  } finally {
    layer.release();
  }
}

async function pausedLayer(context: EngineContext, container: Container, pause: boolean) {
  const commit = async () => context.images.commitLayer(await changesLayer(context, container));
  if (!pause || !container.isRunning || container.isPaused) return commit();
  await pauseContainer(context, container);
  try {
    return await commit();
  } finally {
    if (container.isPaused) await unpauseContainer(context, container);
  }
}

/** moby: image.NewChildImage. */
function committedConfig(
  context: EngineContext,
  container: Container,
  parent: Image,
  config: ContainerConfig,
  { author, comment }: CommitRequest,
  diffId: Digest,
): ImageConfig & Record<string, unknown> {
  const isEmpty = diffId === EMPTY_LAYER;
  const created = formatTime(context.clock.nowNs());
  const own = container.record.config;
  const createdBy = (own.Cmd ?? []).join(' ');
  return {
    architecture: parent.config.architecture,
    ...(parent.config.variant ? { variant: parent.config.variant } : {}),
    ...(author ? { author } : {}),
    config: containerConfig(config),
    container: container.id,
    container_config: containerConfig(own),
    created,
    docker_version: ENGINE_VERSION,
    history: [
      ...(parent.config.history ?? []),
      {
        created,
        ...(author ? { author } : {}),
        ...(createdBy ? { created_by: createdBy } : {}),
        ...(comment ? { comment } : {}),
        ...(isEmpty ? { empty_layer: true } : {}),
      },
    ],
    os: parent.config.os,
    rootfs: { type: 'layers', diff_ids: isEmpty ? parent.layers : [...parent.layers, diffId] },
  };
}
