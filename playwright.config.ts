import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './e2e/chromium.ts';

// Chosen once: the workers read this file again and find it in their environment.
process.env.SLIPWAY_E2E_PORT ??= String(await freePort());
const port = process.env.SLIPWAY_E2E_PORT;
// Where registry.spec.ts runs one, which the site must know from its start.
process.env.SLIPWAY_E2E_REGISTRY_PORT ??= String(await freePort());
const registryPort = process.env.SLIPWAY_E2E_REGISTRY_PORT;
const baseURL = `http://localhost:${port}`;

/** The site is built by the set-up; the tests serve it as `npm start` does. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One machine at a time: each keeps a core busy.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    baseURL,
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    // Without a UTF-8 locale Chromium misreads the names of files that it uploads.
    launchOptions: { ...CHROMIUM, env: { ...process.env, LANG: 'C.UTF-8' } as Record<string, string> },
  },
  webServer: {
    command: `npx next start -p ${port}`,
    url: `${baseURL}/lessons`,
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      SLIPWAY_REGISTRIES: `registry.test=http://127.0.0.1:${registryPort}`,
      SLIPWAY_WEBCONTAINER: 'on',
    },
    timeout: 60_000,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}
