import { expect, test } from '@playwright/test';
import { check, checkFails, clickCommand, editorText, finishByKey, resetStep, step } from './lesson.ts';
import { goTo, openPreview, pane, shownPage } from './preview.ts';
import { expectPrompt, screen } from './terminal.ts';

const BUILD = 'Write it down, build it';
const RUN = 'Source, program, process';
const CHANGE = 'Change the page';
const REST = [
  'Commands in the build: RUN',
  'What is not done twice',
  'The build context',
  'Leave things out: .dockerignore',
  'A second Dockerfile: -f',
];

test('the lesson about building, as a learner does it', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/dockerfile');
  await expectPrompt(page);

  // A check that fails says why, and what to do.
  await checkFails(page, BUILD, 'There is no image called page');
  await step(page, BUILD).getByRole('button', { name: 'Give me a hint' }).click();
  await expect(step(page, BUILD)).toContainText('There is no Dockerfile in the folder dockerfile yet.');
  // A link makes nothing: the file is not there yet.
  const dockerfile = step(page, BUILD).getByRole('button', { name: 'Dockerfile', exact: true });
  await dockerfile.click();
  await expect(step(page, BUILD)).toContainText('there is no file dockerfile/Dockerfile yet');

  // By key: cd, ls, cat, and the Dockerfile.
  for (let command = 0; command < 4; command++) await page.keyboard.press('Alt+Enter');
  await expect(screen(page)).toContainText(/\/workspace\/dockerfile\s?[#$]/);
  await expect(async () => {
    await dockerfile.click();
    await expect(editorText(page, 'dockerfile/Dockerfile')).toBeFocused({ timeout: 2_000 });
  }).toPass();
  // A mistake, made and mended in the editor: without the last line the image has busybox's own command.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await page.keyboard.type('# ');
  await clickCommand(page, BUILD, 'docker build -t page .');
  await checkFails(page, BUILD, 'CMD is ["sh"]');
  await editorText(page, 'dockerfile/Dockerfile').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await clickCommand(page, BUILD, 'docker build -t page .');
  await check(page, BUILD);

  await finishByKey(page, RUN);
  await openPreview(page);
  await goTo(page, 'localhost:8080');
  await expect(shownPage(page).getByRole('heading')).toHaveText('Hello from an image');

  // The page is changed in the editor, at the line that the text names.
  await step(page, CHANGE).getByRole('button', { name: 'index.html' }).click();
  await expect(editorText(page, 'dockerfile/index.html')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.insertText('<h1>Good morning from the editor</h1>');
  for (const command of ['docker build', 'docker rm', 'docker run']) await clickCommand(page, CHANGE, command);
  await check(page, CHANGE);
  await pane(page).getByRole('button', { name: 'Reload the page' }).click();
  await expect(shownPage(page).getByRole('heading')).toHaveText('Good morning from the editor');

  // Back to the beginning of the step: the file, the image and the container are those of then.
  await resetStep(page, CHANGE);
  await expect(page.getByText('2 of 8 checks passed')).toBeVisible();
  await expect(page.locator('.view-lines')).toContainText(/Hello\sfrom\san\simage/);
  await expectPrompt(page);
  await finishByKey(page, CHANGE);

  // The rest without a mouse.
  for (const title of REST) await finishByKey(page, title);
  await expect(page.getByText('All checks passed')).toBeVisible();
});
