import { SlipwayError } from '../errors.ts';
import { canceled } from './client-errors.ts';
import type { RegistryBlob } from './types.ts';

/** The answer to a request for a blob from `offsetBytes` on, whether the registry knows ranges or sends all of it. */
export function blobOfResponse(response: Response, offsetBytes: number, signal: AbortSignal | undefined): RegistryBlob {
  const [, firstText = '', totalText = ''] =
    /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  const body = response.body ?? emptyStream();
  if (response.status === 416) {
    void body.cancel();
    if (totalText !== '' && Number(totalText) <= offsetBytes) {
      return { stream: emptyStream(), totalBytes: Number(totalText) };
    }
    throw new SlipwayError('unavailable', `received unexpected HTTP status: 416 ${response.statusText}`.trim());
  }
  if (response.status === 206) {
    if (Number(firstText) !== offsetBytes || totalText === '') {
      void body.cancel();
      throw new SlipwayError('unavailable', 'the registry sent another range than was asked for');
    }
    return { stream: checked(body, 0, Number(totalText) - offsetBytes, signal), totalBytes: Number(totalText) };
  }
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
  const totalBytes = length === null ? -1 : Number(length);
  return { stream: checked(body, offsetBytes, totalBytes, signal), totalBytes };
}

/**
 * Passes bytes on as they are asked for, without the first `skipBytes`. A connection that breaks, or ends before
 * `expectedBytes` (-1: unknown) went through, fails the stream.
 */
function checked(
  body: ReadableStream<Uint8Array>,
  skipBytes: number,
  expectedBytes: number,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let seenBytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read().catch((error: unknown) => {
            throw signal?.aborted
              ? canceled(error)
              : new SlipwayError('unavailable', 'unexpected EOF', { cause: error });
          });
          if (done) {
            if (expectedBytes >= 0 && seenBytes < expectedBytes)
              throw new SlipwayError('unavailable', 'unexpected EOF');
            controller.close();
            return;
          }
          const from = Math.min(value.length, Math.max(0, skipBytes - seenBytes));
          seenBytes += value.length;
          if (from === value.length) continue;
          controller.enqueue(from === 0 ? value : value.subarray(from));
          return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
