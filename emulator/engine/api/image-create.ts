import { SlipwayError } from '../../errors.ts';
import type { EventLog } from '../events/event-log.ts';
import type { ImageStore } from '../images/image-store.ts';
import { parsePlatform } from '../images/platform.ts';
import type { ProgressMessage } from '../images/progress.ts';
import { familiarName, familiarString, parseReference, withTagOrDigest } from '../images/reference.ts';
import type { ApiResponse } from '../transport.ts';
import { jsonLinesResponse } from './response.ts';
import type { RouteRequest } from './route.ts';

/** What the image routes work on. */
export interface ImageRoutesContext {
  readonly images: ImageStore;
  readonly events: EventLog;
}

/**
 * `docker pull`: the answer's status is not sent before the first message, so that what fails at once (no such
 * image, no network) is an HTTP error, and what fails later the last line of the stream, as with dockerd.
 */
export async function createImage({ images, events }: ImageRoutesContext, request: RouteRequest): Promise<ApiResponse> {
  const { query, signal } = request;
  const source = query.get('fromSrc');
  if (source) throw new SlipwayError('not-implemented', 'importing images is not implemented');
  const name = (query.get('fromImage') ?? '').replace(/:$/, '');
  const tagOrDigest = query.get('tag') ?? '';
  const parsed = parseReference(name);
  const reference = tagOrDigest === '' ? parsed : withTagOrDigest(parsed, tagOrDigest);
  const platform = parsePlatform(query.get('platform') ?? '');

  const gone = new AbortController();
  const progress = new ProgressStream(() => gone.abort());
  images
    .pull({
      reference,
      platform,
      onProgress: (message) => progress.push(message),
      signal: AbortSignal.any([signal, gone.signal]),
    })
    .then(
      () => {
        events.publish('image', 'pull', familiarString(reference), { name: familiarName(reference) });
        progress.end();
      },
      (error: unknown) => progress.fail(error),
    );
  await progress.begun;
  return jsonLinesResponse(progress.readable);
}

/** Progress messages as a stream; `begun` rejects when it fails before the first. Ends with dockerd's error message. */
class ProgressStream {
  readonly readable: ReadableStream<unknown>;
  readonly begun: Promise<void>;
  private controller!: ReadableStreamDefaultController<unknown>;
  private begin!: { resolve(): void; reject(error: unknown): void };
  private hasBegun = false;
  private isOver = false;

  constructor(onCancel: () => void) {
    this.begun = new Promise((resolve, reject) => (this.begin = { resolve, reject }));
    this.readable = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
      },
      cancel: () => {
        this.isOver = true;
        onCancel();
      },
    });
  }

  push(message: ProgressMessage): void {
    this.write(message);
  }

  end(): void {
    if (!this.isOver) this.controller.close();
    this.isOver = true;
    this.begin.resolve();
  }

  fail(error: unknown): void {
    if (!this.hasBegun) return this.begin.reject(error);
    const message = error instanceof Error ? error.message : String(error);
    this.write({ errorDetail: { message }, error: message });
    this.end();
  }

  private write(value: unknown): void {
    if (this.isOver) return;
    this.controller.enqueue(value);
    this.hasBegun = true;
    this.begin.resolve();
  }
}
