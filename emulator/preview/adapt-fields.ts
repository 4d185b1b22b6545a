import type { Fields } from './http-client.ts';
import type { PreviewRequest } from './messages.ts';
import { localTarget, previewHost } from './origin.ts';

/** The preview's origin, taken apart. */
export interface PreviewPlace {
  readonly port: number;
  /** 'http:' or 'https:'. */
  readonly protocol: string;
  /** The site's host name and port. */
  readonly siteHost: string;
}

/** As a server knows the pages of a port. */
export function localOrigin(port: number): string {
  return `http://${localHost(port)}`;
}

export function localHost(port: number): string {
  return port === 80 ? 'localhost' : `localhost:${port}`;
}

const SET_HERE = ['host', 'user-agent', 'accept-encoding', 'accept-language', 'connection', 'content-length', 'cookie'];

/** What a server would get from a browser that shows `http://localhost:PORT/`. */
export function requestFields(request: PreviewRequest, place: PreviewPlace, cookie: string | undefined): Fields {
  const fields: [string, string][] = [
    ['Host', localHost(request.port)],
    ['User-Agent', request.userAgent],
  ];
  for (const [name, value] of request.headers) if (!SET_HERE.includes(name)) fields.push([name, value]);
  if (request.languages.length > 0) fields.push(['Accept-Language', acceptLanguage(request.languages)]);
  // What a service worker answers is not inflated by the browser.
  fields.push(['Accept-Encoding', 'identity']);
  const own = localOrigin(place.port);
  if (request.isCrossOrigin || !['GET', 'HEAD'].includes(request.method)) fields.push(['Origin', own]);
  const referrer = URL.parse(request.referrer);
  if (referrer?.host === previewHost(place.port, place.siteHost)) {
    // A page of another port learns the origin alone (strict-origin-when-cross-origin).
    const isSame = request.port === place.port;
    fields.push(['Referer', isSame ? `${own}${referrer.pathname}${referrer.search}` : `${own}/`]);
  }
  if (cookie !== undefined) fields.push(['Cookie', cookie]);
  return fields;
}

/** 'de-CH,de;q=0.9,en;q=0.8', as browsers write it. */
function acceptLanguage(languages: readonly string[]): string {
  return languages
    .slice(0, 10)
    .map((language, index) => (index === 0 ? language : `${language};q=${Math.max(1, 10 - index) / 10}`))
    .join(',');
}

/**
 * Fields that mean the connection, that a service worker may not set, or that speak of the frame the preview needs:
 * a browser that shows the page for itself has no frame either.
 */
const DROPPED = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'trailer', 'upgrade', 'alt-svc'],
  ...['set-cookie', 'set-cookie2', 'clear-site-data', 'strict-transport-security', 'report-to', 'nel'],
  ...['x-frame-options', 'cross-origin-embedder-policy', 'cross-origin-resource-policy', 'cross-origin-opener-policy'],
  ...['cross-origin-embedder-policy-report-only', 'cross-origin-opener-policy-report-only', 'origin-agent-cluster'],
]);

/** How the preview's service worker gives the fields to the browser; without a body's when it `isChanged`. */
export function responseFields(
  fields: Fields,
  place: PreviewPlace,
  { isChanged, userAgent }: { isChanged: boolean; userAgent: string },
): Fields {
  const kept = fields.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    if (DROPPED.has(lower)) return [];
    if (isChanged && (lower === 'content-encoding' || lower === 'content-length')) return [];
    if (lower === 'location') return [[name, adaptLocation(value, place)]];
    if (lower === 'refresh') return [[name, adaptRefresh(value, place)]];
    if (lower.startsWith('content-security-policy')) return [[name, withoutFrameAncestors(value)]];
    return [[name, value]];
  });
  return [
    ...kept,
    // The site is cross-origin isolated and asks this of all that it frames.
    ['Cross-Origin-Embedder-Policy', embedderPolicy(userAgent)],
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ];
}

/** Lets pages load from elsewhere as they do without isolation, where the browser knows how: WebKit does not. */
export function embedderPolicy(userAgent: string): string {
  return /Chrome\/|Firefox\//.test(userAgent) ? 'credentialless' : 'require-corp';
}

/** Where the page names its port, or another, its preview is meant. */
function adaptLocation(location: string, { protocol, siteHost }: PreviewPlace): string {
  const url = URL.parse(location);
  const target = url === null ? undefined : localTarget(url);
  return target === undefined ? location : `${protocol}//${previewHost(target.port, siteHost)}${target.path}`;
}

/** '5; url=http://localhost:8080/' */
function adaptRefresh(value: string, place: PreviewPlace): string {
  return value.replace(/^([^;,]*[;,]\s*(?:url\s*=\s*)?['"]?)([^'"]*)/i, (_all, before: string, url: string) => {
    return before + adaptLocation(url, place);
  });
}

function withoutFrameAncestors(policy: string): string {
  return policy
    .split(';')
    .filter((directive) => !/^\s*frame-ancestors\b/i.test(directive))
    .join(';');
}
