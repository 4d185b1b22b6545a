import { expect, test } from '@playwright/test';

test('says what it is and leads on', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto('/');
  await expect(page).toHaveTitle(/Slipway/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Docker');
  await expect(page.getByRole('button', { name: 'Start the machine' })).toBeVisible();
  await page.getByRole('link', { name: 'Start with lesson 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your first container' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('loads nothing of the machine before it is wanted', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(requests.filter((path) => path.startsWith('/guest/'))).toEqual([]);
});

test('remembers the theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Switch to the light theme' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const path of ['/', '/lessons', '/lessons/first-container', '/playground', '/nowhere']) {
  test(`${path} fits a narrow screen`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
  });
}

test('an unknown address says so', async ({ page }) => {
  const response = await page.goto('/lessons/no-such-lesson');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('pages are isolated and carry a strict policy', async ({ page }) => {
  const response = await page.goto('/playground');
  const headers = response?.headers() ?? {};
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  const scripts = /script-src ([^;]*)/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
  expect(scripts).toMatch(/'nonce-/);
  expect(scripts).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
