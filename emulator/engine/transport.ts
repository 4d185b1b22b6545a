import type { ByteDuplex } from '../streams.ts';

/**
 * The Docker Engine API as a function: the one boundary between the engine and everybody who uses it (the CLI,
 * the UI, lesson checks, sockets). `engine/api/router.ts` implements it over the engine; `engine/api/http-server.ts`
 * speaks it as HTTP/1.1 over a byte stream (docker.sock in the guest, a unix socket in Node);
 * `cli/unix-transport.ts` is a client of a real dockerd.
 */
export interface EngineTransport {
  request(request: ApiRequest): Promise<ApiResponse>;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Path and query as on the wire, with or without a version: '/v1.43/containers/json?all=1'. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: ReadableStream<Uint8Array> | Uint8Array;
  /** Who asks, where it is known: the `docker` command that is typed in the machine. The same object in all its requests. */
  readonly client?: { readonly argv: readonly string[] } | undefined;
  /** The caller went away: streams end, work that only the caller wanted stops. */
  readonly signal?: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when `hijacked` is there. */
  readonly body: ReadableStream<Uint8Array>;
  /** Attach and exec start: the connection becomes this raw stream (101 UPGRADED, or 200 for old clients). */
  readonly hijacked?: ByteDuplex;
}
