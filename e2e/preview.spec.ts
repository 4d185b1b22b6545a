import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openPreview, pane, shownPage, toTerminal, writeFiles } from './preview.ts';
import { openPlayground, run, screen } from './terminal.ts';

test('what a container serves reaches nothing of the site', async ({ page, baseURL }) => {
  test.slow();
  await openPlayground(page);
  const html = readFileSync(join(import.meta.dirname, 'preview-isolation.html'), 'utf8');
  await writeFiles(page, { 'html/index.html': html });
  const start = 'docker run -d --name web -p 8080:80 -v $(pwd)/html:/usr/share/nginx/html nginx';
  expect(await run(page, start, { timeoutMs: 120_000 })).toBe(0);

  // What there is to find.
  await page.evaluate(async () => {
    localStorage.setItem('secret', 'of the site');
    sessionStorage.setItem('secret', 'of the site');
    document.cookie = 'secret=of-the-site; path=/';
    await new Promise((resolve) => (indexedDB.open('secret').onsuccess = resolve));
    await caches.open('secret');
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    new BroadcastChannel('secret').onmessage = ({ data }) => heard.push(data);
  });
  expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBeGreaterThan(0);

  await openPreview(page);
  await goTo(page, `localhost:8080/?site=${encodeURIComponent(baseURL!)}`);
  const result = shownPage(page).locator('#result');
  await expect(result).toContainText('}');
  const previewOrigin = baseURL!.replace('localhost', '8080.preview.localhost');
  expect(JSON.parse((await result.textContent())!)).toEqual({
    'read the parent’s document': 'SecurityError',
    'read the parent’s storage': 'SecurityError',
    'read the parent’s sandbox': 'SecurityError',
    'read the address of the tab': 'SecurityError',
    'lead the tab away': 'SecurityError',
    localStorage: null,
    sessionStorage: null,
    'document.cookie': '',
    cookieStore: [],
    indexedDB: [],
    caches: [],
    'origin private file system': [],
    locks: [],
    'service workers': [`${previewOrigin}/`],
    'service worker of its own': 'SecurityError',
    'service worker of the site': 'SecurityError',
    'worker from the site': 'SecurityError',
    'fetch a page': 'TypeError',
    'fetch a page, opaque': 'TypeError',
    'fetch the site’s files': 'TypeError',
    'the site’s files on the own origin': 404,
    'as nobody, without the service worker': 'TypeError',
    'as nobody, opaque': 'TypeError',
    'a frame with the site': 'no document',
    'a frame with the bridge': 'silence',
  });
  expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/playground');
  await expect(screen(page)).toBeVisible();
});

test('nginx is shown until its container stops, and again after its start', async ({ page }) => {
  test.slow();
  await openPlayground(page);
  await openPreview(page);
  await expect(pane(page)).toContainText('Nothing is published yet');
  await pane(page).getByRole('button', { name: 'Run docker run -d -p 8080:80 nginx' }).click();

  // Nobody asked for the port so far: it is listed.
  await pane(page).getByRole('button', { name: 'localhost:8080' }).click({ timeout: 120_000 });
  const heading = shownPage(page).getByRole('heading');
  await expect(heading).toHaveText('Welcome to nginx!');
  const address = pane(page).getByRole('textbox', { name: 'Address' });
  await expect(address).toHaveValue('http://localhost:8080/');

  await goTo(page, 'localhost:8080/nowhere?x=1#y');
  await expect(heading).toContainText('404');
  await expect(address).toHaveValue('http://localhost:8080/nowhere?x=1#y');
  await pane(page).getByRole('button', { name: 'Back' }).click();
  await expect(heading).toHaveText('Welcome to nginx!');
  await pane(page).getByRole('button', { name: 'Forward' }).click();
  await expect(heading).toContainText('404');
  await goTo(page, '/');
  await expect(heading).toHaveText('Welcome to nginx!');
  await goTo(page, 'https://nginx.org/');
  await expect(pane(page).getByRole('alert')).toContainText('Only ports of this machine');
  await address.press('Escape');

  await toTerminal(page);
  expect(await run(page, 'clear; docker rename $(docker ps -q) web; docker stop web')).toBe(0);
  await expect(pane(page)).toContainText('The container is stopped');
  await pane(page).getByRole('button', { name: 'Run docker start web' }).click();
  await expect(heading).toHaveText('Welcome to nginx!');

  // A link in the terminal's output, another port beside it, and the way back by the tabs.
  await pane(page).getByRole('button', { name: 'Close the preview' }).click();
  await toTerminal(page);
  expect(await run(page, 'clear; echo see localhost:8080/index.html')).toBe(0);
  // xterm.js takes the pointer above its text.
  const box = (await screen(page).getByText('see localhost:8080/index.html', { exact: true }).last().boundingBox())!;
  await page.mouse.move(box.x + 80, box.y + 8);
  await page.mouse.click(box.x + 82, box.y + 8);
  await expect(address).toHaveValue('http://localhost:8080/index.html');
  await expect(heading).toHaveText('Welcome to nginx!');
  await toTerminal(page);
  expect(await run(page, 'clear; docker run -d -p 8081:80 --name second nginx')).toBe(0);
  await page.getByRole('status').getByRole('button', { name: 'Open localhost:8081' }).click();
  await expect(shownPage(page, 8081).getByRole('heading')).toHaveText('Welcome to nginx!');
  await expect(pane(page).getByRole('tab')).toHaveText(['localhost:8080', 'localhost:8081']);
  await pane(page).getByRole('tab', { name: 'localhost:8081' }).press('ArrowLeft');
  await expect(address).toHaveValue('http://localhost:8080/index.html');
  await pane(page).getByRole('tab', { name: 'localhost:8080' }).press('Delete');
  await expect(pane(page).getByRole('tab')).toHaveText(['localhost:8081']);
});

