import { SlipwayError } from '../errors.ts';

/** Of the site: `/registries/HOST/v2/…` (`server/registry-proxy.ts`). */
export const PROXY_FOLDER = 'registries';
/** The field of its answers that says whose they are. */
export const PROXY_MARK = 'x-slipway-registry';
/** The registry's own answer; the site does not pass on to it; the site does not reach it, the body says why. */
export type ProxyMark = 'passed' | 'refused' | 'unreachable';

/**
 * `fetch` for registries outside, by way of the site: a page may ask no other host. Error 'unavailable' for one that the
 * site's operator does not allow, and for one that is not there.
 */
export function throughSite(siteUrl: string, siteFetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const response = await siteFetch(`${siteUrl}/${PROXY_FOLDER}/${url.host}${url.pathname}${url.search}`, init);
    const mark = response.headers.get(PROXY_MARK) as ProxyMark | null;
    if (mark === 'passed') return response;
    const reason = await response.text().catch(() => '');
    const get = `Get "${url.origin}/v2/"`;
    if (mark === 'unreachable') throw new SlipwayError('unavailable', `${get}: ${reason}`);
    throw new SlipwayError(
      'unavailable',
      `${get}: a page may not reach ${url.host} by itself, and this site does not pass on to it. Its operator can allow ` +
        `that (SLIPWAY_REGISTRIES=${url.host}); "npm run headless" reaches any registry`,
    );
  };
}
