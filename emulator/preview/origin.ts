/*
 * Where a published port is shown: `http://8080.preview.localhost:3000` beside a site at `http://localhost:3000`. Every
 * port has an origin of its own, so that what a container serves can read neither the site's storage nor another
 * port's. Browsers lead every name below `localhost` to this machine (RFC 6761, 6.3); a site with a real name needs
 * `*.preview.NAME` in its DNS and certificate.
 */

/** Of the preview's own pages and scripts; a container's page with such a path is not reachable. */
export const OWN_PATH = '/__slipway__/';

const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?$/;

/** `host` is the site's, with its port. Addresses have no names below them: their previews are at localhost. */
export function previewHost(port: number | '*', host: string): string {
  return `${port}.preview.${host.replace(LOOPBACK, 'localhost$2')}`;
}

/** The published port and the site's host that a preview's host name stands for; undefined for other hosts. */
export function parsePreviewHost(host: string): { port: number; siteHost: string } | undefined {
  const match = /^(\d{1,5})\.preview\.([^/@?#]+)$/.exec(host);
  if (match === null || !isPort(Number(match[1]))) return undefined;
  return { port: Number(match[1]), siteHost: match[2]! };
}

/**
 * Every origin the site itself may have, seen from a preview. Not `http://[::1]`: policies know no IPv6 addresses
 * (CSP 3, 2.3.1), so that a site opened there has no preview.
 */
export function siteOrigins(protocol: string, siteHost: string): string[] {
  const match = LOOPBACK.exec(siteHost);
  const hosts = match === null ? [siteHost] : ['localhost', '127.0.0.1'].map((name) => `${name}${match[2] ?? ''}`);
  return hosts.map((host) => `${protocol}//${host}`);
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** What `url` names in the machine, if a browser on it would find a published port there. */
export function localTarget(url: URL): { port: number; path: string } | undefined {
  if (url.protocol !== 'http:' || !/^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(url.hostname))
    return undefined;
  return { port: url.port === '' ? 80 : Number(url.port), path: `${url.pathname}${url.search}${url.hash}` };
}
