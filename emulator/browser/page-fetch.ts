import { SlipwayError } from '../errors.ts';

/**
 * The page's `fetch` for what commands name by URL (ADD, `docker build URL`, `docker import URL`). The site's
 * Content-Security-Policy lets it ask no other. Error 'unavailable': nothing came, with a way to do it all the same.
 */
export function pageFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      const { href, host } = new URL(new Request(input).url);
      throw new SlipwayError(
        'unavailable',
        `Get ${JSON.stringify(href)}: a page in a browser may ask its own site only, not ${host}: ` +
          'download the file yourself, upload it to the workspace and use it from there',
        { cause },
      );
    }
  };
}
