import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openPlayground, run, screen } from './terminal.ts';

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

async function show(page: Page, view: string): Promise<void> {
  await inspector(page).getByRole('tab', { name: view }).click();
}

async function expectNoBarriers(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('section[aria-label=Inspector]').analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    expect(found, colorScheme).toEqual([]);
  }
}

test('the timeline explains the last run, the layers what it is made of', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.press('Control+Shift+X');
  await show(page, 'Timeline');
  await expect(inspector(page).getByText('Nothing has been run yet')).toBeVisible();
  await screen(page).click();
  expect(await run(page, `docker run -d --name web busybox sh -c 'echo x >> /etc/group; sleep 9999'`)).toBe(0);

  const steps = inspector(page).locator('[data-step]');
  await expect(steps).toHaveCount(7);
  const step = (name: string) => inspector(page).locator(`[data-step=${name}]`);
  await expect(step('image')).toContainText('busybox was not here. 1 layer');
  const { address, id, pid } = await page.evaluate(async () => {
    const { body } = (await globalThis.slipway?.api({ method: 'GET', path: '/containers/web/json' })) ?? {};
    const web = body as { Id: string; State: { Pid: number }; NetworkSettings: { IPAddress: string } };
    return { address: web.NetworkSettings.IPAddress, id: web.Id, pid: web.State.Pid };
  });
  await expect(step('address')).toContainText(address);
  await expect(step('link')).toContainText(`veth${id.slice(0, 7)}`);
  await expect(step('program')).toContainText(`is process ${pid} of the machine`);
  await expect(step('end')).toHaveAttribute('data-state', 'waiting');
  await step('files').getByRole('button', { name: 'Details' }).click();
  await expect(step('files')).toContainText(`upperdir=/var/lib/docker/overlay2/${id}/diff`);
  await expectNoBarriers(page);

  // What it tells can be seen in the terminal.
  await step('files').getByRole('button', { name: 'Run in the terminal: docker diff web' }).click();
  await expect(screen(page)).toContainText('C /etc/group');
  expect(await run(page, 'docker kill web; docker run --name web busybox')).toBe(125);
  await expect(step('container')).toHaveAttribute('data-state', 'failed');
  await expect(step('container').getByRole('alert')).toContainText('is already in use by container');
  await inspector(page).getByRole('combobox', { name: 'Which run' }).selectOption({ index: 1 });
  await expect(step('end')).toContainText('Its exit code was 137');

  await show(page, 'Layers');
  const own = inspector(page).getByRole('region', { name: 'The container’s own directory' });
  await expect(own.getByRole('status')).toHaveText('0 added, 2 changed, 0 deleted');
  await own.getByRole('button', { name: 'etc' }).click();
  await expect(own.getByRole('listitem').filter({ hasText: 'group' }).last()).toContainText('from layer 1');
  await inspector(page).getByRole('button', { name: 'Files of the layer' }).click();
  await expect(inspector(page).getByRole('list', { name: 'Layers' }).getByText('etc', { exact: true })).toBeVisible();
  await expectNoBarriers(page);
});