test('a port without an answer says why, and shows the page once there is one', async ({ page }) => {
  await openPlayground(page);
  await openPreview(page);
  await goTo(page, '9999');
  await expect(pane(page)).toContainText('localhost:9999 refused to connect');
  await goTo(page, 'localhost:0');
  await expect(pane(page).getByRole('alert')).toContainText('Only ports of this machine');

  await toTerminal(page);
  const late =
    'while [ ! -e /go ]; do sleep 0.2; done; mkdir /www; echo late and here > /www/index.html; httpd -f -h /www';
  expect(await run(page, `docker run -d --name late -p 8080:80 busybox sh -c '${late}'`, { timeoutMs: 60_000 })).toBe(
    0,
  );
  await goTo(page, '8080');
  await expect(pane(page)).toContainText('localhost:8080 does not answer yet');
  await toTerminal(page);
  expect(await run(page, 'clear; docker exec late touch /go')).toBe(0);
  await expect(shownPage(page).locator('body')).toContainText('late and here');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the preview has no known barriers (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPlayground(page);
    await openPreview(page);
    await expect(pane(page)).toContainText('Nothing is published yet');
    await goTo(page, '9999');
    await expect(pane(page)).toContainText('refused to connect');
    // Colours in the terminal are those of the programs there.
    const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });
}

test('the previews’ origins give nothing of the site', async ({ request, baseURL }) => {
  const headers = { host: new URL(baseURL!.replace('localhost', '8080.preview.localhost')).host };
  for (const path of ['/playground', '/guest/manifest.json', '/v2/', '/_next/static/x.js', '/icon.svg', '/%2e%2e/']) {
    const response = await request.get(path, { headers });
    expect([path, await response.text()]).toEqual([path, expect.stringContaining('localhost:8080 is in Slipway')]);
    const policy = response.headers()['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`frame-ancestors ${baseURL} ${baseURL!.replace('localhost', '127.0.0.1')}`);
  }
});

test.describe('a browser that forbids service workers', () => {
  test.use({ serviceWorkers: 'block' });

  test('is told so, with ways on', async ({ page }) => {
    await openPlayground(page);
    await openPreview(page);
    await goTo(page, '8080');
    await expect(pane(page)).toContainText('The preview could not be set up');
    await expect(pane(page)).toContainText('Private windows');
    await expect(pane(page)).toContainText('wget -qO- localhost:8080');
  });
});

test('an origin that cannot be reached is said, and tried again on demand', async ({ page }) => {
  await page.route('**/__slipway__/bridge', (route) => route.abort());
  await openPlayground(page);
  expect(await run(page, 'docker run -d -p 8080:80 nginx', { timeoutMs: 120_000 })).toBe(0);
  await openPreview(page);
  await goTo(page, '8080');
  await expect(pane(page)).toContainText('8080.preview.localhost', { timeout: 20_000 });
  await expect(pane(page)).toContainText('It did not answer.');
  await page.unroute('**/__slipway__/bridge');
  await pane(page).getByRole('button', { name: 'Try again' }).click();
  await expect(shownPage(page).getByRole('heading')).toHaveText('Welcome to nginx!');
  // The answer is the machine's, however often the machine is started.
  await page.getByRole('button', { name: 'Restart…' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect(pane(page)).toContainText('The container is stopped', { timeout: 60_000 });
});
