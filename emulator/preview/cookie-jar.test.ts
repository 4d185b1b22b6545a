import { describe, expect, it } from 'vitest';
import { parseCookieDate } from './cookie-date.ts';
import { CookieJar } from './cookie-jar.ts';

const NOW = Date.UTC(2026, 0, 1);

function jarOf(fields: readonly string[], path = '/'): CookieJar {
  const jar = new CookieJar(() => NOW);
  for (const field of fields) jar.take(field, path);
  return jar;
}

describe('Set-Cookie', () => {
  it.each([
    ['a=1', '/', '/', 'a=1'],
    ['a=1', '/app/login', '/app/x?y', 'a=1'],
    ['a=1', '/app/login', '/application', undefined],
    ['a=1', '/app/login', '/', undefined],
    ['a=1; Path=/', '/app/login', '/', 'a=1'],
    ['a=1; path=app', '/app/login', '/app/', 'a=1'],
    ['a=1; Path=/app/', '/', '/app', undefined],
    [' a = b=c ; Secure; SameSite=None', '/', '/', 'a=b=c'],
    ['a="x y"', '/', '/', 'a="x y"'],
    ['a=', '/', '/', 'a='],
    ['a', '/', '/', undefined],
    ['=1', '/', '/', undefined],
    ['a=1\u0001', '/', '/', undefined],
    ['a=1; Max-Age=10', '/', '/', 'a=1'],
    ['a=1; Max-Age=0', '/', '/', undefined],
    ['a=1; Max-Age=-5; Expires=Wed, 01 Jan 2070 00:00:00 GMT', '/', '/', undefined],
    ['a=1; Max-Age=x', '/', '/', 'a=1'],
    ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', '/', '/', undefined],
    ['a=1; Expires=Wednesday, 01-Jan-70 00:00:00 GMT', '/', '/', undefined],
    ['a=1; Expires=never', '/', '/', 'a=1'],
    ['a=1; Domain=localhost', '/', '/', 'a=1'],
    ['a=1; Domain=.LOCALHOST', '/', '/', 'a=1'],
    ['a=1; Domain=example.com', '/', '/', undefined],
    [`a=${'x'.repeat(4_096)}`, '/', '/', undefined],
  ])('%j from %s, asked for %s: %s', (field, from, to, expected) => {
    expect(jarOf([field], from).fieldFor(to)).toBe(expected);
  });

  it('sends longer paths first, then the older, whose turn a new value keeps', () => {
    const jar = jarOf(['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/app', 'a=4; Path=/']);
    expect(jar.fieldFor('/app')).toBe('c=3; a=4; b=2');
  });

  it('takes a cookie back when it expires at once', () => {
    const jar = jarOf(['a=1', 'b=2', 'a=; Max-Age=0']);
    expect(jar.fieldFor('/')).toBe('b=2');
  });

  it('forgets a cookie when its time is over', () => {
    let now = NOW;
    const jar = new CookieJar(() => now);
    jar.take('a=1; Max-Age=10', '/');
    now += 10_001;
    expect(jar.fieldFor('/')).toBeUndefined();
  });

  it('keeps a bounded number', () => {
    const jar = jarOf(Array.from({ length: 500 }, (_each, index) => `c${index}=1`));
    expect(jar.scriptCookies()).toHaveLength(180);
    expect(jar.fieldFor('/')).toContain('c499=1');
  });
});

describe('scripts', () => {
  it('see what is not HttpOnly', () => {
    expect(jarOf(['a=1', 's=2; HttpOnly']).scriptCookies()).toEqual([{ name: 'a', value: '1', path: '/' }]);
  });

  it('neither make nor change what is', () => {
    const jar = jarOf(['s=2; HttpOnly']);
    expect(jar.take('s=3', '/', 'script')).toBe(false);
    expect(jar.take('t=3; HttpOnly', '/', 'script')).toBe(false);
    expect(jar.take('s=; Max-Age=0', '/', 'script')).toBe(false);
    expect(jar.take('u=4', '/', 'script')).toBe(true);
    expect(jar.fieldFor('/')).toBe('s=2; u=4');
  });

  it('are told of changes they can see, and of no other', () => {
    const jar = jarOf([]);
    expect(jar.take('a=1', '/')).toBe(true);
    expect(jar.take('s=1; HttpOnly', '/')).toBe(false);
    expect(jar.take('a=; Max-Age=0', '/')).toBe(true);
    expect(jar.take('a=; Max-Age=0', '/')).toBe(false);
    // What they saw is hidden from now on.
    jar.take('b=1', '/');
    expect(jar.take('b=2; HttpOnly', '/')).toBe(true);
  });
});

describe('dates of cookies', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['06 Nov 69 08:49:37', Date.UTC(2069, 10, 6, 8, 49, 37)],
    ['31 Feb 2030 00:00:00', undefined],
    ['06 Nov 1994', undefined],
    ['06 Nov 1600 08:49:37', undefined],
    ['06 Nov 1994 24:00:00', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parseCookieDate(text)).toBe(expected);
  });
});
