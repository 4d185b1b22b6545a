import { SlipwayError } from '../../errors.ts';
import { formatTime, parseTime, ZERO_TIME } from '../clock.ts';
import { layerMountPath } from './layer-mounts.ts';
import type { Digest, Image, ImageConfig } from './types.ts';

/** What of the image store the views need. */
export interface ViewedImages {
  /** By its ID. */
  find(id: string): Image | undefined;
  layerSizeBytes(diffId: Digest): number;
  /** Unix milliseconds of the last `docker tag`; undefined when it was never tagged here. */
  taggedMs(id: Digest): number | undefined;
}

/** Unix seconds; Go's zero time when there is none or it cannot be read. */
export function createdSeconds(created: string | undefined): number {
  const ns = parseTime(created ?? ZERO_TIME) ?? parseTime(ZERO_TIME)!;
  return Number(ns / 1_000_000_000n) - (ns < 0n && ns % 1_000_000_000n !== 0n ? 1 : 0);
}

/** An item of GET /images/json (API 1.41, ImageSummary). */
export function imageSummary(image: Image): Record<string, unknown> {
  const dangling = image.repoTags.length === 0 && image.repoDigests.length === 0;
  const orNull = (names: readonly string[]) => (names.length === 0 ? null : names);
  return {
    Containers: -1,
    Created: createdSeconds(image.config.created),
    Id: image.id,
    Labels: image.config.config?.Labels ?? null,
    ParentId: image.parent ?? '',
    RepoDigests: dangling ? ['<none>@<none>'] : orNull(image.repoDigests),
    RepoTags: dangling ? ['<none>:<none>'] : orNull(image.repoTags),
    SharedSize: -1,
    Size: image.sizeBytes,
    VirtualSize: image.sizeBytes,
  };
}

/** GET /images/{name}/json (API 1.41, ImageInspect). */
export function inspectImage(images: ViewedImages, image: Image): Record<string, unknown> {
  const config = image.config as ImageConfig & Record<string, unknown>;
  const tagged = images.taggedMs(image.id);
  const textOf = (name: string) => (typeof config[name] === 'string' ? config[name] : '');
  const layers = [...image.layers].reverse().map(layerMountPath);
  return {
    Id: image.id,
    RepoTags: image.repoTags,
    RepoDigests: image.repoDigests,
    Parent: image.parent ?? '',
    Comment: textOf('comment') || (config.history?.at(-1)?.comment ?? ''),
    Created: config.created ?? ZERO_TIME,
    Container: textOf('container'),
    ContainerConfig: containerConfig(config['container_config']),
    DockerVersion: textOf('docker_version'),
    Author: config.author ?? '',
    Config: containerConfig(config.config),
    Architecture: config.architecture,
    ...(config.variant ? { Variant: config.variant } : {}),
    Os: config.os,
    ...(textOf('os.version') === '' ? {} : { OsVersion: textOf('os.version') }),
    Size: image.sizeBytes,
    VirtualSize: image.sizeBytes,
    // Each layer is mounted on its own, read-only; there is no upper directory before there is a container.
    GraphDriver: { Data: layers.length === 0 ? null : { LowerDir: layers.join(':') }, Name: 'overlay2' },
    RootFS: { Type: 'layers', ...(image.layers.length === 0 ? {} : { Layers: image.layers }) },
    Metadata: { LastTagTime: tagged === undefined ? ZERO_TIME : formatTime(BigInt(tagged) * 1_000_000n) },
  };
}

/** GET /images/{name}/history, the newest first. */
export function imageHistory(images: ViewedImages, image: Image): Record<string, unknown>[] {
  let layer = 0;
  const entries = (image.config.history ?? []).map((entry) => {
    let sizeBytes = 0;
    if (!entry.empty_layer) {
      const diffId = image.layers[layer++];
      if (diffId === undefined) throw new SlipwayError('internal', 'too many non-empty layers in History section');
      sizeBytes = images.layerSizeBytes(diffId);
    }
    return {
      Comment: entry.comment ?? '',
      Created: createdSeconds(entry.created),
      CreatedBy: entry.created_by ?? '',
      Id: '<missing>',
      Size: sizeBytes,
      Tags: null as readonly string[] | null,
    };
  });
  entries.reverse();
  // Each entry but the first belongs to the parent of the one before, as far as parents are known here.
  let owner: Image | undefined = image;
  for (const entry of entries) {
    if (owner === undefined) break;
    entry.Id = owner.id;
    entry.Tags = owner.repoTags.length === 0 ? null : owner.repoTags;
    owner = owner.parent === undefined ? undefined : images.find(owner.parent);
  }
  return entries;
}

/** Members that Go leaves out of container.Config when they are empty. */
const OMITTED_WHEN_EMPTY = ['ExposedPorts', 'Healthcheck', 'ArgsEscaped', 'NetworkDisabled', 'MacAddress'] as const;
const OMITTED_LAST = ['StopSignal', 'StopTimeout', 'Shell'] as const;

/** container.Config as Go writes it: all members, in its order. */
export function containerConfig(source: unknown): Record<string, unknown> {
  const config = (typeof source === 'object' && source !== null ? source : {}) as Record<string, unknown>;
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => !isEmpty(config[name])).map((name) => [name, config[name]]));
  const [exposed, ...rest] = OMITTED_WHEN_EMPTY;
  return {
    Hostname: config['Hostname'] ?? '',
    Domainname: config['Domainname'] ?? '',
    User: config['User'] ?? '',
    AttachStdin: config['AttachStdin'] ?? false,
    AttachStdout: config['AttachStdout'] ?? false,
    AttachStderr: config['AttachStderr'] ?? false,
    ...given([exposed]),
    Tty: config['Tty'] ?? false,
    OpenStdin: config['OpenStdin'] ?? false,
    StdinOnce: config['StdinOnce'] ?? false,
    Env: config['Env'] ?? null,
    Cmd: config['Cmd'] ?? null,
    ...given(rest),
    Image: config['Image'] ?? '',
    Volumes: config['Volumes'] ?? null,
    WorkingDir: config['WorkingDir'] ?? '',
    Entrypoint: config['Entrypoint'] ?? null,
    OnBuild: config['OnBuild'] ?? null,
    Labels: config['Labels'] ?? null,
    ...given(OMITTED_LAST),
  };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
