import { expect, test } from '@playwright/test';
import { expectPrompt, openPlayground, run, screen } from './terminal.ts';

test('boots to a prompt and runs commands', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByRole('contentinfo', { name: 'Machine' })).toContainText('Running');
  expect(await run(page, 'uname -sm')).toBe(0);
  await expect(screen(page)).toContainText('Linux i686');
  expect(await run(page, 'false')).toBe(1);
});

test('terminals are added, switched, renamed and closed', async ({ page }) => {
  await openPlayground(page);
  await run(page, 'echo one-$((10+1))');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByRole('tab', { name: 'Terminal 2' })).toHaveAttribute('aria-selected', 'true');
  await expectPrompt(page);
  await expect(screen(page)).not.toContainText('one-11');
  await run(page, 'echo two-$((20+2))');

  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(screen(page)).toContainText('one-11');
  await page.keyboard.press('Control+Shift+ArrowUp');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name of the terminal' }).fill('build');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'build' })).toBeVisible();

  await page.getByRole('tab', { name: 'build' }).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('tab')).toHaveCount(1);
  await expect(screen(page)).toContainText('two-22');
});

test('keys of Docker reach the shell', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.type('cat -v\n');
  // Ctrl-V quotes the next key for the terminal; ^P and ^Q are what Docker detaches on.
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+q');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('^P^Q');
  await page.keyboard.press('Control+c');
  await expect(screen(page)).toContainText('^C');
  expect(await run(page, 'true')).toBe(0);
});

test('copies and pastes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPlayground(page);
  await page.evaluate(() => navigator.clipboard.writeText('echo pasted-$((40+2))'));
  await page.keyboard.press('Control+Shift+v');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('pasted-42');
  // The text lies below what takes the pointer, so it is the place that is clicked.
  const box = await screen(page).getByText('pasted-42').last().boundingBox();
  await page.mouse.dblclick((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
  await page.keyboard.press('Control+Shift+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('42');
});

test('is readable by screen readers when asked', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Screen reader mode' }).click();
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
  await run(page, 'echo read-$((40+2))');
  await expect(screen(page).getByRole('listitem').filter({ hasText: 'read-42' }).first()).toBeAttached();
});

test('a shell that ended gives way to a new one', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.type('exit 3\n');
  await expect(screen(page)).toContainText('The shell ended with exit code 3');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(/new one\..*\/workspace/s);
  expect(await run(page, 'true')).toBe(0);
});

test('the size of the terminal follows the window', async ({ page }) => {
  await openPlayground(page);
  const columns = async () => {
    await run(page, 'clear; stty size | sed "s/^/size /"');
    return Number(/size \d+ (\d+)/.exec(await screen(page).innerText())?.[1]);
  };
  const wide = await columns();
  await page.setViewportSize({ width: 700, height: 800 });
  await expect.poll(columns).toBeLessThan(wide);
});

test('a flood of output can be interrupted', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.type('yes flood-$((40+2))\n');
  await expect(screen(page)).toContainText(/(flood-42\s*){20}/);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(/\^C[\s\S]*\/workspace#/);
  expect(await run(page, 'true')).toBe(0);
});
