import type { Cli } from '../cli.ts';
import { canonicalString, parseReference, withDefaultTag } from '../reference.ts';

/**
 * `--metadata-file`: what BuildKit in dockerd answers of a build. Its images have no manifest before they are pushed, so
 * both digests are the image's ID (moby, builder-next/exporter/mobyexporter). A build without image has none.
 */
export async function writeMetadata(cli: Cli, path: string, imageId: string, names: readonly string[]): Promise<void> {
  if (path === '') return;
  const image = names.map((name) => canonicalString(withDefaultTag(parseReference(name)))).join(',');
  const metadata = {
    ...(imageId === '' ? {} : { 'containerimage.config.digest': imageId, 'containerimage.digest': imageId }),
    ...(imageId === '' || image === '' ? {} : { 'image.name': image }),
  };
  await cli.io.files.write(cli.resolvePath(path), new TextEncoder().encode(JSON.stringify(metadata, null, 2)), 0o644);
}
