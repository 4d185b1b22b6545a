import { SlipwayError } from '../errors.ts';
import type { Repository } from './types.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A token is given up this long before it ends, so that it does not end on the way. */
const TOKEN_MARGIN_MS = 5_000;
/** What a token service that does not say so grants (distribution's token specification). */
const TOKEN_DEFAULT_SECONDS = 60;

/**
 * The answers to a registry's 401, as distribution's token specification and RFC 7617 have it: a bearer token for the
 * repository, without credentials an anonymous one, or basic authentication. Keeps them for the next request.
 */
export function createAuthorizer(
  fetch: typeof globalThis.fetch,
  credentialsOf: (domain: string) => Credentials | undefined,
) {
  const known = new Map<string, { header: string; untilMs: number }>();
  const keyOf = ({ domain, path }: Repository) => `${domain}/${path}`;

  return {
    /** The Authorization header that worked last, if it still does. */
    current(repository: Repository): string | undefined {
      const entry = known.get(keyOf(repository));
      return entry && entry.untilMs > Date.now() ? entry.header : undefined;
    },

    /** The header that answers the challenge. Error 'unauthorized' when there is none. */
    async answer(repository: Repository, wwwAuthenticate: string, signal: AbortSignal | undefined): Promise<string> {
      const challenge = parseChallenge(wwwAuthenticate);
      const credentials = credentialsOf(repository.domain);
      if (challenge.scheme === 'basic') {
        if (!credentials) throw new SlipwayError('unauthorized', 'no basic auth credentials');
        const header = basic(credentials);
        known.set(keyOf(repository), { header, untilMs: Infinity });
        return header;
      }
      const { realm } = challenge.parameters;
      if (challenge.scheme !== 'bearer' || !realm) {
        throw new SlipwayError('unauthorized', 'unauthorized: authentication required');
      }
      const url = new URL(realm);
      const { service, scope = `repository:${repository.path}:pull` } = challenge.parameters;
      if (service) url.searchParams.set('service', service);
      url.searchParams.set('scope', scope);
      const headers: Record<string, string> = credentials ? { Authorization: basic(credentials) } : {};
      const response = await fetch(url, { headers, credentials: 'omit', signal: signal ?? null });
      if (!response.ok) {
        const message = `unauthorized: failed to fetch a token: ${response.status} ${response.statusText}`.trim();
        throw new SlipwayError('unauthorized', message);
      }
      const body = (await response.json()) as { token?: string; access_token?: string; expires_in?: number };
      const token = body.token ?? body.access_token;
      if (!token)
        throw new SlipwayError('unauthorized', 'authorization server did not include a token in the response');
      const lifetimeMs = (body.expires_in ?? TOKEN_DEFAULT_SECONDS) * 1000;
      const header = `Bearer ${token}`;
      known.set(keyOf(repository), { header, untilMs: Date.now() + lifetimeMs - TOKEN_MARGIN_MS });
      return header;
    },
  };
}

function basic({ username, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** RFC 9110, 11.6.1, for one challenge: 'Bearer realm="https://…",service="…"'. */
export function parseChallenge(header: string): { scheme: string; parameters: Record<string, string> } {
  const [, scheme = '', rest = ''] = /^\s*([^\s]+)\s*(.*)$/s.exec(header) ?? [];
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of rest.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)) {
    parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  }
  return { scheme: scheme.toLowerCase(), parameters };
}
