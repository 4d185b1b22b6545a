import { expect, test } from '@playwright/test';

test('lists commands and endpoints with the reasons for what is missing', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'listed one by one' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What is covered' })).toBeVisible();
  const run = page.getByText('docker container run', { exact: true });
  await expect(run).toBeVisible();
  await expect(page.getByRole('row', { name: /POST\s*\/containers\/create yes/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /POST\s*\/swarm\/init no: Slipway has no swarm/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Packages for pip install' })).toContainText(/Flask \d+\.\d+/);
  await expect(page.getByRole('list', { name: 'Packages for apt-get install' })).toContainText(/redis-server 5:7\./);
  await page.getByText('docker stack', { exact: true }).click();
  await expect(page.getByText('docker stack deploy', { exact: true })).toBeVisible();
});

test('the page is led to from where there is no page', async ({ page }) => {
  await page.goto('/nowhere');
  await expect(page.getByRole('main').getByRole('link', { name: 'What is covered' })).toHaveAttribute(
    'href',
    '/docs/coverage',
  );
});
