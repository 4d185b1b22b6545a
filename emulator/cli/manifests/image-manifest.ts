import { CliError, errorMessage } from '../errors.ts';
import { canonicalString, parseReference, withDefaultTag, type ImageReference } from '../reference.ts';

/** A platform as descriptors have it (OCI image specification, "Image Index"). */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly 'os.version'?: string | undefined;
  readonly 'os.features'?: readonly string[];
  readonly variant?: string | undefined;
}

/** One image of a manifest list. */
export interface ImageManifest {
  readonly reference: ImageReference;
  readonly mediaType: string;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly platform: Platform | undefined;
  /** The manifest as the registry sent it. */
  readonly raw: Uint8Array<ArrayBuffer>;
}

export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

/** With ':latest' where neither tag nor digest is named. Error: Docker's, of parseReference. */
export const normalReference = (text: string): ImageReference => withDefaultTag(parseReference(text));

/** The same; an error says `what` first. */
export function namedAs(what: string, text: string): ImageReference {
  try {
    return normalReference(text);
  } catch (error) {
    throw new CliError(`${what}: ${errorMessage(error)}`);
  }
}

/** In the order and with the omissions of Go's structs. */
export function platformOf(from: Partial<Platform>): Platform {
  return {
    architecture: from.architecture ?? '',
    os: from.os ?? '',
    ...(from['os.version'] ? { 'os.version': from['os.version'] } : {}),
    ...(from['os.features']?.length ? { 'os.features': from['os.features'] } : {}),
    ...(from.variant ? { variant: from.variant } : {}),
  };
}

/**
 * JSON of Docker's ImageManifest: what `inspect --verbose` prints, and what is kept of a list's images, so that Docker's
 * own command reads ours and ours its (docker/cli, cli/manifest/types).
 */
export function manifestRecord(manifest: ImageManifest): string {
  const descriptor = {
    mediaType: manifest.mediaType,
    digest: manifest.digest,
    size: manifest.sizeBytes,
    ...(manifest.platform ? { platform: manifest.platform } : {}),
  };
  const kind = manifest.mediaType === OCI_MANIFEST ? 'OCIManifest' : 'SchemaV2Manifest';
  const members = [
    `"Ref":${JSON.stringify(canonicalString(manifest.reference))}`,
    `"Descriptor":${JSON.stringify(descriptor)}`,
    `"Raw":"${btoa(String.fromCharCode(...manifest.raw))}"`,
    `"${kind}":${new TextDecoder().decode(manifest.raw)}`,
  ];
  return `{${members.join(',')}}`;
}

interface ManifestRecord {
  readonly Ref: string;
  readonly Descriptor: { mediaType: string; digest: string; size: number; platform?: Partial<Platform> };
  readonly Raw?: string;
}

/** The other way. Error: the text is no such record. */
export function readRecord(text: string): ImageManifest {
  const { Ref, Descriptor, Raw = '' } = JSON.parse(text) as ManifestRecord;
  return {
    reference: parseReference(Ref),
    mediaType: Descriptor.mediaType,
    digest: Descriptor.digest,
    sizeBytes: Descriptor.size,
    platform: Descriptor.platform && platformOf(Descriptor.platform),
    raw: Uint8Array.from(atob(Raw), (character) => character.charCodeAt(0)),
  };
}

/** The list that stands for these images, as it is printed and pushed. */
export function manifestList(manifests: readonly ImageManifest[]): { mediaType: string; text: string } {
  const mediaType = manifests[0]?.mediaType === OCI_MANIFEST ? OCI_INDEX : DOCKER_LIST;
  const descriptors = manifests.map((one) => ({
    mediaType: one.mediaType,
    size: one.sizeBytes,
    digest: one.digest,
    platform: one.platform ?? platformOf({}),
  }));
  return { mediaType, text: JSON.stringify({ schemaVersion: 2, mediaType, manifests: descriptors }, null, 3) };
}
