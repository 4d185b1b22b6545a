import { SlipwayError } from '../../errors.ts';
import { dialFailure } from '../../registry/client-errors.ts';
import { importedConfig, importImage } from '../images/archive/import.ts';
import { decompressed } from '../images/decompress.ts';
import { MACHINE_PLATFORM } from '../images/manifest.ts';
import { parsePlatform } from '../images/platform.ts';
import { parseReference, withDefaultTag, withTagOrDigest, type NamedReference } from '../images/reference.ts';
import type { ApiResponse } from '../transport.ts';
import type { ImageRoutesContext } from './image-create.ts';
import { ProgressStream } from './progress-stream.ts';
import { bodyStream } from './request-body.ts';
import { jsonLinesResponse } from './response.ts';
import type { RouteRequest } from './route.ts';

/** `docker import`: POST /images/create with `fromSrc`, '-' for the request's body. */
export async function importFrom(context: ImageRoutesContext, request: RouteRequest): Promise<ApiResponse> {
  const { images, events, clock, guest } = context;
  const { query, signal } = request;
  const name = nameOf(query);
  const changes = query.getAll('changes');
  importedConfig(changes);
  const platform = parsePlatform(query.get('platform') ?? '');
  if (platform.os !== MACHINE_PLATFORM.os) throw new SlipwayError('invalid', 'operating system is not supported');
  const progress = new ProgressStream(() => {});
  const source = query.get('fromSrc') ?? '-';
  const load = async () => {
    const url = source === '-' ? undefined : urlOf(source);
    const packed = url === undefined ? bodyStream(request) : await download(context, url, signal);
    if (url !== undefined) progress.push({ status: `Downloading from ${url}` });
    const archive = await decompressed(packed, guest);
    const message = query.get('message') || `Imported from ${url ?? source}`;
    const image = await importImage(images, clock, { archive, name, message, changes, platform });
    events.publish('image', 'import', image.id, { name: image.id });
    progress.push({ status: image.id });
  };
  load().then(
    () => progress.end(),
    (error: unknown) => progress.fail(error),
  );
  await progress.begun;
  return jsonLinesResponse(progress.readable);
}

function nameOf(query: URLSearchParams): NamedReference | undefined {
  const repository = query.get('repo') ?? '';
  if (repository === '') return undefined;
  const parsed = parseReference(repository);
  if (parsed.digest !== undefined) throw new SlipwayError('invalid', 'cannot import digest reference');
  const tag = query.get('tag') ?? '';
  return withDefaultTag(tag === '' ? parsed : withTagOrDigest(parsed, tag));
}

function urlOf(source: string): string {
  const text = source.includes('://') ? source : `http://${source}`;
  try {
    return new URL(text).href;
  } catch (cause) {
    throw new SlipwayError('invalid', `parse ${JSON.stringify(text)}: invalid URL`, { cause });
  }
}

async function download(
  { fetch }: ImageRoutesContext,
  url: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  let response: Response;
  try {
    response = await fetch(url, { signal, credentials: 'omit' });
  } catch (cause) {
    if (cause instanceof SlipwayError) throw cause;
    const { host, protocol } = new URL(url);
    const reason = dialFailure(host, protocol === 'https:' ? 'https' : 'http');
    throw new SlipwayError('unavailable', `Get "${url}": ${reason}`, { cause });
  }
  if (response.ok && response.body) return response.body;
  await response.body?.cancel();
  throw new SlipwayError(
    'unavailable',
    `failed to GET ${url} with status ${response.status} ${response.statusText}`.trim(),
  );
}
