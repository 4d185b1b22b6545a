import { parseReference, withTagOrDigest } from '../images/reference.ts';
import { pushImages } from '../images/push.ts';
import type { ApiResponse } from '../transport.ts';
import type { ImageRoutesContext } from './image-create.ts';
import { ProgressStream } from './progress-stream.ts';
import { registryAuth } from './registry-auth.ts';
import { jsonLinesResponse } from './response.ts';
import type { RouteRequest } from './route.ts';

/** `docker push`: POST /images/{name}/push. The answer begins with the repository, so what fails is told in it. */
export function pushImage(context: ImageRoutesContext, request: RouteRequest): ApiResponse {
  const { images, registry, events } = context;
  const name = parseReference(request.params.name!);
  const tag = request.query.get('tag') ?? '';
  const reference = tag === '' ? name : withTagOrDigest(name, tag);
  const credentials = registryAuth(request);
  const gone = new AbortController();
  const progress = new ProgressStream(() => gone.abort());
  pushImages(images, registry, {
    reference,
    access: { credentials, signal: AbortSignal.any([request.signal, gone.signal]) },
    onProgress: (message) => progress.push(message),
    onPushed: (aux) => {
      progress.push({ progressDetail: {}, aux });
      const pushed = `${request.params.name}:${aux.Tag}`;
      events.publish('image', 'push', pushed, { name: request.params.name! });
    },
  }).then(
    () => progress.end(),
    (error: unknown) => progress.fail(error, true),
  );
  return jsonLinesResponse(progress.readable);
}
