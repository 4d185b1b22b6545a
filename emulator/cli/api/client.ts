import type { ApiRequest, ApiResponse, EngineTransport } from '../../engine/transport.ts';
import type { ByteDuplex } from '../../streams.ts';
import { ApiError, CliError, SignalExit } from '../errors.ts';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface ApiCall {
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly archive?: ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * The Engine API over a transport. Paths carry no version unless the environment says one (DOCKER_API_VERSION): the
 * daemon then speaks its newest, which spares the round trip that negotiates one. Errors are ApiErrors in the words
 * Docker's CLI prints.
 */
export class ApiClient {
  readonly #transport: EngineTransport;
  /**
   * A signal for each request that may be under way: a command may have a thousand, and Node warns when so many listen
   * to one. (AbortSignal.any would do it, but Node 20 never lets go of what listens to it.)
   */
  readonly #underWay = new Set<AbortController>();

  /** `version`: the one to speak, '1.41', whatever the daemon would; undefined leaves it to the daemon. */
  constructor(
    transport: EngineTransport,
    signal: AbortSignal,
    readonly version?: string,
  ) {
    this.#transport = transport;
    signal.addEventListener('abort', () => {
      for (const request of this.#underWay) request.abort(signal.reason);
      this.#underWay.clear();
    });
  }

  async get<T>(path: string, call: ApiCall = {}): Promise<T> {
    return (await this.#json('GET', path, call)) as T;
  }

  async post<T = unknown>(path: string, call: ApiCall = {}): Promise<T> {
    return (await this.#json('POST', path, call)) as T;
  }

  async delete<T = unknown>(path: string, call: ApiCall = {}): Promise<T> {
    return (await this.#json('DELETE', path, call)) as T;
  }

  /** The body as it came, for what is shown or indented without being read. */
  async getText(path: string, call: ApiCall = {}): Promise<string> {
    return new Response((await this.#send('GET', path, call)).body).text();
  }

  async stream(
    method: 'GET' | 'POST',
    path: string,
    call: ApiCall = {},
  ): Promise<{ body: ReadableStream<Uint8Array>; headers: Readonly<Record<string, string>> }> {
    return this.#send(method, path, call);
  }

  async head(path: string, query: Readonly<Record<string, QueryValue>>): Promise<Readonly<Record<string, string>>> {
    return (await this.#send('HEAD', path, { query })).headers;
  }

  /** Sends a tar archive. */
  async put(
    path: string,
    archive: ReadableStream<Uint8Array>,
    query: Readonly<Record<string, QueryValue>>,
  ): Promise<void> {
    const response = await this.#send('PUT', path, {
      query,
      archive,
      headers: { 'content-type': 'application/x-tar' },
    });
    await response.body.cancel();
  }

  /** The headers of /_ping ('api-version', 'ostype'); empty when the daemon does not answer. */
  async ping(): Promise<Readonly<Record<string, string>>> {
    try {
      return (await this.#send('GET', '/_ping', {})).headers;
    } catch {
      return {};
    }
  }

  /** Attach and exec start: the connection becomes a raw two-way stream. */
  async hijack(path: string, call: ApiCall = {}): Promise<ByteDuplex> {
    const headers = { connection: 'Upgrade', upgrade: 'tcp', ...call.headers };
    const response = await this.#send('POST', path, { ...call, headers });
    if (!response.hijacked) throw new CliError('unable to upgrade to tcp, received ' + response.status);
    return response.hijacked;
  }

  async #send(
    method: ApiRequest['method'],
    path: string,
    call: ApiCall,
    request = new AbortController(),
  ): Promise<ApiResponse> {
    this.#underWay.add(request);
    return this.#request(method, path, call, call.signal ?? request.signal);
  }

  async #json(method: ApiRequest['method'], path: string, call: ApiCall): Promise<unknown> {
    const request = new AbortController();
    try {
      const response = await this.#send(method, path, call, request);
      const text = await new Response(response.body).text();
      return text === '' ? undefined : JSON.parse(text);
    } finally {
      this.#underWay.delete(request);
    }
  }

  /** A ping asks for the version, so it has none. Slashes as Go's path.Join leaves them: names may bring their own. */
  #pathOf(path: string): string {
    const clean = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
    return this.version === undefined || path === '/_ping' ? clean : `/v${this.version}${clean}`;
  }

  async #request(method: ApiRequest['method'], path: string, call: ApiCall, signal: AbortSignal): Promise<ApiResponse> {
    const request: ApiRequest = {
      method,
      path: this.#pathOf(path) + queryString(call.query ?? {}),
      headers: call.body === undefined ? call.headers : { 'content-type': 'application/json', ...call.headers },
      body: call.archive
        ? call.archive
        : call.body === undefined
          ? undefined
          : new TextEncoder().encode(JSON.stringify(call.body)),
      signal,
    };
    let response: ApiResponse;
    try {
      response = await this.#transport.request(request);
    } catch (error) {
      if (signal.aborted && signal.reason instanceof SignalExit) throw signal.reason;
      if (error instanceof CliError) throw error;
      throw new CliError(error instanceof Error ? error.message : String(error));
    }
    if (response.status >= 400) throw await apiError(response, request.path);
    return response;
  }
}

function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'object') for (const item of value) parts.append(name, item);
    else parts.append(name, value === true ? '1' : String(value));
  }
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}

async function apiError(response: ApiResponse, path: string): Promise<ApiError> {
  const text = (await new Response(response.body).text()).trim();
  if (text === '') {
    const advice = 'check if the server supports the requested API version';
    return new ApiError(
      response.status,
      `request returned ${response.status} for API route and version ${path}, ${advice}`,
    );
  }
  let message = text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) message = String(parsed.message);
  } catch {
    // not JSON: the text is the message
  }
  return new ApiError(response.status, `Error response from daemon: ${message.trim()}`);
}
