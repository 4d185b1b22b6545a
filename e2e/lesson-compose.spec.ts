import { expect, test } from '@playwright/test';
import { check, checkFails, clickCommand, editorText, finishByKey, resetStep, step } from './lesson.ts';
import { goTo, openPreview, shownPage } from './preview.ts';
import { expectPrompt, screen } from './terminal.ts';

const FILE = 'One file';
const CHANGE = 'Change one thing';
const FORGET = 'What does not survive';

test('the lesson about Compose, as a learner does it', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/compose');
  await expectPrompt(page);
  await finishByKey(page, 'By hand');

  // What was started by hand is still there.
  await checkFails(page, FILE, 'The container cache is still there. Remove what you started by hand');
  const question = step(page, FILE).getByRole('group', { name: 'Question', exact: true });
  await question.getByRole('radio', { name: /added a network/ }).check();
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect(question).toContainText('Right');
  await finishByKey(page, FILE);

  await finishByKey(page, 'Up');
  await openPreview(page);
  await goTo(page, 'localhost:8080/cgi-bin/index.cgi');
  await expect(shownPage(page).getByRole('heading')).toHaveText('1 votes');
  await shownPage(page).getByRole('link', { name: 'Vote' }).click();
  await expect(shownPage(page).getByRole('heading')).toHaveText('2 votes');

  await clickCommand(page, 'Look inside', 'docker compose exec cache');
  await expect(screen(page)).toContainText(/redis-cli get votes\s*"?2"?/);

  // The file is changed in the editor, at the line that the text names.
  await step(page, CHANGE).getByRole('button', { name: 'compose.yaml', exact: true }).click();
  await expect(editorText(page, 'compose/compose.yaml')).toBeFocused();
  // Above the ports, where the editor indents as it has to be.
  for (let line = 6; line > 4; line--) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('environment: { TITLE: "Cats or dogs?" }');
  await page.keyboard.press('Escape');
  // `restart` starts the same container again, and the check says so.
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
  await page.keyboard.type('docker compose restart -t 0 web\n');
  await checkFails(page, CHANGE, 'The file says it, the container does not.');
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
  await page.keyboard.type('docker compose up -d\n');
  await check(page, CHANGE);
  await goTo(page, 'localhost:8080/cgi-bin/index.cgi');
  await expect(shownPage(page).getByText('Cats or dogs?')).toBeVisible();

  // Back to the beginning of the step: both services run, and know nothing of a title.
  await resetStep(page, CHANGE);
  await expect(page.getByText('3 of 7 checks passed')).toBeVisible();
  await expectPrompt(page);
  await checkFails(page, CHANGE, 'The container compose-web-1 has no environment variable TITLE');
  await finishByKey(page, CHANGE);

  // With a volume, and nobody has voted: what the check wants is shown as it is.
  await clickCommand(page, FORGET, 'cat > compose.yaml');
  await page.keyboard.type('docker compose up -d\n');
  await checkFails(page, FORGET, 'does not contain /<h1>[1-9]\\d* votes/.');
  for (const title of [FORGET, 'Wait for each other', 'Down']) await finishByKey(page, title);
  await expect(page.getByText('All checks passed')).toBeVisible();
});
