import { SlipwayError } from '../errors.ts';
import { createAuthorizer, type Credentials } from './authorization.ts';
import { canceled, errorOfResponse, unreachable } from './client-errors.ts';
import type { Access, Repository } from './types.ts';

export interface RegistryClientOptions {
  /** For docker.io, and for other registries unless `fetchOf` says otherwise. */
  readonly fetch: typeof globalThis.fetch;
  /** For a registry or token service on another host. */
  readonly fetchOf?: (domain: string) => typeof globalThis.fetch;
  /** Where docker.io is: the site's own origin, 'http://localhost:3000'. */
  readonly dockerHubUrl: string;
  /** Where another registry is; undefined (the default): there is no network that leads to it. */
  readonly baseUrlOf?: (domain: string) => string | undefined;
  /** For requests that bring none. */
  readonly credentialsOf?: (domain: string) => Credentials | undefined;
}

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  /** '/v2/…', or a URL that the registry gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of a manifest, as in errorOfResponse. */
  readonly reference?: string;
  /** What of the registry's token is asked for, beyond what its challenge names. */
  readonly scopes?: readonly string[];
  /** Statuses that are no errors beside 2xx. */
  readonly accepts?: readonly number[];
  /** The request is part of a push: refusals say so. */
  readonly isPush?: boolean;
}

/** Requests to registries, with the answer to a challenge when there is one. */
export interface RegistrySession {
  send(repository: Repository, request: RegistryRequest, access?: Access): Promise<Response>;
  /** '' at its end is no slash. Error 'unavailable' when nothing leads there. */
  baseUrl(domain: string): string;
}

export function createRegistrySession(options: RegistryClientOptions): RegistrySession {
  const fetchOf = (domain: string): typeof globalThis.fetch => {
    const chosen = domain === 'docker.io' ? options.fetch : (options.fetchOf?.(domain) ?? options.fetch);
    return (input, init) => chosen(input, init);
  };
  const authorizer = createAuthorizer((input, init) => fetchOf(new URL(String(input)).host)(input, init));
  const baseUrl = (domain: string): string => {
    const url = domain === 'docker.io' ? options.dockerHubUrl : options.baseUrlOf?.(domain);
    if (url === undefined) throw unreachable(domain);
    return url.replace(/\/$/, '');
  };
  return {
    baseUrl,
    async send(repository, request, access = {}) {
      const { signal, credentials = options.credentialsOf?.(repository.domain) } = access;
      const base = baseUrl(repository.domain);
      const url = new URL(request.path, `${base}/`).href;
      // A registry may send uploads elsewhere; its password is not for there.
      const isOwn = new URL(url).origin === new URL(base).origin;
      const key = { repository, credentials, isPush: request.isPush === true };
      const isFine = (response: Response) => response.ok || request.accepts?.includes(response.status) === true;
      const attempt = (authorization: string | undefined) =>
        fetchOf(repository.domain)(url, {
          method: request.method,
          headers: { ...request.headers, ...(authorization && isOwn ? { Authorization: authorization } : {}) },
          // A page's cookies are nobody else's, and a browser must not ask for a password of its own accord.
          credentials: 'omit',
          signal: signal ?? null,
          ...(request.body ? { body: request.body as Uint8Array<ArrayBuffer> } : {}),
        });
      try {
        const response = await attempt(authorizer.current(key));
        if (isFine(response)) return response;
        const challenge = response.status === 401 ? response.headers.get('www-authenticate') : null;
        if (challenge === null) throw await errorOfResponse(response, repository, request);
        await response.body?.cancel();
        const again = await attempt(await authorizer.answer(key, challenge, request.scopes ?? [], signal));
        if (isFine(again)) return again;
        throw await errorOfResponse(again, repository, request);
      } catch (error) {
        if (error instanceof SlipwayError) throw error;
        throw signal?.aborted ? canceled(error) : unreachable(repository.domain, error);
      }
    },
  };
}
