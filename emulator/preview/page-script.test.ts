import { describe, expect, it } from 'vitest';
import { allowPageScript, isScriptable, withPageScript } from './page-script.ts';

const TAG = /<script src="\/__slipway__\/page\.js" nonce="N" data-slipway="[^"]*"><\/script>/;

async function scripted(pieces: readonly string[], data: unknown = {}): Promise<string> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  return new Response(withPageScript(body, data, 'N') as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

describe('the place of the script', () => {
  it.each([
    ['<!doctype html><html><head>', '<!doctype html>|<html><head>'],
    [
      '\n <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<p>x',
      '\n <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">|\n<p>x',
    ],
    ['<!-- a > b --><!doctype html><p>', '<!-- a > b --><!doctype html>|<p>'],
    ['<?xml version="1.0"?><!doctype html><p>', '<?xml version="1.0"?><!doctype html>|<p>'],
    ['<html><p>no doctype', '|<html><p>no doctype'],
    ['plain text', '|plain text'],
    ['  <', '|  <'],
    ['', '|'],
    ['<!-- never ends', '|<!-- never ends'],
  ])('%j', async (html, expected) => {
    const pieces = html === '' ? [] : [html];
    expect((await scripted(pieces)).replace(TAG, '|')).toBe(expected);
    // However the bytes are cut.
    expect((await scripted([...html])).replace(TAG, '|')).toBe(expected);
  });

  it('is after a byte-order mark', async () => {
    const text = await scripted(['\ufeff<!doctype html>x']);
    expect(text.replace(TAG, '|')).toBe('<!doctype html>|x');
  });

  it('is not waited for without end', async () => {
    const start = Date.now();
    const html = '<!---->'.repeat(2_000);
    expect((await scripted([html, '<p>'])).replace(TAG, '')).toBe(`${html}<p>`);
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('cannot be left by its data', async () => {
    const data = { value: '"></script><b>&\u00e9\u2028' };
    const text = await scripted(['<p>'], data);
    const attribute = /data-slipway="([^"]*)"/.exec(text)![1]!;
    expect(attribute).toMatch(/^[\x20-\x7e]*$/);
    const decoded = attribute.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
    expect(JSON.parse(decoded)).toEqual(data);
  });
});

it.each([
  ['text/html', true],
  ['Text/HTML; charset=UTF-8', true],
  ['text/html; charset=utf-16', false],
  ['application/xhtml+xml', false],
  ['text/plain', false],
])('%s is a document for the script: %s', (type, expected) => {
  expect(isScriptable([['Content-Type', type]])).toBe(expected);
});

it.each([
  ["script-src 'self'", "script-src 'self' 'nonce-N'"],
  ["default-src 'none'; img-src *", "default-src 'none'; img-src *; script-src-elem 'nonce-N'"],
  ["script-src 'none'", "script-src 'nonce-N'"],
  ["script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'self'"],
  ["script-src 'strict-dynamic' 'nonce-a'", "script-src 'strict-dynamic' 'nonce-a' 'nonce-N'"],
  ["script-src x; script-src-elem 'self'", "script-src x; script-src-elem 'self' 'nonce-N'"],
  ["img-src 'self'", "img-src 'self'"],
  ['script-src a, script-src b', "script-src a 'nonce-N',script-src b 'nonce-N'"],
])('a policy %s becomes %s', (policy, expected) => {
  expect(allowPageScript([['Content-Security-Policy', policy]], 'N')).toEqual([['Content-Security-Policy', expected]]);
});
