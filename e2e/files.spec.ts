import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { openPlayground, run, screen } from './terminal.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Files' });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function openFiles(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  await expect(dialog(page)).toBeVisible();
}

async function toTerminal(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
}

async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: button, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-files-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

test('what docker save wrote comes to this computer, and what is uploaded is in the machine', async ({ page }) => {
  test.slow();
  await openPlayground(page);
  expect(await run(page, 'docker pull -q busybox && docker save -o image.tar busybox', { timeoutMs: 60_000 })).toBe(0);
  expect(await run(page, 'mkdir -p app/src && echo hello > app/src/note && mkfifo app/pipe')).toBe(0);
  await openFiles(page);
  await expect(dialog(page).getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(2);

  const image = await downloaded(page, 'Download image.tar');
  expect(image.name).toBe('image.tar');
  await writeFile(join(folder, 'image.tar'), image.bytes);
  expect(execFileSync('tar', ['-tf', join(folder, 'image.tar')]).toString()).toContain('manifest.json');
  await expect(dialog(page).getByRole('region', { name: 'Transfers' })).toContainText('Downloaded');

  const app = await downloaded(page, 'Download app as a tar archive');
  await writeFile(join(folder, 'app.tar'), app.bytes);
  execFileSync('tar', ['-xf', join(folder, 'app.tar'), '-C', folder]);
  expect(await readFile(join(folder, 'app/src/note'), 'utf8')).toBe('hello\n');

  // Into a folder, with what an archive of 20 MB has.
  await dialog(page).getByRole('button', { name: 'app/' }).click();
  await expect(dialog(page).getByText('pipe')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Download pipe' })).toHaveCount(0);
  const big = randomBytes(20_000_000);
  await writeFile(join(folder, 'big.bin'), big);
  await writeFile(join(folder, 'über uns.txt'), 'ä');
  const picker = dialog(page).getByLabel('Files to upload');
  await picker.setInputFiles([join(folder, 'big.bin'), join(folder, 'über uns.txt')]);
  await expect(dialog(page).getByRole('button', { name: 'Download big.bin' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog(page).getByRole('button', { name: 'Download über uns.txt' })).toBeVisible();
  expect(sha256((await downloaded(page, 'Download big.bin')).bytes)).toBe(sha256(big));

  // What is there is replaced only when told so.
  await writeFile(join(folder, 'über uns.txt'), 'neu');
  await picker.setInputFiles(join(folder, 'über uns.txt'));
  await dialog(page).getByRole('button', { name: 'Replace' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Replace' })).toHaveCount(0);
  await toTerminal(page);
  expect(await run(page, 'clear; sha256sum app/big.bin; cat "app/über uns.txt"; echo')).toBe(0);
  await expect(screen(page)).toContainText(sha256(big));
  await expect(screen(page)).toContainText('neu');
  // The image comes back the same.
  expect(await run(page, 'clear; docker rmi busybox && docker load -i image.tar && docker run --rm busybox true')).toBe(
    0,
  );
});

test('files and folders are dropped, and failures are said', async ({ page }) => {
  await openPlayground(page);
  await openFiles(page);
  await expect(dialog(page)).toContainText('Nothing is here yet.');
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['dropped content'], 'dropped.txt'));
    transfer.items.add(new File(['no'], 'in-the-way'));
    return transfer;
  });
  await page.evaluate(() => globalThis.slipway!.files.makeDirectory('in-the-way'));
  await dialog(page).dispatchEvent('drop', { dataTransfer: data });
  await expect(dialog(page).getByRole('button', { name: 'Download dropped.txt' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Replace' }).click();
  await expect(dialog(page).getByRole('region', { name: 'Transfers' })).toContainText(/Failed: .*[Dd]irectory/);
  // Colours in the terminal are those of the programs there.
  const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('files.png') });
  await dialog(page).getByRole('button', { name: 'Clear finished' }).click();
  await expect(dialog(page).getByRole('region', { name: 'Transfers' })).toHaveCount(0);
  await toTerminal(page);
  expect(await run(page, 'clear; grep "dropped content" dropped.txt')).toBe(0);

  // Beside the dialog, too: the page is not left for the file.
  const more = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['on the terminal'], 'second.txt'));
    return transfer;
  });
  await page.locator('[id^="terminal-panel-"]').dispatchEvent('drop', { dataTransfer: more });
  await expect(dialog(page).getByRole('button', { name: 'Download second.txt' })).toBeVisible();
});
