import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

/** Only a browser has the origin private file system: these run in Debian's Chromium, where it is. */
const executablePath = '/usr/bin/chromium';
const hasChromium = fs.existsSync(executablePath);
if (!hasChromium) console.warn('opfs-store: chromium is missing, its tests are skipped');

describe.runIf(hasChromium)('store in the origin private file system', () => {
  let server: http.Server;
  let context: BrowserContext;
  let profile = '';
  let origin = '';

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [new URL('testing/opfs-worker.ts', import.meta.url).pathname],
      bundle: true,
      format: 'esm',
      write: false,
    });
    server = http.createServer(({ url }, response) => {
      const isScript = url === '/worker.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? outputFiles[0]!.contents : '<!doctype html><title>store</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    server?.close();
  });

  let page: Page;
  beforeEach(async () => {
    // A profile of its own: a private window keeps the file system in memory, behind another process.
    profile = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-opfs-'));
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run'];
    context = await chromium.launchPersistentContext(profile, { executablePath, args });
    page = await context.newPage();
    await page.goto(origin);
    return async () => {
      await context.close();
      fs.rmSync(profile, { recursive: true, force: true });
    };
  }, 60_000);

  const openTab = async (): Promise<Page> => {
    const tab = await context.newPage();
    await tab.goto(origin);
    return tab;
  };
  /** Runs a step of the fixture in the tab's worker; errors come back as their kind. */
  const run = (tab: Page, step: string): Promise<unknown> =>
    tab.evaluate(async (name) => {
      const scope = window as unknown as { worker?: Worker };
      const worker = (scope.worker ??= new Worker('/worker.js', { type: 'module' }));
      const answer = new Promise<{ result?: unknown; kind?: string }>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
      });
      worker.postMessage(name);
      const { result, kind } = await answer;
      return kind ?? result;
    }, step);
  const killWorker = (tab: Page) =>
    tab.evaluate(() => {
      const scope = window as unknown as { worker?: Worker };
      scope.worker!.terminate();
      delete scope.worker;
    });

  test('keeps the contract of stores', async () => {
    await run(page, 'open');
    expect(await run(page, 'contract')).toEqual({
      missing: 'not-found',
      whileOpen: 'hello World',
      tail: '\0end',
      cut: 'he\0\0',
      sizeBytes: 4,
      names: [['blobs', 'top'], ['ab'], []],
      after: [false, true, ['top']],
      isUsed: true,
    });
  });

  test('is one tab’s at a time, until it is closed or taken over', async () => {
    const other = await openTab();
    expect(await run(page, 'open')).toBeUndefined();
    expect(await run(other, 'open')).toBe('in-use');
    expect(await run(other, 'steal')).toBeUndefined();
    expect(await run(page, 'lost')).toBe(1);
    await run(other, 'close');
    expect(await run(page, 'open')).toBeUndefined();
    await page.close();
    expect(await run(other, 'open')).toBeUndefined();
  });

  test('what was written before the worker was killed is there', async () => {
    await run(page, 'open');
    await run(page, 'diskWrite');
    await killWorker(page);
    await expect.poll(() => run(page, 'open')).toBeUndefined();
    expect(await run(page, 'diskRead')).toEqual({ first: 9, sum: 512 * 7 });
  });

  test('a quota that is reached is "storage-full"', async () => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20 * 1024 * 1024 });
    await run(page, 'open');
    expect(await run(page, 'fill')).toBe('storage-full');
  });
});
