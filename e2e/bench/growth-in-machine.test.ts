import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_CATALOGUE } from '../../emulator/headless/catalogue-fetch.ts';
import { BUILT_GUEST } from '../../emulator/headless/guest-folder.ts';
import { growth, runMany, takeInventory } from './growth.ts';
import { HeadlessPlace } from './headless-place.ts';

/** A thousand is `npm run -s bench -- --only leak`. */
const WARM_UP = 20;

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));

describe.skipIf(!isBuilt)('containers that are gone', { timeout: 600_000 }, () => {
  let data: string;
  let place: HeadlessPlace;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'slipway-growth-'));
    place = await HeadlessPlace.start(data);
    await place.run('docker pull -q busybox');
  }, 120_000);
  afterAll(async () => {
    await place?.stop();
    await rm(data, { recursive: true, force: true });
  });

  test.each([
    ['docker run --rm', 100, 'docker run --rm busybox true'],
    [
      'with a network, a volume and a port of their own',
      40,
      'docker network create net >/dev/null && docker volume create box >/dev/null && ' +
        'docker run -d --name one --network net -v box:/data -p 8080:80 busybox sleep 100 >/dev/null && ' +
        'docker exec one touch /data/x /y && docker rm -f one >/dev/null && ' +
        'docker network rm net >/dev/null && docker volume rm box >/dev/null',
    ],
  ])('%s: leave nothing behind', async (_, count, command) => {
    await runMany(place, WARM_UP, command);
    const before = await takeInventory(place, data);
    await runMany(place, count, command);
    expect(growth(before, await takeInventory(place, data))).toEqual([]);
  });
});
