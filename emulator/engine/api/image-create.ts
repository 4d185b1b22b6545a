import type { Clock } from '../clock.ts';
import type { RegistryClient } from '../../registry/types.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Guest } from '../guest.ts';
import type { ImageStore } from '../images/image-store.ts';
import { parsePlatform } from '../images/platform.ts';
import { familiarName, familiarString, parseReference, withTagOrDigest } from '../images/reference.ts';
import type { RunLog } from '../runs/run-log.ts';
import type { ApiResponse } from '../transport.ts';
import { importFrom } from './image-import.ts';
import { registryAuth } from './registry-auth.ts';
import { ProgressStream } from './progress-stream.ts';
import { jsonLinesResponse } from './response.ts';
import type { RouteRequest } from './route.ts';

/** What the image routes work on. */
export interface ImageRoutesContext {
  readonly images: ImageStore;
  readonly registry: RegistryClient;
  readonly events: EventLog;
  /** Told of pulls: a container may wait for one. */
  readonly runs: RunLog;
  readonly clock: Clock;
  /** Undoes compressions of archives that a browser cannot. */
  readonly guest: Pick<Guest, 'spawn'>;
  /** For archives that are imported from a URL. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * `docker pull` (and `docker import`, image-import.ts): the answer's status is not sent before the first message, so that what fails at once (no such
 * image, no network) is an HTTP error, and what fails later the last line of the stream, as with dockerd.
 */
export async function createImage(context: ImageRoutesContext, request: RouteRequest): Promise<ApiResponse> {
  const { images, events, runs } = context;
  const { query, signal } = request;
  if (!query.get('fromImage') && query.get('fromSrc')) return importFrom(context, request);
  const name = (query.get('fromImage') ?? '').replace(/:$/, '');
  const tagOrDigest = query.get('tag') ?? '';
  const parsed = parseReference(name);
  const reference = tagOrDigest === '' ? parsed : withTagOrDigest(parsed, tagOrDigest);
  const platform = parsePlatform(query.get('platform') ?? '');

  const credentials = registryAuth(request);
  const record = runs.pulling(request.client, familiarString(reference));
  const gone = new AbortController();
  const progress = new ProgressStream(() => gone.abort());
  images
    .pull({
      reference,
      platform,
      onProgress(message) {
        record.progress(message);
        progress.push(message);
      },
      signal: AbortSignal.any([signal, gone.signal]),
      credentials,
    })
    .then(
      () => {
        record.end();
        events.publish('image', 'pull', familiarString(reference), { name: familiarName(reference) });
        progress.end();
      },
      (error: unknown) => {
        record.end(error);
        progress.fail(error);
      },
    );
  await progress.begun;
  return jsonLinesResponse(progress.readable);
}
