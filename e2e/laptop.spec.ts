import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serveLaptop } from './laptop-service.ts';
import { serveSite } from './serve-site.ts';
import { expectPrompt } from './terminal.ts';

// The site of these tests has the laptop turned on (playwright.config.ts). Its vendor's service is never asked: what
// comes back is decided here.
const SERVICE = 'https://stackblitz.com/**';
const panel = (page: Page, name = 'The same app without a container') => page.getByRole('region', { name });

test('where the laptop’s service does not answer, the lesson says so and goes on', async ({ page }) => {
  const asked: string[] = [];
  await page.route(SERVICE, (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.abort('connectionrefused');
  });
  await page.goto('/lessons/node-app');
  await expectPrompt(page);
  expect(asked).toEqual([]);
  await panel(page).getByRole('button', { name: 'Run it on the laptop' }).click();
  const status = panel(page).frameLocator('iframe').getByRole('status');
  await expect(status).toHaveText('Starting the laptop…');
  await expect(status).toContainText('Left out: stackblitz.com could not be reached', { timeout: 20_000 });
  // Nothing follows that would need more room than these words (and the frame's edge).
  await expect
    .poll(async () => {
      const frame = await panel(page).locator('iframe').boundingBox();
      return Math.floor((frame?.height ?? 0) - ((await status.boundingBox())?.height ?? 0));
    })
    .toBe(2);
  // The policy let the frame be asked for: it was the network that said no.
  expect(asked).toEqual(['/headless']);
  await expect(panel(page).getByRole('button', { name: 'Run it again' })).toBeEnabled();
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label^="The same app"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the app of the workspace runs on the laptop, and shows its page', async ({ page }) => {
  await serveLaptop(page);
  await page.goto('/lessons/node-app');
  await expectPrompt(page);
  await panel(page).getByRole('button', { name: 'Run it on the laptop' }).click();
  const laptop = panel(page).frameLocator('iframe');
  await expect(laptop.getByRole('status')).toHaveText('The app runs, at port 3000 of the laptop.');
  await expect(laptop.getByRole('log')).toContainText('npm install with package.json server.js');
  await expect(laptop.getByRole('log')).toContainText("GREETING = 'Hello from Node'");
  const app = laptop.frameLocator('iframe[title="The app’s page"]');
  await expect(app.getByRole('heading')).toHaveText('Hello from the laptop');
});

test('in Chinese, a browser that is offline is told at once', async ({ page }) => {
  // As the browser says it; a page that is offline altogether could not load the lesson.
  await page.addInitScript("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })");
  await page.goto('/zh/lessons/node-app');
  await expectPrompt(page);
  await panel(page, '同一个应用，不用容器').getByRole('button', { name: '在笔记本电脑上运行' }).click();
  const status = panel(page, '同一个应用，不用容器').frameLocator('iframe').getByRole('status');
  await expect(status).toContainText('略过：从这里连不上 stackblitz.com');
});

test('a browser without shared memory is told what it lacks', async ({ page }) => {
  await page.addInitScript(() => {
    if (location.pathname === '/laptop') Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  });
  const asked: string[] = [];
  await page.route(SERVICE, (route) => {
    asked.push(route.request().url());
    return route.abort('connectionrefused');
  });
  await page.goto('/lessons');
  // As a lesson does, which this needs no machine for: the laptop's page in a frame, and what to run once it is there.
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/laptop';
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || (data as { kind?: string }).kind !== 'laptop-there') return;
      const task = { app: { install: 'npm install', run: 'node server.js' }, files: {} };
      frame.contentWindow?.postMessage({ kind: 'laptop-run', ...task }, location.origin);
    });
    document.body.append(frame);
  });
  const status = page.frameLocator('iframe').getByRole('status');
  await expect(status).toHaveText(/^Left out: this browser does not give a page what it takes/);
  expect(asked).toEqual([]);
});

test('where the operator has not turned it on, the lesson says so', async ({ page }) => {
  const site = await serveSite({ SLIPWAY_WEBCONTAINER: '' });
  try {
    await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${site.url}/lessons/node-app`);
    await expect(panel(page)).toContainText('whoever runs this site has not turned that on');
    await expect(panel(page).getByRole('button')).toHaveCount(0);
    expect((await page.request.get(`${site.url}/laptop`)).status()).toBe(404);
  } finally {
    site.close();
  }
});

test('only the laptop’s own page may show another site, and only pages of this site may show it', async ({
  request,
}) => {
  const policyOf = async (path: string) => (await request.get(path)).headers()['content-security-policy'] ?? '';
  expect(await policyOf('/laptop')).toMatch(/frame-src https:\/\/stackblitz\.com .*frame-ancestors 'self'/);
  for (const path of ['/', '/lessons/node-app', '/playground']) {
    expect(await policyOf(path)).toMatch(/frame-src \S+ 'self'; frame-ancestors 'none'/);
  }
});
