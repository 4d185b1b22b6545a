import type { Digest } from '../engine/images/types.ts';

/** A repository by its full name: { domain: 'docker.io', path: 'library/nginx' }, { domain: 'localhost:5000', path: 'me/app' }. */
export interface Repository {
  readonly domain: string;
  readonly path: string;
}

export interface RequestOptions {
  /** Aborting rejects with SlipwayError 'canceled' and ends the streams of the request. */
  readonly signal?: AbortSignal;
}

/**
 * Reads from registries that speak the OCI distribution specification (`client.ts`). Errors are SlipwayErrors in
 * dockerd's words: 'not-found' (manifest unknown, name unknown; pull access denied on docker.io), 'unauthorized',
 * 'forbidden', 'unavailable' (no network, the registry is down), 'corrupt' (digest mismatch), 'canceled'.
 */
export interface RegistryClient {
  /** `reference` is a tag or a digest. The digest is computed from the bytes and checked against what was asked. */
  manifest(
    repository: Repository,
    reference: string,
    options?: RequestOptions & { readonly accept?: readonly string[] },
  ): Promise<RegistryManifest>;
  /** As `manifest` without the bytes (HEAD). */
  head(repository: Repository, reference: string, options?: RequestOptions): Promise<ManifestDescriptor>;
  /**
   * The blob's bytes from `offsetBytes` on (default 0). The caller checks the digest. When the connection breaks the
   * stream fails with 'unavailable': ask again with the offset that was reached.
   */
  blob(
    repository: Repository,
    digest: Digest,
    options?: RequestOptions & { readonly offsetBytes?: number },
  ): Promise<RegistryBlob>;
  /** All tags, over as many pages as the registry makes of them. */
  tags(repository: Repository, options?: RequestOptions): Promise<string[]>;
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
  DOCKER_LAYER_GZIP: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;
