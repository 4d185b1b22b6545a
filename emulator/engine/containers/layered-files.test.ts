import { expect, it } from 'vitest';
import { FakeFiles } from '../testing/fake-files.ts';
import { readLayered, resolveLayered } from './layered-files.ts';

it('finds files as the overlay would show them', async () => {
  const files = new FakeFiles();
  files.put('/base/etc/passwd', 'old');
  files.put('/base/etc/group', 'group');
  files.put('/top/etc/passwd', 'new');
  files.link('/top/var/link', '/etc/group');
  files.link('/top/up', '../../../etc/passwd');
  files.link('/top/loop', 'loop');
  const folders = ['/top', '/base'];
  expect(await readLayered(files, folders, '/etc/passwd')).toBe('new');
  expect(await readLayered(files, folders, '/etc/group')).toBe('group');
  expect(await resolveLayered(files, folders, '/var/link')).toMatchObject({
    path: '/etc/group',
    guestPath: '/base/etc/group',
  });
  expect((await resolveLayered(files, folders, '/up'))?.guestPath).toBe('/top/etc/passwd');
  expect(await resolveLayered(files, folders, '/loop')).toBe(undefined);
  expect(await readLayered(files, folders, '/none')).toBe('');
});
