import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Digest } from '../../engine/images/types.ts';
import { MediaType } from '../types.ts';

/** For tests: an image layout with library/app (latest, 1, 2, multi) and library/other (latest), of small blobs. */
export async function makeFixtureLayout() {
  const folder = await mkdtemp(join(tmpdir(), 'layout-'));
  const blobsFolder = join(folder, 'blobs', 'sha256');
  await mkdir(blobsFolder, { recursive: true });
  const put = async (content: Uint8Array) => {
    const hex = createHash('sha256').update(content).digest('hex');
    await writeFile(join(blobsFolder, hex), content);
    return { digest: `sha256:${hex}` as Digest, size: content.length };
  };
  const putJson = (value: object) => put(Buffer.from(JSON.stringify(value)));
  const platform = { architecture: '386', os: 'linux' };

  const layerBytes = new Uint8Array(300_000).map((_, index) => (index * 7919) >> 3);
  const layer = await put(layerBytes);
  const config = await putJson({ architecture: '386', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } });
  const manifest = await putJson({
    schemaVersion: 2,
    mediaType: MediaType.OCI_MANIFEST,
    config: { mediaType: MediaType.OCI_CONFIG, ...config },
    layers: [{ mediaType: MediaType.OCI_LAYER_GZIP, ...layer }],
  });
  const index = await putJson({
    schemaVersion: 2,
    mediaType: MediaType.OCI_INDEX,
    manifests: [{ mediaType: MediaType.OCI_MANIFEST, ...manifest, platform }],
  });
  const otherConfig = await putJson({ architecture: '386', os: 'linux', author: 'another' });
  const other = await putJson({
    schemaVersion: 2,
    mediaType: MediaType.OCI_MANIFEST,
    config: { mediaType: MediaType.OCI_CONFIG, ...otherConfig },
    layers: [],
  });
  const entry = (name: string, mediaType: string, content: object) => ({
    mediaType,
    ...content,
    annotations: { 'org.opencontainers.image.ref.name': name },
  });
  const manifests = [
    ...['latest', '1', '2'].map((tag) => entry(`library/app:${tag}`, MediaType.OCI_MANIFEST, manifest)),
    entry('library/app:multi', MediaType.OCI_INDEX, index),
    entry('library/other:latest', MediaType.OCI_MANIFEST, other),
  ];
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  await writeFile(join(folder, 'secret'), 'not to be read');
  return { folder, layer, layerBytes, config, manifest, index, other, otherConfig };
}
