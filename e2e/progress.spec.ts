import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { alert, expectPrompt } from './terminal.ts';

const exported = {
  format: 'slipway-progress',
  version: 1,
  exportedAt: '2026-11-21T12:00:00.000Z',
  lastLesson: 'first-container',
  lessons: { 'first-container': ['run', 'inside'] },
};

async function choose(page: Page, content: unknown, name = 'progress.json'): Promise<void> {
  const buffer = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
}

const row = (page: Page, title: RegExp) => page.getByRole('listitem').filter({ hasText: title });

test('progress is taken from a file, gone on with, exported and cleared', async ({ page }) => {
  await page.goto('/lessons');
  await expect(page.getByRole('link', { name: 'Start with lesson 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled();

  await choose(page, { ...exported, version: 9 }, 'later.json');
  await expect(alert(page)).toHaveText('later.json was not taken: it is of version 9; this site reads version 1.');
  await choose(page, '{"format":', 'broken.json');
  await expect(alert(page)).toContainText('broken.json was not taken: it is no JSON');
  await choose(page, { ...exported, lessons: { 'first-container': ['a b'] } });
  await expect(alert(page)).toContainText('lessons.first-container.0');

  await choose(page, exported);
  await expect(alert(page)).toHaveCount(0);
  await expect(row(page, /Your first container/)).toContainText('You are here');
  await expect(row(page, /Your first container/)).toContainText('2 of 6 checks passed');

  // Another file: both are kept, then the file's only.
  const other = { ...exported, lastLesson: 'images', lessons: { images: ['pull'] } };
  await choose(page, other);
  await page.getByRole('button', { name: 'Keep both' }).press('Enter');
  await expect(page.getByText('Imported. 3 steps are done now.')).toBeVisible();
  await choose(page, exported);
  await page.getByRole('button', { name: 'Take the file’s only' }).click();
  await expect(page.getByText('Imported. 2 steps are done now.')).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^slipway-progress-\d{4}-\d\d-\d\d\.json$/);
  const { lessons, lastLesson } = JSON.parse(await readFile(await file.path(), 'utf8')) as typeof exported;
  expect({ lessons, lastLesson }).toEqual({
    lessons: { 'first-container': ['inside', 'run'] },
    lastLesson: 'first-container',
  });

  // From the home page to the step; its first command is the one that the key would run.
  await page.goto('/');
  await page.getByRole('link', { name: 'Continue: Your first container' }).click();
  const step = page.getByRole('region', { name: 'Leave a note' });
  await expect(step).toHaveAttribute('aria-current', 'step');
  await expect(step.getByRole('heading')).toBeInViewport();
  await expect(step.getByRole('button', { name: /^Run echo/ })).toHaveAttribute('aria-keyshortcuts', 'Alt+Enter');
  await expectPrompt(page);

  await page.goto('/lessons');
  await page.getByRole('button', { name: 'Clear…' }).click();
  await page.getByRole('button', { name: 'Clear it all' }).click();
  await expect(page.getByRole('link', { name: 'Start with lesson 1' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled();
});
