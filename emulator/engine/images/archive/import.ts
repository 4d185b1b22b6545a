import { SlipwayError } from '../../../errors.ts';
import { applyChanges } from '../../build/changes.ts';
import { formatTime, type Clock } from '../../clock.ts';
import { ENGINE_VERSION } from '../../version.ts';
import { decompressed } from '../decompress.ts';
import type { ImageStore } from '../image-store.ts';
import type { Platform } from '../manifest.ts';
import type { NamedReference } from '../reference.ts';
import type { ContainerDefaults, Image } from '../types.ts';
import { containerConfig } from '../views.ts';
import { processingError } from './members.ts';

export interface ImportRequest {
  readonly archive: ReadableStream<Uint8Array>;
  readonly name: NamedReference | undefined;
  readonly message: string;
  /** Instructions, a line each. */
  readonly changes: readonly string[];
  readonly platform: Platform;
}

/** The config that `-c` gives an imported image. Errors 'invalid' in dockerd's words. */
export function importedConfig(changes: readonly string[]): ContainerDefaults {
  return applyChanges<ContainerDefaults>({}, changes);
}

/**
 * `docker import`: an archive of files becomes an image with one layer (moby: daemon/images/image_import.go). Errors
 * 'internal' in dockerd's words for what is no archive.
 */
export async function importImage(store: ImageStore, clock: Clock, request: ImportRequest): Promise<Image> {
  const { archive, name, message, changes, platform } = request;
  const config = importedConfig(changes);
  let layer;
  try {
    layer = await store.commitLayer(await decompressed(archive));
  } catch (error) {
    const explained = processingError(error);
    throw explained instanceof SlipwayError ? explained : error;
  }
  const created = formatTime(clock.nowNs());
  try {
    return await store.create({
      config: {
        architecture: platform.architecture,
        comment: message,
        config: containerConfig(config),
        container_config: containerConfig({}),
        created,
        docker_version: ENGINE_VERSION,
        history: [{ created, comment: message }],
        os: platform.os,
        rootfs: { type: 'layers', diff_ids: [layer.diffId] },
      } as Parameters<ImageStore['create']>[0]['config'],
      ...(name ? { names: [name] } : {}),
    });
  } finally {
    layer.release();
  }
}
