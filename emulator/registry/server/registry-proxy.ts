import { dialFailure } from '../client-errors.ts';
import { parseChallenge } from '../authorization.ts';
import { PROXY_FOLDER, PROXY_MARK, type ProxyMark } from '../site-proxy.ts';

/** What a client says that concerns the registry; cookies and what tells of the page do not. */
const REQUEST_FIELDS = ['accept', 'authorization', 'content-type', 'content-range', 'if-none-match', 'range'];
/** What a registry says that concerns its client. */
const RESPONSE_FIELDS = [
  ...['accept-ranges', 'content-length', 'content-range', 'content-type', 'docker-content-digest'],
  ...['docker-distribution-api-version', 'docker-upload-uuid', 'etag', 'link', 'location', 'oci-chunk-min-length'],
  ...['oci-subject', 'range', 'retry-after', 'www-authenticate'],
];
/** What comes from elsewhere is data: opened as a page it may do nothing on this origin. */
const HARMLESS = {
  'Cache-Control': 'no-store, no-transform',
  'Content-Disposition': 'attachment',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
};
const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Passes requests of the site's own pages on to registries; see `configuredProxy`. */
export type RegistryProxy = (request: Request) => Promise<Response>;

/**
 * Registries that the pages may reach through the site, because a page may not ask other hosts (its own policy, and
 * registries allow no other origins): SLIPWAY_REGISTRIES, a list of names with commas, 'ghcr.io', where it is reached
 * without TLS 'http://registry.lan:5000', or under another name 'registry.example=http://10.0.0.5:5000'. A token service
 * that one of them names is reached as well. Requests are `/registries/HOST/v2/…`; passwords pass through and are not
 * kept. Error: a value that is none of these.
 */
export function configuredProxy(environment: Readonly<Record<string, string | undefined>>): RegistryProxy {
  const entries = (environment.SLIPWAY_REGISTRIES ?? '').split(',').map((entry) => entry.trim());
  const origins = new Map(entries.filter((entry) => entry !== '').map(originOf));
  const tokenServices = new Set<string>();

  return async (request) => {
    const url = new URL(request.url);
    const [, host = '', path = ''] = new RegExp(`^/${PROXY_FOLDER}/([^/]+)(/.*)$`).exec(url.pathname) ?? [];
    const name = decodeURIComponent(host).toLowerCase();
    // Of other sites' pages nothing is passed on; clients that are no browsers do not say where they come from.
    const isForeign = !['same-origin', null].includes(request.headers.get('sec-fetch-site'));
    const target = targetOf(name, `${path}${url.search}`);
    if (target === undefined || isForeign || !METHODS.includes(request.method)) {
      return told('refused', 403, `${name} is not among the registries that this site passes on to`);
    }
    const hasBody = !['GET', 'HEAD'].includes(request.method);
    try {
      const answer = await fetch(target, {
        method: request.method,
        headers: { ...picked(request.headers, REQUEST_FIELDS), 'accept-encoding': 'identity' },
        signal: request.signal,
        ...(hasBody ? { body: await request.arrayBuffer() } : {}),
      });
      learnTokenService(answer, target);
      return passedOn(answer, target, request.method === 'HEAD');
    } catch (error) {
      return told('unreachable', 502, reasonOf(error, target));
    }
  };

  function targetOf(name: string, path: string): URL | undefined {
    const origin = origins.get(name);
    if (origin !== undefined)
      return path.startsWith('/v2/') ? new URL(`${origin}${path}`) : tokenServiceAt(`${origin}${path}`);
    return tokenServiceAt(`https://${name}${path}`) ?? tokenServiceAt(`http://${name}${path}`);
  }

  function tokenServiceAt(address: string): URL | undefined {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url && tokenServices.has(url.origin + url.pathname) ? url : undefined;
  }

  function learnTokenService(answer: Response, from: URL): void {
    if (answer.status !== 401 || !from.pathname.startsWith('/v2/')) return;
    const { realm = '' } = parseChallenge(answer.headers.get('www-authenticate') ?? '').parameters;
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    // One without TLS gets no password of a registry that has it.
    if (url && (url.protocol === 'https:' || url.protocol === from.protocol)) {
      tokenServices.add(url.origin + url.pathname);
    }
  }
}

/** 'ghcr.io' → its name and 'https://ghcr.io'. */
function originOf(entry: string): [string, string] {
  const [, name, address = ''] = /^(?:([^=/]+)=)?(.*)$/.exec(entry) ?? [];
  const full = /^https?:\/\//.test(address) ? address : `https://${address}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new Error(
      `SLIPWAY_REGISTRIES: ${entry}: no registry, such as ghcr.io, http://registry.lan:5000 or NAME=https://HOST`,
    );
  }
  return [(name ?? url.host).toLowerCase(), url.origin];
}

function passedOn(answer: Response, target: URL, isHead: boolean): Response {
  const headers = picked(answer.headers, RESPONSE_FIELDS);
  // Unpacked by fetch on the way, against what was asked for: it has another length now.
  if (answer.headers.get('content-encoding')) delete headers['content-length'];
  const location = headers.location === undefined ? undefined : new URL(headers.location, target);
  // The client knows the registry by its name, not by where it is.
  if (location?.origin === target.origin) headers.location = location.pathname + location.search;
  const isEmpty = isHead || [204, 205, 304].includes(answer.status);
  return new Response(isEmpty ? null : answer.body, {
    status: answer.status,
    statusText: answer.statusText,
    headers: { ...headers, ...HARMLESS, [PROXY_MARK]: 'passed' satisfies ProxyMark },
  });
}

function told(mark: ProxyMark, status: number, reason: string): Response {
  const headers = { ...HARMLESS, 'Content-Type': 'text/plain; charset=utf-8', [PROXY_MARK]: mark };
  return new Response(reason, { status, headers });
}

function picked(headers: Headers, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = headers.get(field);
      return value === null ? [] : [[field, value]];
    }),
  );
}

/** Node's reasons in the words of Go's net package. */
function reasonOf(error: unknown, { host, hostname, port, protocol }: URL): string {
  const { code = '', address = hostname } = ((error as Error).cause ?? {}) as { code?: string; address?: string };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return dialFailure(host, protocol === 'http:' ? 'http' : 'https');
  const place = `${address}:${port || (protocol === 'http:' ? '80' : '443')}`;
  if (code === 'ECONNREFUSED') return `dial tcp ${place}: connect: connection refused`;
  return `dial tcp ${place}: ${code || (error as Error).message}`;
}
