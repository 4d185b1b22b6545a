import type { ApiResponse } from '../transport.ts';

const encoder = new TextEncoder();

/** A JSON answer; Docker ends it with a newline, as Go's json.Encoder does. */
export function jsonResponse(value: unknown, status = 200): ApiResponse {
  return bytesResponse(encoder.encode(`${JSON.stringify(value)}\n`), 'application/json', status);
}

export function textResponse(text: string, status = 200): ApiResponse {
  return bytesResponse(encoder.encode(text), 'text/plain; charset=utf-8', status);
}

export function bytesResponse(bytes: Uint8Array, contentType: string, status = 200): ApiResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'content-length': String(bytes.byteLength) },
    body: streamOf(bytes),
  };
}

/** 204 by default; 304 for "already so". */
export function emptyResponse(status = 204): ApiResponse {
  return { status, headers: {}, body: streamOf() };
}

/** A body of unknown length: sent chunked, each chunk as it comes. */
export function streamResponse(body: ReadableStream<Uint8Array>, contentType: string, status = 200): ApiResponse {
  return { status, headers: { 'content-type': contentType }, body };
}

/** Values as a stream of JSON documents, a line each: pull progress, events, stats. */
export function jsonLinesResponse(values: ReadableStream<unknown>, status = 200): ApiResponse {
  const body = values.pipeThrough(
    new TransformStream<unknown, Uint8Array>({
      transform: (value, controller) => controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`)),
    }),
  );
  return streamResponse(body, 'application/json', status);
}

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) if (chunk.byteLength > 0) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** Pulled one by one. A reader that leaves is told through `onCancel`, for the source may be waiting for something else. */
export function streamOfIterable(chunks: AsyncIterable<Uint8Array>, onCancel = () => {}): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      onCancel();
      await iterator.return?.();
    },
  });
}
