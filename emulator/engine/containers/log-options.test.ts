import { expect, it } from 'vitest';
import { checkLogDriver, checkLogOptions, logLimits } from './log-options.ts';

it.each([
  ['syslog', 'not-implemented', 'the log driver syslog is not implemented in Slipway'],
  ['nosuch', 'internal', 'error looking up logging plugin nosuch: plugin "nosuch" not found'],
])('the log driver %s', (type, kind, message) => {
  expect(() => checkLogDriver(type)).toThrow(expect.objectContaining({ kind, message }));
});

it('has json-file and none', () => {
  for (const type of ['json-file', 'none']) checkLogDriver(type);
});

it.each<[Record<string, string>, string]>([
  [{ foo: 'bar' }, "unknown log opt 'foo' for json-file log driver"],
  [{ mode: 'foo' }, 'logger: logging mode not supported: foo'],
  [{ 'max-buffer-size': '1m' }, "logger: max-buffer-size option is only supported with 'mode=non-blocking'"],
  [{ mode: 'non-blocking', 'max-buffer-size': 'x' }, "error parsing option max-buffer-size: invalid size: 'x'"],
])('refuses %j at create', (options, message) => {
  expect(() => checkLogOptions('json-file', options)).toThrow(message);
});

it.each<[Record<string, string>, string]>([
  [{ 'max-size': 'foo' }, "invalid size: 'foo'"],
  [{ 'max-size': '0' }, 'max-size must be a positive number'],
  [{ 'max-file': '0' }, 'max-file cannot be less than 1'],
  [{ 'max-file': 'x' }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ compress: 'maybe' }, 'strconv.ParseBool: parsing "maybe": invalid syntax'],
  [{ compress: 'true' }, 'compress cannot be true when max-file is less than 2 or max-size is not set'],
])('refuses %j at the start', (options, message) => {
  expect(() => logLimits(options)).toThrow(message);
});

it.each<[Record<string, string>, ReturnType<typeof logLimits>]>([
  [{}, undefined],
  [{ 'max-size': '10k' }, { maxFileBytes: 10_000, files: 1 }],
  [
    { 'max-size': '1.5 MB', 'max-file': '3', compress: 't' },
    { maxFileBytes: 1_500_000, files: 3 },
  ],
])('%j keeps %j', (options, expected) => {
  expect(logLimits(options)).toEqual(expected);
});
