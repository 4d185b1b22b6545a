import type { ByteDuplex } from '../../streams.ts';
import { MULTIPLEXED_STREAM_TYPE, RAW_STREAM_TYPE } from '../raw-stream.ts';
import type { ApiResponse } from '../transport.ts';
import type { RouteRequest } from './route.ts';
import { compareVersions } from './router.ts';

/** The connection becomes `stream`: 101 for clients that ask for an upgrade, else the old 200 with a raw body. */
export function hijackResponse(request: RouteRequest, stream: ByteDuplex, terminal: boolean): ApiResponse {
  const framed = !terminal && compareVersions(request.apiVersion, '1.42') >= 0;
  const type = { 'content-type': framed ? MULTIPLEXED_STREAM_TYPE : RAW_STREAM_TYPE };
  const upgrade = request.headers.upgrade;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  if (upgrade === undefined) return { status: 200, headers: type, body, hijacked: stream };
  return { status: 101, headers: { ...type, connection: 'Upgrade', upgrade }, body, hijacked: stream };
}
