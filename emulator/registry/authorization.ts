import { SlipwayError } from '../errors.ts';
import type { Repository } from './types.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** A refresh token, in the place of the password. */
  readonly identityToken?: string;
}

/** Whose authorization for what: answers for one are not for another. */
export interface AuthorizationKey {
  readonly repository: Repository;
  readonly credentials: Credentials | undefined;
  readonly isPush: boolean;
}

/** A token is given up this long before it ends, so that it does not end on the way. */
const TOKEN_MARGIN_MS = 5_000;
/** What a token service that does not say so grants (distribution's token specification). */
const TOKEN_DEFAULT_SECONDS = 60;
const CLIENT_ID = 'docker';

/**
 * The answers to a registry's 401, as distribution's token specification and RFC 7617 have it: a bearer token for the
 * repository, without credentials an anonymous one, or basic authentication. Keeps them for the next request.
 */
export function createAuthorizer(fetch: typeof globalThis.fetch) {
  const known = new Map<string, { header: string; untilMs: number }>();
  const keyOf = ({ repository, credentials, isPush }: AuthorizationKey) =>
    JSON.stringify([repository.domain, repository.path, isPush, credentials ?? null]);

  return {
    /** The Authorization header that worked last, if it still does. */
    current(key: AuthorizationKey): string | undefined {
      const entry = known.get(keyOf(key));
      return entry && entry.untilMs > Date.now() ? entry.header : undefined;
    },

    /** The header that answers the challenge. Error 'unauthorized' when there is none. */
    async answer(
      key: AuthorizationKey,
      wwwAuthenticate: string,
      scopes: readonly string[],
      signal: AbortSignal | undefined,
    ): Promise<string> {
      const { repository, credentials } = key;
      const challenge = parseChallenge(wwwAuthenticate);
      if (challenge.scheme === 'basic') {
        if (!credentials) throw new SlipwayError('unauthorized', 'no basic auth credentials');
        const header = basic(credentials);
        known.set(keyOf(key), { header, untilMs: Infinity });
        return header;
      }
      if (challenge.scheme !== 'bearer' || !challenge.parameters.realm) {
        throw new SlipwayError('unauthorized', 'unauthorized: authentication required');
      }
      const asked = challenge.parameters.scope ?? (repository.path === '' ? '' : `repository:${repository.path}:pull`);
      const all = [...new Set([asked, ...scopes])].filter((scope) => scope !== '');
      const { token, lifetimeSeconds } = await fetchToken(fetch, challenge.parameters, all, credentials, signal);
      const header = `Bearer ${token}`;
      known.set(keyOf(key), { header, untilMs: Date.now() + lifetimeSeconds * 1000 - TOKEN_MARGIN_MS });
      return header;
    },
  };
}

async function fetchToken(
  fetch: typeof globalThis.fetch,
  { realm = '', service }: Record<string, string>,
  scopes: readonly string[],
  credentials: Credentials | undefined,
  signal: AbortSignal | undefined,
): Promise<{ token: string; lifetimeSeconds: number }> {
  const url = new URL(realm);
  const common = { credentials: 'omit', signal: signal ?? null } as const;
  let response: Response;
  if (credentials?.identityToken) {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.identityToken,
      client_id: CLIENT_ID,
      scope: scopes.join(' '),
      ...(service ? { service } : {}),
    });
    response = await fetch(url, { ...common, method: 'POST', body });
  } else {
    if (service) url.searchParams.set('service', service);
    for (const scope of scopes) url.searchParams.append('scope', scope);
    if (credentials) url.searchParams.set('account', credentials.username);
    response = await fetch(url, { ...common, headers: credentials ? { Authorization: basic(credentials) } : {} });
  }
  if (response.status === 401 && credentials) {
    throw new SlipwayError('unauthorized', 'unauthorized: incorrect username or password');
  }
  if (!response.ok) {
    const message = `unauthorized: failed to fetch a token: ${response.status} ${response.statusText}`.trim();
    throw new SlipwayError('unauthorized', message);
  }
  const body = (await response.json()) as { token?: string; access_token?: string; expires_in?: number };
  const token = body.token ?? body.access_token;
  if (!token) throw new SlipwayError('unauthorized', 'authorization server did not include a token in the response');
  return { token, lifetimeSeconds: body.expires_in ?? TOKEN_DEFAULT_SECONDS };
}

/** RFC 7617. */
export function basic({ username, password }: Credentials): string {
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
