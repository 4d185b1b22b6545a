import { expect, test } from '@playwright/test';
import { alert } from './terminal.ts';

/** Each way in which there can be no machine: its message, and the way on. */

test('a site without a machine says so and can be asked again', async ({ page }) => {
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/playground');
  await expect(alert(page)).toContainText('The machine could not be loaded');
  await expect(alert(page)).toContainText('manifest.json is missing on this site');
  const asked = page.waitForRequest('**/guest/manifest.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await asked;
});

test('a broken connection is named', async ({ page }) => {
  await page.route('**/guest/manifest.json', (route) => route.abort());
  await page.goto('/playground');
  await expect(alert(page)).toContainText('are you offline?');
});

test('a lost snapshot offers a cold boot', async ({ page }) => {
  await page.route('**/guest/state-*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ json: manifest }));
  await page.route('**/guest/{wasm,bios,dataDisk}-*', (route) => route.fulfill({ body: '' }));
  await page.goto('/playground');
  await expect(alert(page)).toContainText('The machine did not wake up');
  const kernel = page.waitForRequest('**/guest/kernel-*');
  await page.getByRole('button', { name: 'Boot from cold' }).click();
  await kernel;
});

test('a site without a snapshot offers a cold boot', async ({ page }) => {
  const { state: _, ...parts } = manifest.parts;
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ json: { ...manifest, parts } }));
  await page.goto('/playground');
  await expect(alert(page)).toContainText('no snapshot');
  await expect(page.getByRole('button', { name: 'Boot from cold' })).toBeVisible();
});

test('a browser that lacks something is told what', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'DecompressionStream'));
  await page.goto('/playground');
  await expect(alert(page)).toContainText('This browser cannot run the machine');
  await expect(alert(page).getByRole('listitem')).toHaveText(['DecompressionStream']);
});

test('a second tab may take the machine over', async ({ context, page }) => {
  // A tab that has the machine and hands it over when it is asked.
  const other = await context.newPage();
  await other.goto('/lessons');
  await other.evaluate(
    () =>
      new Promise<void>((held) => {
        const channel = new BroadcastChannel('slipway-machine');
        void navigator.locks.request('slipway-machine', () => {
          held();
          return new Promise<void>((handOver) => {
            channel.onmessage = ({ data }) => {
              if (data === 'is-anybody-there') channel.postMessage('here');
              if (data === 'hand-over') handOver();
            };
          });
        });
      }),
  );
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/playground');
  await expect(alert(page)).toContainText('The machine runs in another tab');
  await page.getByRole('button', { name: 'Use it here' }).click();
  // It has the machine now, and goes on to load it.
  await expect(alert(page)).toContainText('The machine could not be loaded');
});

const part = (name: string) => ({ file: `${name}-000000000000.bin`, sizeBytes: 1, sha256: '0', encoding: 'none' });
const manifest = {
  id: 'none',
  memoryBytes: 0,
  commandLine: '',
  dataDiskBytes: 0,
  parts: {
    wasm: part('wasm'),
    bios: part('bios'),
    kernel: part('kernel'),
    initrd: part('initrd'),
    dataDisk: part('dataDisk'),
    state: part('state'),
  },
};
