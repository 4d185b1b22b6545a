import { expect, it } from 'vitest';
import { startTestEngine } from '../testing/test-engine.ts';

const DATA = '/var/lib/docker';

/** As after a power cut between a change in the guest and the record of it, or the other way round. */
it('finds what a power cut left', async () => {
  const first = await startTestEngine();
  const { Id: id } = (await first.call('POST', '/containers/create?name=web', { Image: 'test' })).body;
  await first.call('POST', '/volumes/create', { Name: 'box' });

  const second = await first.reboot({
    prepare({ files }) {
      const put = (path: string, text: string) => void files.write(path, new TextEncoder().encode(text));
      put(`${DATA}/overlay2/${id}/diff/file`, 'of a start that was not recorded');
      put(`${DATA}/overlay2/${'f'.repeat(64)}/diff/file`, 'of nobody');
      put(`${DATA}/volumes/gone/_data/file`, 'of a volume that was removed');
    },
  });
  await expect.poll(() => second.guest.removed).toContain('f'.repeat(64));
  expect(second.guest.removed).not.toContain(id);
  // A volume of the name does not get the old content, and one whose folder was lost has one.
  await second.call('POST', '/volumes/create', { Name: 'gone' });
  expect(second.guest.files.text(`${DATA}/volumes/gone/_data/file`)).toBeUndefined();
  expect(await second.guest.files.stat(`${DATA}/volumes/box/_data`)).toBeDefined();

  await second.call('DELETE', '/containers/web');
  await expect.poll(() => second.guest.removed).toContain(id);
});
