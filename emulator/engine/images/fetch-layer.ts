import { SlipwayError } from '../../errors.ts';
import type { Credentials } from '../../registry/authorization.ts';
import { MediaType, type RegistryClient, type Repository } from '../../registry/types.ts';
import type { BlobDownload, ContentStore } from './content-store.ts';
import { compressedType, decompressor, gunzipInScript } from './decompress.ts';
import type { Layers } from './layers.ts';
import type { Descriptor } from './manifest.ts';
import { TransferProgress, type OnProgress } from './progress.ts';
import type { Digest } from './types.ts';

/** As dockerd: five attempts, the pause five seconds longer each time. */
const ATTEMPTS = 5;
const RETRY_STEP_SECONDS = 5;

export interface LayerFetch {
  readonly registry: RegistryClient;
  readonly content: ContentStore;
  readonly layers: Layers;
  readonly repository: Repository;
  readonly blob: Descriptor;
  readonly diffId: Digest;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | undefined;
  readonly credentials?: Credentials | undefined;
}

/** 'sha256:4f4fb700ef54…' → '4f4fb700ef54' */
export function shortDigest(digest: Digest): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}

/**
 * Downloads one layer and unpacks it while it comes: one pass, nothing is read twice. An interrupted download keeps
 * what it has, and goes on there the next time; one that filled the storage keeps nothing. Errors: 'corrupt',
 * 'unavailable', 'storage-full', 'canceled'.
 */
export async function fetchLayer(fetch: LayerFetch): Promise<void> {
  const { content, layers, blob, diffId, onProgress } = fetch;
  const download = await content.download(blob.digest);
  let isFull = false;
  try {
    const compressed = layerBytes(fetch, download);
    // Unpacked already, from a blob that was compressed otherwise: only the blob is missing.
    if (layers.has(diffId)) for await (const piece of compressed) void piece;
    else await unpack(compressed, fetch);
    onProgress({ status: 'Pull complete', progressDetail: {}, id: shortDigest(blob.digest) });
  } catch (error) {
    isFull = error instanceof SlipwayError && error.kind === 'storage-full';
    throw error;
  } finally {
    download.close();
    if (isFull) await content.remove(blob.digest);
  }
}

async function unpack(compressed: AsyncGenerator<Uint8Array, undefined>, fetch: LayerFetch): Promise<void> {
  const { layers, diffId } = fetch;
  // A stream that decompresses may put an error of its own in the place of its source's.
  let sourceError: unknown;
  const next = () =>
    compressed.next().catch((error: unknown) => {
      sourceError = error;
      throw error;
    });
  const first = await next();
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const piece = await next();
      if (piece.done) controller.close();
      else controller.enqueue(piece.value);
    },
  });
  const beginning = first.value ?? new Uint8Array();
  try {
    await layers.add(diffId, source.pipeThrough(decompressor(beginning)));
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError;
    if (cause instanceof SlipwayError && cause.kind !== 'corrupt') throw cause;
    if (await unpackMembers(compressed, beginning, fetch)) return;
    // What DecompressionStream throws is a TypeError of the platform's own wording.
    throw new SlipwayError('corrupt', `failed to register layer: ${(cause as Error).message}`, { cause });
  } finally {
    await compressed.return(undefined);
  }
}

/**
 * After the platform gave up on a gzip: it may have several members. The rest of the blob is fetched, and unpacked from
 * the store by what knows them. False when it is no gzip, or not that layer either.
 */
async function unpackMembers(
  compressed: AsyncGenerator<Uint8Array, undefined>,
  beginning: Uint8Array,
  { content, layers, blob, diffId }: LayerFetch,
): Promise<boolean> {
  if (compressedType(beginning) !== MediaType.OCI_LAYER_GZIP) return false;
  for (let piece = await compressed.next(); !piece.done; piece = await compressed.next());
  try {
    await layers.add(diffId, content.stream(blob.digest).pipeThrough(gunzipInScript()));
    return true;
  } catch (error) {
    if (error instanceof SlipwayError && error.kind !== 'corrupt') throw error;
    return false;
  }
}

/** The blob's bytes as they come; at the end its digest was checked. */
async function* layerBytes(fetch: LayerFetch, download: BlobDownload): AsyncGenerator<Uint8Array, undefined> {
  const { blob, onProgress } = fetch;
  const id = shortDigest(blob.digest);
  const downloading = new TransferProgress(onProgress, id, 'Downloading', blob.size);
  for (const piece of download.resume()) yield piece;
  if (download.sizeBytes > blob.size)
    throw new SlipwayError('corrupt', `layer ${blob.digest} is larger than its manifest says`);
  let failures = 0;
  while (download.sizeBytes < blob.size) {
    try {
      for await (const piece of downloadFrom(fetch, download.sizeBytes)) {
        download.write(piece);
        failures = 0;
        downloading.at(download.sizeBytes);
        yield piece;
      }
    } catch (error) {
      failures += 1;
      if (!(error instanceof SlipwayError) || error.kind !== 'unavailable' || failures >= ATTEMPTS) throw error;
      await pauseBeforeRetry(failures * RETRY_STEP_SECONDS, id, onProgress, fetch.signal);
    }
  }
  onProgress({ status: 'Verifying Checksum', progressDetail: {}, id });
  download.finish();
  onProgress({ status: 'Download complete', progressDetail: {}, id });
  const extracting = new TransferProgress(onProgress, id, 'Extracting', blob.size);
  extracting.at(blob.size);
  return undefined;
}

async function* downloadFrom(fetch: LayerFetch, offsetBytes: number): AsyncGenerator<Uint8Array, void> {
  const { registry, repository, blob, signal, credentials } = fetch;
  const { stream } = await registry.blob(repository, blob.digest, { offsetBytes, signal, credentials });
  let receivedBytes = 0;
  const reader = stream.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      receivedBytes += chunk.value.byteLength;
      yield chunk.value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (offsetBytes + receivedBytes < blob.size) throw new SlipwayError('unavailable', 'unexpected EOF');
}

async function pauseBeforeRetry(
  seconds: number,
  id: string,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    if (signal?.aborted) throw new SlipwayError('canceled', 'context canceled');
    onProgress({ status: `Retrying in ${left} second${left === 1 ? '' : 's'}`, progressDetail: {}, id });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
