import { joined, TAR_END_BYTES, tarHeader, tarPadding } from '../../disks/tar-writer.ts';
import { SlipwayError } from '../../errors.ts';
import { compressedType, decompressed } from '../images/decompress.ts';
import { guestProgramFor } from '../images/guest-decompress.ts';
import type { BuilderParts } from './inputs.ts';

/** `docker build URL`: an archive, or a Dockerfile alone. Errors in Docker's words; repositories are refused. */
export async function remoteContext(
  { download, context }: Pick<BuilderParts, 'download' | 'context'>,
  remote: string,
): Promise<ReadableStream<Uint8Array>> {
  if (!/^https?:\/\//.test(remote) || isRepository(remote)) {
    throw new SlipwayError(
      'not-implemented',
      `${remote}: Slipway has no git: clone the repository elsewhere and build from its folder`,
    );
  }
  const { bytes } = await download(remote, '');
  const isText = !bytes.subarray(0, 1024).includes(0);
  const isCompressed = compressedType(bytes) !== undefined || guestProgramFor(bytes) !== undefined;
  if (!isText || isCompressed) return decompressed(streamOf(bytes), context.guest);
  return streamOf(fileArchive('Dockerfile', bytes));
}

/** A git repository, as Docker tells it from a file. */
export function isRepository(url: string): boolean {
  return (
    /^(?:git:\/\/|git@|ssh:\/\/|github\.com\/)/.test(url) ||
    /^https?:\/\/(?:.*\.git(?:#.*)?$|(?:www\.)?github\.com\/)/.test(url)
  );
}

/** A URL as a named context, which BuildKit unpacks in no case: one file, `context`. Errors of `download`. */
export async function remoteFile(
  { download }: Pick<BuilderParts, 'download'>,
  url: string,
): Promise<ReadableStream<Uint8Array>> {
  const { bytes } = await download(url, '');
  return streamOf(fileArchive('context', bytes));
}

function fileArchive(path: string, bytes: Uint8Array): Uint8Array {
  const entry = {
    path,
    type: 'file' as const,
    mode: 0o600,
    uid: 0,
    gid: 0,
    sizeBytes: bytes.length,
    mtimeSeconds: 0,
    mtimeNanoseconds: 0,
    linkPath: '',
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
  };
  return joined([tarHeader(entry), bytes, new Uint8Array(tarPadding(bytes.length) + TAR_END_BYTES)]);
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
}
