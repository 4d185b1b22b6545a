import { expect, test, type Page } from '@playwright/test';
import { alert, expectPrompt } from './terminal.ts';

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

/** How far what is seen has moved by itself since the page began: Chromium's layout shift, a ratio. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { layoutShift(): number }).layoutShift());
}

/** Counts from the page's first moment. */
async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) sum += entry.value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(globalThis, { layoutShift: () => (add(observer.takeRecords()), sum) });
  });
}

test('what is read does not move while a page loads and its machine starts', async ({ page }) => {
  await watchLayoutShift(page);
  await page.addInitScript(() =>
    localStorage.setItem('slipway.progress', '{"done":["first-container/run"],"lastLesson":"first-container"}'),
  );
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Continue: Your first container' })).toBeVisible();
  expect(await layoutShift(page)).toBeLessThan(0.1);
  await page.goto('/lessons/first-container');
  await expect(page.getByText('You are here')).toBeVisible();
  await expectPrompt(page);
  expect(await layoutShift(page)).toBeLessThan(0.1);
});
