import { expect, it } from 'vitest';
import { checkLogDriver } from './log-options.ts';

it.each([
  ['syslog', 'not-implemented', 'the log driver syslog is not implemented in Slipway'],
  ['nosuch', 'internal', 'error looking up logging plugin nosuch: plugin "nosuch" not found'],
])('the log driver %s', (type, kind, message) => {
  expect(() => checkLogDriver(type)).toThrow(expect.objectContaining({ kind, message }));
});

it('has json-file and none', () => {
  for (const type of ['json-file', 'none']) checkLogDriver(type);
});
