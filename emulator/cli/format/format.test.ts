import { describe, expect, it } from 'vitest';
import { ansiDate, goTimeString, parseDurationNs, parseTimestamp } from './go-time.ts';
import { indentJson } from './json-text.ts';
import { formatList, type ListKind } from './list.ts';
import { displayPorts } from './ports.ts';
import { alignColumns } from './tabwriter.ts';
import { ellipsis, goQuote, naturalCompare } from './text.ts';
import { binarySize, humanDuration, humanSize, parseBytes } from './units.ts';

const second = 1000;
const hour = 3600 * second;

describe('units, as go-units has them', () => {
  it.each([
    [0, '0B'],
    [999, '999B'],
    [1000, '1kB'],
    [1_984_000, '1.984MB'],
    [77_800_000, '77.8MB'],
    [1_234_567_890, '1.235GB'],
  ])('humanSize(%d) is %s', (bytes, text) => expect(humanSize(bytes)).toBe(text));

  it('rounds to three digits where asked to, with an exponent where C has one', () => {
    expect([1_984_000, 0, 123_456, 999_900].map((bytes) => humanSize(bytes, 3))).toEqual([
      '1.98MB',
      '0B',
      '123kB',
      '1e+03kB',
    ]);
  });

  it.each([
    [436 * 1024, '436KiB'],
    [25_276_000_000, '23.54GiB'],
  ])('binarySize(%d) is %s', (bytes, text) => expect(binarySize(bytes)).toBe(text));

  it.each([
    [0, 'Less than a second'],
    [second, '1 second'],
    [59 * second, '59 seconds'],
    [60 * second, 'About a minute'],
    [120 * second, '2 minutes'],
    [50 * 60 * second, '50 minutes'],
    [hour, 'About an hour'],
    [1.6 * hour, '2 hours'],
    [47 * hour, '47 hours'],
    [48 * hour, '2 days'],
    [13 * 24 * hour, '13 days'],
    [14 * 24 * hour, '2 weeks'],
    [70 * 24 * hour, '2 months'],
    [800 * 24 * hour, '2 years'],
  ])('humanDuration(%d ms) is %s', (durationMs, text) => expect(humanDuration(durationMs)).toBe(text));

  it.each([
    ['32', 32],
    ['32b', 32],
    ['32k', 32_768],
    ['1.5 GB', 1_610_612_736],
    ['64MiB', 67_108_864],
  ])('parseBytes(%s) is %d', (text, bytes) => expect(parseBytes(text)).toBe(bytes));
});

describe('times, as Go has them', () => {
  it('reads durations and the forms of --since', () => {
    expect(parseDurationNs('1h30m')).toBe(5400e9);
    expect(parseTimestamp('10s', 20_000)).toBe('10.000000000');
    expect(parseTimestamp('1136073845.5', 0)).toBe('1136073845.500000000');
    expect(parseTimestamp('2006-01-02T15:04:05.25Z', 0)).toBe('1136214245.250000000');
    expect(parseTimestamp('2006-01-02', 0)).toBe('1136160000.000000000');
    expect(() => parseTimestamp('x', 0)).toThrow('failed to parse value as time or duration: "x"');
  });

  it('writes times', () => {
    expect(goTimeString(1136214245)).toBe('2006-01-02 15:04:05 +0000 UTC');
    expect(ansiDate('2025-05-03T12:07:14.000000000+00:00')).toBe('Sat May  3 12:07:14 2025');
  });
});

describe('text', () => {
  it('cuts, quotes and compares', () => {
    expect([ellipsis('abcdef', 6), ellipsis('abcdefg', 6), ellipsis('日本語文', 5)]).toEqual([
      'abcdef',
      'abcde…',
      '日本…',
    ]);
    expect(goQuote('a"b\\\n\x01é')).toBe('"a\\"b\\\\\\n\\x01é"');
    expect(['a10', 'a2', 'b1', 'a2b'].sort(naturalCompare)).toEqual(['a2', 'a2b', 'a10', 'b1']);
  });

  it('indents JSON without touching numbers or the order of keys', () => {
    const text = '{"b":1795233501626979173,"10":"a{,}\\"","2":[],"e":{},"l":[1,{"x":null}]}';
    expect(indentJson(text, '    ')).toBe(
      '{\n    "b": 1795233501626979173,\n    "10": "a{,}\\"",\n    "2": [],\n    "e": {},\n    "l": [\n        1,\n        {\n            "x": null\n        }\n    ]\n}',
    );
    expect(indentJson(indentJson(text, '  '), '')).toBe(text);
  });

  it('joins ports that map to themselves', () => {
    const port = (PrivatePort: number, IP?: string, PublicPort?: number) => ({
      PrivatePort,
      IP,
      PublicPort,
      Type: 'tcp',
    });
    expect(displayPorts([port(80, '0.0.0.0', 8080), port(443), port(90), port(91)])).toBe(
      '90-91/tcp, 443/tcp, 0.0.0.0:8080->80/tcp',
    );
    expect(displayPorts([port(80, '0.0.0.0', 80), port(81, '0.0.0.0', 81), port(80, '::', 80)])).toBe(
      '0.0.0.0:80-81->80-81/tcp, [::]:80->80/tcp',
    );
  });
});

describe('tables', () => {
  it('aligns adjacent lines, not across a line without the column', () => {
    const text = 'A\tB\tC\nlonger than ten\tx\ty\n\nP\tQ\n';
    expect(alignColumns(text, { minWidth: 10, padding: 3 })).toBe(
      'A                 B         C\nlonger than ten   x         y\n\nP         Q\n',
    );
  });

  const kind: ListKind<{ name: string }> = {
    typeName: '*x.y',
    headers: { ID: 'CONTAINER ID', Names: 'NAMES' },
    labels: () => ({ 'com.example.team': 'a' }),
    fields: ({ name }) => ({ Names: () => name, ID: () => '<1>' }),
  };
  it.each([
    ['table {{.ID}}\\t{{.Names}}', 'CONTAINER ID   NAMES\n<1>            web\n'],
    ['table {{upper .Names}}\\t{{.Label "com.example.team"}}', 'NAMES     team\nWEB       a\n'],
    ['{{.Names}}', 'web\n'],
    ['json', '{"ID":"\\u003c1\\u003e","Names":"web"}\n'],
  ])('%s', (format, expected) => {
    expect(formatList(kind, format, [{ name: 'web' }], { truncate: true })).toBe(expected);
  });
});
