import { describe, expect, it } from 'vitest';
import { parseAddress, portsInLine } from './local-address.ts';

describe('what is typed into the address bar', () => {
  it.each([
    ['8080', { port: 8080, path: '/' }],
    [':8080/x', { port: 8080, path: '/x' }],
    ['8080?a=b', { port: 8080, path: '/?a=b' }],
    ['localhost', { port: 80, path: '/' }],
    ['localhost:8080/path?q#f', { port: 8080, path: '/path?q#f' }],
    ['  http://localhost:8080  ', { port: 8080, path: '/' }],
    ['127.0.0.1:5000/', { port: 5000, path: '/' }],
    ['0.0.0.0:5000', { port: 5000, path: '/' }],
    ['http://[::1]:8080/', { port: 8080, path: '/' }],
    ['LOCALHOST:8080/A b', { port: 8080, path: '/A%20b' }],
    ['/x', { port: 3000, path: '/x' }],
    ['', undefined],
    ['0', undefined],
    ['localhost:0', undefined],
    ['65536', undefined],
    ['localhost:99999', undefined],
    ['https://localhost:8443/', undefined],
    ['https://nginx.org/', undefined],
    ['web:80', undefined],
    ['javascript:alert(1)', undefined],
    ['what is docker', undefined],
  ])('%j', (text, expected) => {
    expect(parseAddress(text, 3000)).toEqual(expected);
  });

  it('needs a port to be at for a path alone', () => {
    expect(parseAddress('/x', undefined)).toBeUndefined();
  });
});

it.each([
  ['see localhost:8080 now', [['localhost:8080', 8080, '/']]],
  ['localhost:5000/a/b?c.', [['localhost:5000/a/b?c', 5000, '/a/b?c']]],
  ['(localhost:5000/a)', [['localhost:5000/a', 5000, '/a']]],
  [
    '0.0.0.0:8080->80/tcp, [::]:8080->80/tcp',
    [
      ['0.0.0.0:8080->80/tcp', 8080, '/'],
      ['[::]:8080->80/tcp', 8080, '/'],
    ],
  ],
  // The links of the web take these.
  ['http://localhost:8080/', []],
  ['docker push localhost:5000/app', [['localhost:5000/app', 5000, '/app']]],
  ['notlocalhost:80 localhost:99999 80/tcp', []],
])('%s', (line, expected) => {
  const found = portsInLine(line).map(({ text, address }) => [text, address.port, address.path]);
  expect(found).toEqual(expected);
  for (const { index, text } of portsInLine(line)) expect(line.slice(index, index + text.length)).toBe(text);
});
