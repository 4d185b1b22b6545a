import { expect, test } from '@playwright/test';
import { alert, expectPrompt, openPlayground, run, screen } from './terminal.ts';

/** The life of the machine in the tab: reload, crash, full disk, second tab, restart and reset. */

test('the home page starts it and runs the first container', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Start the machine' }).click();
  await expect(screen(page)).toContainText(/docker ps -a[\s\S]*\/workspace#/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Run docker run --rm busybox ps' }).click();
  await expect(screen(page)).toContainText(/1 root .* ps/);
});

test('files and containers are there after a reload', async ({ page }) => {
  await openPlayground(page);
  expect(await run(page, 'echo kept > note && docker run --name kept busybox true && sync')).toBe(0);
  await page.reload();
  await expectPrompt(page);
  await run(page, 'cat note; docker ps -a; docker images');
  await expect(screen(page)).toContainText(/kept[\s\S]*Exited \(0\)[\s\S]*busybox/);
});

test('going to another page keeps the shell', async ({ page }) => {
  await openPlayground(page);
  await run(page, 'here=still-$((40+2))');
  await page.getByRole('link', { name: 'Lessons' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
  await page.getByRole('link', { name: 'Playground' }).click();
  await screen(page).click();
  await run(page, 'echo $here');
  await expect(screen(page)).toContainText('still-42');
});

test('a crashed worker is told and can be started again', async ({ page }) => {
  await openPlayground(page);
  const [worker] = page.workers();
  await worker?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('a trap in the emulator');
      }),
  );
  await expect(alert(page)).toContainText('The machine stopped');
  await expect(alert(page)).toContainText('a trap in the emulator');
  await alert(page).getByRole('button', { name: 'Restart' }).click();
  await expect(screen(page)).toContainText('this is a new shell');
  await expect(page.getByRole('contentinfo', { name: 'Machine' })).toContainText('Running');
});

test('a second tab takes the machine over', async ({ context, page }) => {
  await openPlayground(page);
  await run(page, 'echo moved > note');
  const second = await context.newPage();
  await second.goto('/playground');
  await second.getByRole('button', { name: 'Use it here' }).click();
  await expectPrompt(second);
  await run(second, 'cat note');
  await expect(screen(second)).toContainText('moved');
  await expect(alert(page)).toContainText('The machine runs in another tab');
});

test('a disk that is full from the start is told, with two ways on', async ({ context, page }) => {
  const devtools = await context.newCDPSession(page);
  await page.goto('/lessons');
  const origin = new URL(page.url()).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await page.goto('/playground');
  await expect(alert(page)).toContainText('The disk is full');
  await expect(alert(page).getByRole('button', { name: 'Reset…' })).toBeVisible();
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectPrompt(page);
});

test('a disk that fills up is told, and the machine goes on', async ({ context, page }) => {
  await openPlayground(page);
  const devtools = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 2_000_000 });
  await run(page, 'dd if=/dev/urandom of=big bs=1M count=8 2>/dev/null && sync');
  await expect(alert(page)).toContainText('The disk is full');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  expect(await run(page, 'rm big && sync && echo enough > note && sync')).toBe(0);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert(page)).toHaveCount(0);
});

test('a lost snapshot can be replaced by a cold boot', async ({ page }) => {
  test.slow();
  await page.route('**/guest/state-*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/playground');
  await page.getByRole('button', { name: 'Boot from cold' }).click();
  await expect(screen(page)).toContainText('/workspace', { timeout: 180_000 });
  await run(page, 'echo cold-$((40+2))');
  await expect(screen(page)).toContainText('cold-42');
});

test('reset asks first, then forgets everything', async ({ page }) => {
  await openPlayground(page);
  await run(page, 'echo lost > note && docker pull busybox');
  await page.getByRole('button', { name: 'Reset…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await screen(page).click();
  expect(await run(page, 'cat note')).toBe(0);
  await page.getByRole('button', { name: 'Reset…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(screen(page)).toContainText('this is a new shell');
  await screen(page).click();
  expect(await run(page, 'cat note')).toBe(1);
  await run(page, 'docker images -q | wc -l | sed "s/^/images:/"');
  await expect(screen(page)).toContainText(/images:\s*0/);
});
