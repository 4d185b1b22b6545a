import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../browser/run-command.ts';
import { openCheckpointStore } from '../disks/checkpoint-store.ts';
import { openMemoryStore } from '../disks/memory-store.ts';
import type { Sandbox, SpareMachine } from '../sandbox-types.ts';
import { restoreSpare, startSandbox } from '../sandbox.ts';
import { BUILT_CATALOGUE, CATALOGUE_ORIGIN, catalogueFetch } from './catalogue-fetch.ts';
import { BUILT_GUEST, openGuestFolder } from './guest-folder.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('checkpoint: skipped, there is no built guest; make it with: npm run setup');

test.skipIf(!isBuilt)('the machine goes back to a checkpoint of its store', { timeout: 180_000 }, async () => {
  const store = await openCheckpointStore(openMemoryStore());
  const guest = await openGuestFolder(BUILT_GUEST);
  const start = (resumesContainers = false, spare?: SpareMachine) =>
    startSandbox({
      manifest: guest.manifest,
      loadPart: guest.loadPart,
      store,
      fetch: catalogueFetch(BUILT_CATALOGUE),
      registryBaseUrl: CATALOGUE_ORIGIN,
      cold: false,
      resumesContainers,
      spare,
      onBoot() {},
      onFailure(error) {
        throw error;
      },
    });
  let sandbox: Sandbox = await start();
  const sh = async (script: string) => {
    const { code, stdout, stderr } = await runCommand(sandbox.guest, ['bash', '-c', script], 60_000);
    expect({ script, code, stderr: code === 0 ? '' : stderr }).toEqual({ script, code: 0, stderr: '' });
    return stdout;
  };
  const look = () =>
    sh(`cat note; docker ps -a --format '{{.Names}} {{.State}}' | sort; docker images --format '{{.Repository}}' | sort
        docker volume ls -q; docker network ls -q | sort; docker logs web`);

  await sh(`echo first > note; docker volume create box
            docker run -d --name web -v box:/box busybox sh -c 'echo hello; echo kept > /kept; echo safe > /box/file; sleep 1000'
            docker run --name ended busybox true
            docker run -d --rm --name brief busybox sleep 1000
            docker run -d --name paused busybox sleep 1000; docker pause paused
            until docker exec web cat /box/file; do :; done`);
  const before = await look();
  await sandbox.flush();
  const checkpoint = await store.checkpoint('');

  for (let round = 0; round < 2; round++) {
    await sh(`echo later > note; docker rm -f web ended brief paused; docker volume rm box; docker rmi busybox
              docker network create more; docker pull -q nginx; dd if=/dev/urandom of=big bs=1M count=8; sync`);
    // As while somebody makes up their mind; and without that.
    const spare = round === 0 ? await restoreSpare(guest) : undefined;
    await sandbox.cutPower();
    await store.rollBack(checkpoint);
    sandbox = await start(true, spare);
    // Its first run and the second.
    expect(await look()).toBe(`${before}hello\n`);
    // Its files, its volume and its image are those of then.
    expect(await sh('docker exec web cat /kept /box/file; docker run --rm busybox echo whole; ls')).toBe(
      'kept\nsafe\nwhole\nnote\n',
    );
    expect(await sh('dmesg | grep -ci "ext4-fs error" || true')).toBe('0\n');
  }
  await sandbox.shutdown();
});
