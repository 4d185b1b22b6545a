import { SlipwayError } from '../../errors.ts';
import type { ApiRequest, ApiResponse } from '../transport.ts';

/** One endpoint of the Docker Engine API; a resource's file exports a `RouteTable`. */
export interface Route {
  readonly method: ApiRequest['method'];
  /**
   * Path without the version prefix. `{id}` matches one segment; `{name...}` matches one or more, slashes included
   * (image names): '/images/{name...}/json'. Parameters arrive percent-decoded.
   */
  readonly path: string;
  /** Why Slipway has not what Docker has here; for the documentation of coverage. */
  readonly missing?: string;
  readonly handle: (request: RouteRequest) => Promise<ApiResponse> | ApiResponse;
}

export type RouteTable = readonly Route[];

export interface RouteRequest {
  readonly method: ApiRequest['method'];
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array> | Uint8Array | undefined;
  /** As `ApiRequest.client`. */
  readonly client: ApiRequest['client'];
  /** Aborted when the caller went away. */
  readonly signal: AbortSignal;
  /** '1.41': of the path's prefix, or the newest without one. */
  readonly apiVersion: string;
}

/** Docker has this endpoint and Slipway does not: 501 with what is missing and why. */
export function notImplemented(method: Route['method'], path: string, reason: string): Route {
  return {
    method,
    path,
    missing: reason,
    handle: () => {
      throw new SlipwayError('not-implemented', reason);
    },
  };
}
