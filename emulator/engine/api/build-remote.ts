import { joined, TAR_END_BYTES, tarHeader, tarPadding } from '../../disks/tar-writer.ts';
import type { BuilderParts } from '../build/inputs.ts';
import { SlipwayError } from '../../errors.ts';
import { compressedType, decompressed } from '../images/decompress.ts';
import { guestProgramFor } from '../images/guest-decompress.ts';

/** `docker build URL`: an archive, or a Dockerfile alone. Errors in Docker's words; repositories are refused. */
export async function remoteContext(
  { download, context }: Pick<BuilderParts, 'download' | 'context'>,
  remote: string,
): Promise<ReadableStream<Uint8Array>> {
  if (
    !/^https?:\/\//.test(remote) ||
    /\.git(?:#|$)/.test(remote) ||
    /^https?:\/\/(?:www\.)?github\.com\//.test(remote)
  ) {
    throw new SlipwayError(
      'not-implemented',
      `${remote}: Slipway has no git: clone the repository elsewhere and build from its folder`,
    );
  }
  const { bytes } = await download(remote, '');
  const isText = !bytes.subarray(0, 1024).includes(0);
  const isCompressed = compressedType(bytes) !== undefined || guestProgramFor(bytes) !== undefined;
  if (!isText || isCompressed) return decompressed(streamOf(bytes), context.guest);
  const entry = {
    path: 'Dockerfile',
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
  const end = new Uint8Array(tarPadding(bytes.length) + TAR_END_BYTES);
  return streamOf(joined([tarHeader(entry), bytes, end]));
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
}
