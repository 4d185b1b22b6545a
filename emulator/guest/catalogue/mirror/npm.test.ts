import { expect, it } from 'vitest';
import { byVersion, lockedPackages } from './npm.ts';

it('takes each version of the lock once, and nothing of other systems', () => {
  const locked = lockedPackages({
    packages: {
      '': {},
      'node_modules/debug': { version: '2.6.9', integrity: 'sha512-a' },
      'node_modules/koa/node_modules/debug': { version: '4.4.0', integrity: 'sha512-b' },
      'node_modules/send/node_modules/debug': { version: '2.6.9', integrity: 'sha512-a' },
      'node_modules/@redis/client': { version: '1.6.0', integrity: 'sha512-c' },
      'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-d', os: ['darwin'] },
    },
  });
  expect(locked.map(({ name, version }) => `${name}@${version}`)).toEqual([
    'debug@2.6.9',
    'debug@4.4.0',
    '@redis/client@1.6.0',
  ]);
});

it('orders versions by their numbers', () => {
  expect(['1.10.0', '1.9.0', '2.0.0-rc.1', '2.0.0', '1.9.10'].sort(byVersion)).toEqual([
    '1.9.0',
    '1.9.10',
    '1.10.0',
    '2.0.0-rc.1',
    '2.0.0',
  ]);
});
