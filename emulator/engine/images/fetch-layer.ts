import { SlipwayError } from '../../errors.ts';
import type { RegistryClient, Repository } from '../../registry/types.ts';
import type { BlobDownload, ContentStore } from './content-store.ts';
import { decompressor } from './decompress.ts';
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
}

/** 'sha256:4f4fb700ef54…' → '4f4fb700ef54' */
export function shortDigest(digest: Digest): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}

/**
 * Downloads one layer and unpacks it while it comes: one pass, nothing is read twice. An interrupted download keeps
 * what it has, and goes on there the next time. Errors: 'corrupt', 'unavailable', 'storage-full', 'canceled'.
 */
export async function fetchLayer(fetch: LayerFetch): Promise<void> {
  const id = shortDigest(fetch.blob.digest);
  const download = await fetch.content.download(fetch.blob.digest);
  try {
    const compressed = layerBytes(fetch, download);
    const { value: first = new Uint8Array(), done } = await compressed.next();
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        if (done) controller.close();
        else controller.enqueue(first);
      },
      async pull(controller) {
        const next = await compressed.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await compressed.return(undefined);
      },
    });
    await fetch.layers.add(fetch.diffId, source.pipeThrough(decompressor(first)));
    fetch.onProgress({ status: 'Pull complete', progressDetail: {}, id });
  } catch (cause) {
    if (cause instanceof SlipwayError) throw cause;
    // What DecompressionStream throws is a TypeError of the platform's own wording.
    throw new SlipwayError('corrupt', `failed to register layer: ${(cause as Error).message}`, { cause });
  } finally {
    download.close();
  }
}

/** The blob's bytes as they come; at the end its digest was checked. */
async function* layerBytes(fetch: LayerFetch, download: BlobDownload): AsyncGenerator<Uint8Array, undefined> {
  const { blob, onProgress } = fetch;
  const id = shortDigest(blob.digest);
  const downloading = new TransferProgress(onProgress, id, 'Downloading', blob.size);
  for (const piece of download.resume()) yield piece;
  if (download.sizeBytes > blob.size) throw new SlipwayError('corrupt', `layer ${blob.digest} is larger than its manifest says`);
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
  const { registry, repository, blob, signal } = fetch;
  const { stream } = await registry.blob(repository, blob.digest, { offsetBytes, signal });
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
