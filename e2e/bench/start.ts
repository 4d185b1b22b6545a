import type { BrowserContext } from '@playwright/test';
import { join } from 'node:path';
import type { Row } from './report.ts';
import { openBrowser, Tab } from './tab.ts';
import { timing } from './timing.ts';

/** The playground in a browser whose cache and storage are those of `profile`. */
export async function openTab(origin: string, profile: string): Promise<{ tab: Tab; browser: BrowserContext }> {
  const browser = await openBrowser(profile);
  return { tab: (await Tab.open(browser, origin)).tab, browser };
}

/** Page load to a prompt with nothing cached and with all of it, and the first container after it. */
export async function measureStart(origin: string, rounds: number, folder: string): Promise<readonly Row[]> {
  const emptyMs: number[] = [];
  const warmMs: number[] = [];
  const firstRunsMs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const browser = await openBrowser(join(folder, `start-${round}`));
    const empty = await Tab.open(browser, origin);
    emptyMs.push(empty.promptMs);
    bytes = empty.transferredBytes;
    await empty.tab.run('docker pull busybox >/dev/null 2>&1');
    await empty.tab.close();
    const warm = await Tab.open(browser, origin);
    warmMs.push(warm.promptMs);
    firstRunsMs.push(await warm.tab.run('docker run --rm busybox true'));
    await browser.close();
  }
  return [
    { name: 'page load to a prompt, empty cache', slipway: timing(emptyMs), target: '≤ 2.5 s' },
    { name: 'bytes until then', slipway: { bytes }, target: '≤ 8 MB' },
    { name: 'page load to a prompt, warm cache', slipway: timing(warmMs), target: '≤ 1.2 s' },
    { name: 'docker run --rm busybox true, right after a restore', slipway: timing(firstRunsMs), target: '≤ 0.5 s' },
  ];
}
