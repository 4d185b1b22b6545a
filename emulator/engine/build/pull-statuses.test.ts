import { expect, it } from 'vitest';
import { pullStatuses } from './pull-statuses.ts';

it('a layer is downloaded, and that ends, before it is extracted', () => {
  const told: unknown[][] = [];
  const tell = pullStatuses({ status: (...status) => void told.push(status) });
  const at = (status: string, current?: number) =>
    tell({ id: 'abc', status, progressDetail: current === undefined ? {} : { current, total: 9 } });
  tell({ status: 'Digest: sha256:0' });
  at('Pulling fs layer');
  at('Downloading', 4);
  at('Downloading', 9);
  at('Verifying Checksum');
  at('Download complete');
  at('Extracting', 9);
  at('Pull complete');
  expect(told).toEqual([
    ['downloading abc', 4, false, 9],
    ['downloading abc', 9, false, 9],
    ['downloading abc', 9, true, 9],
    ['extracting abc', 9, false, 9],
    ['extracting abc', 0, true],
  ]);
});
