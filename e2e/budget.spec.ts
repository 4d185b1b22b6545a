import { expect, test, type Page } from '@playwright/test';
import { alert } from './terminal.ts';

/** What a lesson may load of JavaScript, compressed as it is sent, until its terminal is there. */
const BUDGET_BYTES = 350_000;

interface LoadedScripts {
  readonly sizeBytes: number;
  readonly text: string;
}

/** Opens the page, whose machine never comes, and waits for its terminal. What the machine's worker loads is not seen. */
async function loadScripts(page: Page, path: string): Promise<LoadedScripts> {
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Set<string>();
  const finished = new Set<string>();
  let sizeBytes = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return;
    finished.add(requestId);
    sizeBytes += encodedDataLength;
  });
  await page.goto(path);
  await expect(page.locator('.xterm-screen')).toBeAttached();
  await expect(alert(page)).toBeVisible();
  await expect.poll(() => [...scripts].filter((requestId) => !finished.has(requestId))).toEqual([]);
  const bodies = await Promise.all(
    [...scripts].map(async (requestId) => (await network.send('Network.getResponseBody', { requestId })).body),
  );
  return { sizeBytes, text: bodies.join('\n') };
}

test('a lesson loads little JavaScript, and no words of another language', async ({ page }) => {
  const english = await loadScripts(page, '/lessons/first-container');
  expect(english.sizeBytes).toBeGreaterThan(100_000);
  expect(english.sizeBytes).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(english.text).toContain('Give me a hint');
  expect(english.text.match(/.{40}\p{Script=Han}{3}.{40}/u)?.[0]).toBeUndefined();
  expect(await page.evaluate(() => 'MonacoEnvironment' in globalThis)).toBe(false);
});

test('nor does one in Chinese', async ({ page }) => {
  const chinese = await loadScripts(page, '/zh/lessons/first-container');
  expect(chinese.sizeBytes).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(chinese.text).toContain('给我一个提示');
  expect(chinese.text).not.toContain('Give me a hint');
});
