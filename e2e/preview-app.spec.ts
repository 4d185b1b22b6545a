import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openPreview, pane, shownPage, toTerminal, writeFiles } from './preview.ts';
import { openPlayground, run, screen } from './terminal.ts';

const FILES = ['app.py', 'index.html', 'checks.js', 'picture.svg'];

async function startApp(page: Page): Promise<void> {
  await openPlayground(page);
  const read = (name: string) => readFileSync(join(import.meta.dirname, 'preview-app', name), 'utf8');
  await writeFiles(page, Object.fromEntries(FILES.map((name) => [`app/${name}`, read(name)])));
  const start = 'docker run -d --name app -p 5000-5001:5000-5001 -v $(pwd)/app:/app python python /app/app.py';
  expect(await run(page, start, { timeoutMs: 120_000 })).toBe(0);
  expect(await run(page, 'clear; until docker logs app | grep ready; do sleep 0.5; done')).toBe(0);
  await openPreview(page);
}

test('pages, forms, cookies, links and downloads work as at localhost', async ({ page, baseURL }) => {
  test.slow();
  await startApp(page);
  await goTo(page, 'localhost:5000');
  const shown = shownPage(page, 5000);
  const result = shown.locator('#result');
  await expect(result).toContainText('}', { timeout: 60_000 });
  expect(JSON.parse((await result.textContent())!)).toEqual({
    address: 'http://localhost:5000/me?by=link',
    style: 'rgb(1, 2, 3)',
    picture: 33,
    data: { answer: 42 },
    'data by its whole address': { answer: 42 },
    'data after a redirect': [true, { answer: 42 }],
    'a missing page': 404,
    'a POST': 'grüezi',
    'a range': [206, 'bytes 256-259/8388608', [0, 1, 2, 3]],
    'another port that allows it': { answer: 42 },
    'another port that does not': 'TypeError',
    'JSON to another port, which is asked first': { got: { x: 1 }, origin: 'http://localhost:5000' },
    'JSON to another port, which does not allow it': 'TypeError',
    'a port nobody listens on': 'TypeError',
    cookies: ['mine=1; theme=dark', 'mine=1; session=s3cret; theme=dark'],
    events: ['0', '1', '2'],
    'a stream without end, given up': true,
    'a WebSocket': [
      'echo',
      1,
      'http://localhost:5000 mine=1; session=s3cret; theme=dark',
      'hello',
      [1, 2, 3],
      'long '.repeat(12),
      4000,
      'enough',
      true,
    ],
    'a WebSocket that nobody answers': [1006, false],
    'a WebSocket without an address': 'SyntaxError',
  });

  // A form with a whole address, answered with a redirect to one.
  await shown.getByRole('textbox', { name: 'Name' }).fill('Ada L');
  await shown.getByRole('button', { name: 'Log in' }).click();
  await expect(shown.locator('#query')).toHaveText('/me?name=Ada+L');
  await expect(shown.locator('#cookie')).toHaveText('mine=1; session=s3cret; theme=dark');
  await expect(shown.locator('#host')).toHaveText('localhost:5000');
  const address = pane(page).getByRole('textbox', { name: 'Address' });
  await expect(address).toHaveValue('http://localhost:5000/me?name=Ada+L');
  await pane(page).getByRole('button', { name: 'Back' }).click();

  await shown.getByRole('link', { name: 'Me', exact: true }).click();
  await expect(shown.locator('#query')).toHaveText('/me?by=link');
  await pane(page).getByRole('button', { name: 'Back' }).click();

  const coming = page.waitForEvent('download');
  await shown.getByRole('link', { name: 'Download' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('all-bytes.bin');
  const whole = Buffer.concat(
    Array<Buffer>(32_768).fill(Buffer.from(Array.from({ length: 256 }, (_each, byte) => byte))),
  );
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(digest(readFileSync(await download.path()))).toBe(digest(whole));
  await expect(shown.getByRole('heading', { name: 'An app' })).toBeVisible();
  await goTo(page, '/file');
  await expect(pane(page)).toContainText('Downloaded');
  await pane(page).getByRole('button', { name: 'Back' }).click();

  // A link for a new tab opens one of the preview.
  await shown.getByRole('link', { name: 'The other port' }).click();
  await expect(shownPage(page, 5001).locator('#host')).toHaveText('localhost:5001');
  await expect(pane(page).getByRole('tab')).toHaveText(['localhost:5000', 'localhost:5001']);

  // And a tab of the browser shows the same.
  const opening = page.waitForEvent('popup');
  await pane(page).getByRole('button', { name: 'Open in a new browser tab' }).click();
  const other = await opening;
  await expect(shownPage(other, 5001).locator('#host')).toHaveText('localhost:5001');
  await goTo(other, 'localhost:5000/me');
  await expect(shownPage(other, 5000).locator('#cookie')).toContainText('session=s3cret');
  await page.goto('about:blank');
  await page.close();
  await expect(other.getByRole('heading', { name: 'The machine is not here' })).toBeVisible();
  await other.goto(`${baseURL!.replace('localhost', '5000.preview.localhost')}/me`);
  await expect(other.getByRole('heading', { name: 'localhost:5000 is in Slipway' })).toBeVisible();
  await expect(other.getByRole('link')).toHaveAttribute('href', `${baseURL}/playground`);
});

test('a slow page is waited for, and can be stopped; what is left of a stream ends in the container', async ({
  page,
}) => {
  test.slow();
  await startApp(page);
  await goTo(page, 'localhost:5000/slow');
  await expect(pane(page)).toContainText('Waiting for localhost:5000 to answer');
  await expect(shownPage(page, 5000).getByRole('heading')).toHaveText('Worth the wait');
  await pane(page).getByRole('button', { name: 'Reload the page' }).click();
  await pane(page).getByRole('button', { name: 'Stop loading' }).click();
  await expect(pane(page)).toContainText('It was stopped before it was there');

  await goTo(page, 'localhost:5000/endless');
  await expect(pane(page).getByRole('status').first()).toContainText('endless');
  await goTo(page, 'localhost:5000/data');
  await expect(shownPage(page, 5000).locator('body')).toContainText('42');
  await toTerminal(page);
  expect(await run(page, 'clear; until docker logs app | grep endless; do sleep 0.5; done')).toBe(0);
  await expect(screen(page)).toContainText('endless ended, bounded: True');
});
