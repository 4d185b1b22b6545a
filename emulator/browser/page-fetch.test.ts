import { describe, expect, it } from 'vitest';
import { downloadUrl } from '../engine/build/download.ts';
import { pageFetch } from './page-fetch.ts';

const unreachable: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

describe('what a page can fetch', () => {
  it('comes as it is', async () => {
    const fetch = pageFetch(() => Promise.resolve(new Response('file')));
    expect((await downloadUrl(fetch, 'https://example.com/f', '')).bytes).toHaveLength(4);
  });

  it('says why nothing came, and the way out', async () => {
    await expect(downloadUrl(pageFetch(unreachable), 'https://example.com/f', '')).rejects.toMatchObject({
      kind: 'unavailable',
      message:
        'Get "https://example.com/f": a page in a browser may ask its own site only, not example.com: ' +
        'download the file yourself, upload it to the workspace and use it from there',
    });
  });

  it('leaves other failures alone', async () => {
    const aborted = new DOMException('The operation was aborted', 'AbortError');
    await expect(pageFetch(() => Promise.reject(aborted))('https://example.com/')).rejects.toBe(aborted);
  });
});
