import { describe, expect, test } from 'vitest';
import { pagePolicy } from './security-headers.ts';

const policyOf = (laptop: Parameters<typeof pagePolicy>[0]['laptop']) => {
  const policy = pagePolicy({ nonce: 'n', previews: 'http://*.preview.localhost', development: false, laptop });
  return new Map(policy.split('; ').map((line) => [line.split(' ')[0]!, line.split(' ').slice(1).join(' ')]));
};

describe("a page's policy", () => {
  test('names nobody outside, unless the operator has turned the laptop on', () => {
    const policy = policyOf(undefined);
    expect(policy.get('frame-src')).toBe('http://*.preview.localhost');
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toContain('https:');
  });

  test('with the laptop lets the pages of the site show its frame, and nobody else show them', () => {
    const policy = policyOf('site');
    expect(policy.get('frame-src')).toBe("http://*.preview.localhost 'self'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toContain('https:');
  });

  test("lets the laptop's frame alone show another site's, and only there", () => {
    const [frame, site] = [policyOf('frame'), policyOf('site')];
    expect(frame.get('frame-src')).toBe('https://stackblitz.com https://*.webcontainer-api.io');
    expect(frame.get('frame-ancestors')).toBe("'self'");
    const rest = (policy: typeof frame) => [...policy].filter(([name]) => !name.startsWith('frame-'));
    expect(rest(frame)).toEqual(rest(site));
  });
});
