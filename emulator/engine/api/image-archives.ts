import { loadImages } from '../images/archive/load.ts';
import { saveImages } from '../images/archive/save.ts';
import { imagesToSave } from '../images/archive/saved-images.ts';
import { decompressed } from '../images/decompress.ts';
import type { ProgressMessage } from '../images/progress.ts';
import type { Digest } from '../images/types.ts';
import type { ApiResponse } from '../transport.ts';
import type { ImageRoutesContext } from './image-create.ts';
import { ProgressStream } from './progress-stream.ts';
import { bodyStream, queryFlag } from './request-body.ts';
import { jsonLinesResponse, streamOfIterable, streamResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** `docker save` and `docker load`. */
export function imageArchiveRoutes(context: ImageRoutesContext): RouteTable {
  return [
    {
      method: 'GET',
      path: '/images/get',
      handle: ({ query }) =>
        save(
          context,
          query.getAll('names').flatMap((names) => names.split(',')),
        ),
    },
    { method: 'GET', path: '/images/{name...}/get', handle: ({ params }) => save(context, [params.name!]) },
    { method: 'POST', path: '/images/load', handle: (request) => load(context, request) },
  ];
}

async function save({ images, events }: ImageRoutesContext, names: readonly string[]): Promise<ApiResponse> {
  const saved = imagesToSave(images, names);
  const release = images.hold(saved.flatMap(({ image }) => image.layers));
  try {
    const chunks = await saveImages(images, saved);
    for (const { image } of saved) events.publish('image', 'save', image.id, { name: image.id });
    return streamResponse(streamOfIterable(releasing(chunks, release)), 'application/x-tar');
  } catch (error) {
    release();
    throw error;
  }
}

async function* releasing(chunks: AsyncIterable<Uint8Array>, release: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } finally {
    release();
  }
}

/** As with dockerd an archive that cannot be loaded is told in the answer's stream. */
function load({ images, events, guest }: ImageRoutesContext, request: RouteRequest): ApiResponse {
  const isQuiet = queryFlag(request.query, 'quiet');
  const progress = new ProgressStream(() => {});
  const options = {
    store: images,
    onProgress: isQuiet ? undefined : (message: ProgressMessage) => progress.push(message),
    tell: (text: string) => progress.push(text === '' ? {} : { stream: text }),
    onLoaded: (id: Digest) => events.publish('image', 'load', id, { name: id }),
  };
  const loaded = decompressed(bodyStream(request), guest).then((archive) => loadImages(archive, options));
  loaded.then(
    () => progress.end(),
    (error: unknown) => progress.fail(error, true),
  );
  return jsonLinesResponse(progress.readable);
}
