import { expect, it } from 'vitest';
import { hasConfig } from './config.ts';
import { containerEnvironment } from './oci-spec.ts';

it.each([
  [{}, false],
  [{ HostConfig: {} }, false],
  [{ name: 'x' }, false],
  [{ cmd: ['true'] }, true],
  [{ Image: 'x' }, true],
])('%j has a config: %s', (body, expected) => {
  expect(hasConfig(body)).toBe(expected);
});

it('keeps a variable where it was set first', () => {
  const config = { Tty: false, Env: ['A=1', 'PATH=/x', 'A=2'] };
  expect(containerEnvironment(config as never, 'h')).toEqual(['PATH=/x', 'HOSTNAME=h', 'A=2']);
});
