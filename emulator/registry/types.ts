import type { Digest } from '../engine/images/types.ts';
import type { Credentials } from './authorization.ts';

/** A repository by its full name: { domain: 'docker.io', path: 'library/nginx' }, { domain: 'localhost:5000', path: 'me/app' }. */
export interface Repository {
  readonly domain: string;
  readonly path: string;
}

/** On whose behalf a request is made. */
export interface Access {
  /** Aborting rejects with SlipwayError 'canceled' and ends the streams of the request. */
  readonly signal?: AbortSignal | undefined;
  readonly credentials?: Credentials | undefined;
}

/**
 * Registries that speak the OCI distribution specification (`client.ts`). Errors are SlipwayErrors in
 * dockerd's words: 'not-found' (manifest unknown, name unknown; pull access denied on docker.io), 'unauthorized',
 * 'forbidden' (denied), 'unavailable' (no network, the registry is down), 'corrupt' (digest mismatch), 'canceled'.
 */
export interface RegistryClient {
  /** `reference` is a tag or a digest. The digest is computed from the bytes and checked against what was asked. */
  manifest(
    repository: Repository,
    reference: string,
    options?: Access & { readonly accept?: readonly string[] },
  ): Promise<RegistryManifest>;
  /** As `manifest` without the bytes (HEAD). */
  head(repository: Repository, reference: string, options?: Access): Promise<ManifestDescriptor>;
  /**
   * The blob's bytes from `offsetBytes` on (default 0). The caller checks the digest. When the connection breaks the
   * stream fails with 'unavailable': ask again with the offset that was reached.
   */
  blob(
    repository: Repository,
    digest: Digest,
    options?: Access & { readonly offsetBytes?: number },
  ): Promise<RegistryBlob>;
  /** All tags, over as many pages as the registry makes of them. */
  tags(repository: Repository, options?: Access): Promise<string[]>;
  /** The names of all repositories, as far as the registry tells. */
  repositories(domain: string, options?: Access): Promise<string[]>;

  /** Whether the registry is there and speaks the protocol; what a push asks first. */
  ping(domain: string, options?: Access): Promise<void>;
  /** Undefined when the repository does not have the blob. */
  blobSize(repository: Repository, digest: Digest, options?: Access): Promise<number | undefined>;
  /** Makes a blob of another repository of this registry one of this; false when the registry would not. */
  mountBlob(repository: Repository, digest: Digest, from: string, options?: Access): Promise<boolean>;
  /** Uploads a blob in pieces; `onProgress` is told how many bytes are there. */
  putBlob(
    repository: Repository,
    blob: BlobUpload,
    options?: Access & { readonly onProgress?: (sentBytes: number) => void },
  ): Promise<void>;
  /** `reference` is a tag or the manifest's digest. */
  putManifest(repository: Repository, reference: string, manifest: RegistryManifest, options?: Access): Promise<void>;

  /** `docker login`: whether the registry takes these. Errors 'unauthorized', 'unavailable'. */
  login(domain: string, credentials: Credentials, signal?: AbortSignal): Promise<void>;
}

export interface BlobUpload {
  readonly digest: Digest;
  readonly sizeBytes: number;
  open(): ReadableStream<Uint8Array>;
}

/** A descriptor (OCI image specification) of a manifest or an index. */
export interface ManifestDescriptor {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface RegistryManifest extends ManifestDescriptor {
  /** As the registry sent them: what `digest` is the digest of. */
  readonly bytes: Uint8Array;
}

export interface RegistryBlob {
  /** Begins at the offset that was asked for. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Of the whole blob, whatever the offset; -1 when the registry does not say. */
  readonly totalBytes: number;
}

export const MediaType = {
  OCI_INDEX: 'application/vnd.oci.image.index.v1+json',
  OCI_MANIFEST: 'application/vnd.oci.image.manifest.v1+json',
  OCI_CONFIG: 'application/vnd.oci.image.config.v1+json',
  OCI_LAYER: 'application/vnd.oci.image.layer.v1.tar',
  OCI_LAYER_GZIP: 'application/vnd.oci.image.layer.v1.tar+gzip',
  OCI_LAYER_ZSTD: 'application/vnd.oci.image.layer.v1.tar+zstd',
  DOCKER_MANIFEST_LIST: 'application/vnd.docker.distribution.manifest.list.v2+json',
  DOCKER_MANIFEST: 'application/vnd.docker.distribution.manifest.v2+json',
  DOCKER_CONFIG: 'application/vnd.docker.container.image.v1+json',
  DOCKER_LAYER: 'application/vnd.docker.image.rootfs.diff.tar',
  DOCKER_LAYER_GZIP: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;
