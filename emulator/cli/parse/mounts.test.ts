import { describe, expect, it } from 'vitest';
import { splitCsv } from './flag-types.ts';
import { parseMount, parseVolumes } from './mounts.ts';

const resolve = (path: string) => `/work/${path}`;

describe('parseVolumes', () => {
  it.each<[spec: string, binds: string[], volumes: string[]]>([
    ['/data', [], ['/data']],
    ['data:/data', ['data:/data'], []],
    ['./src:/app:ro', ['/work/./src:/app:ro'], []],
    // two characters or fewer are a path, whatever they are
    [':', [], [':']],
    ['a', [], ['a']],
    // a Windows path, also here
    ['a:/data', [], ['a:/data']],
    ['a::/data', ['a::/data'], []],
    ['a1:/data:ro,z', ['a1:/data:ro,z'], []],
  ])('reads %s', (spec, binds, volumes) => {
    const parsed = parseVolumes([spec], resolve);
    expect([parsed.binds, Object.keys(parsed.volumes)]).toEqual([binds, volumes]);
  });

  it.each([
    ['', 'invalid empty volume spec'],
    ['a1::/data', 'invalid spec: a1::/data: empty section between colons'],
    ['/data:', 'invalid spec: /data:: empty section between colons'],
    ['a1:/data:ro:rw', 'invalid spec: a1:/data:ro:rw: too many colons'],
    ['a1:/data:ro:', 'invalid spec: a1:/data:ro:: too many colons'],
    ['a1:/data::', 'invalid spec: a1:/data::: empty section between colons'],
  ])('refuses %j', (spec, message) => {
    expect(() => parseVolumes([spec], resolve)).toThrow(new Error(message));
  });
});

describe('parseMount', () => {
  it.each([
    ['', 'EOF'],
    [',', "invalid field '' must be a key=value pair"],
    ['a="b', 'parse error on line 1, column 3: bare " in non-quoted-field'],
    ['type=bind,"src=x', 'parse error on line 1, column 17: extraneous or missing " in quoted-field'],
    ['"type=bind"x,dst=/m', 'parse error on line 1, column 11: extraneous or missing " in quoted-field'],
  ])('refuses %j', (text, message) => {
    expect(() => parseMount(text, resolve)).toThrow(new Error(message));
  });

  it('takes quoted fields', () => {
    expect(parseMount('"type=bind","src=/a,""b""",dst=/m', resolve)).toEqual({
      Type: 'bind',
      Source: '/a,"b"',
      Target: '/m',
    });
  });
});

describe('splitCsv', () => {
  it.each<[string, string[]]>([
    ['', ['']],
    ['a', ['a']],
    ['a,', ['a', '']],
    [',a', ['', 'a']],
    ['"",a', ['', 'a']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
  ])('splits %j', (text, fields) => {
    expect(splitCsv(text)).toEqual(fields);
  });
});
