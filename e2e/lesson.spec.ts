import { expect, test, type Page } from '@playwright/test';
import { check, finishByKey, resetStep, step } from './lesson.ts';
import { alert, expectPrompt, screen } from './terminal.ts';

const click = (page: Page, command: string) =>
  page
    .getByRole('button', { name: `Run ${command}`, exact: true })
    .first()
    .click();

test('shows its text without a machine', async ({ page }) => {
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/lessons');
  await page.getByRole('link', { name: /Your first container/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your first container' })).toBeVisible();
  await expect(alert(page)).toContainText('The machine could not be loaded');
  await expect(page.getByRole('button', { name: 'Check' }).first()).toBeDisabled();
});

test('the edge beside the text stays where it was put', async ({ page }) => {
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/lessons/first-container');
  await expect(alert(page)).toContainText('The machine could not be loaded');
  const edge = page.getByRole('separator', { name: 'Size of the lesson’s text' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.press('ArrowRight');
  await expect(edge).not.toHaveAttribute('aria-valuenow', String(before));
  const width = async () => (await page.locator('#lesson-text').boundingBox())?.width;
  const put = await width();
  await page.reload();
  await expect(alert(page)).toContainText('The machine could not be loaded');
  expect(await width()).toBeCloseTo(put!, 0);
});

test('the first lesson works from beginning to end', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/first-container');
  await expectPrompt(page);

  await step(page, 'Run a container').getByRole('button', { name: 'Check' }).click();
  await expect(step(page, 'Run a container')).toContainText(
    'There is no container made from the image hello-world. Run the command above',
  );
  await click(page, 'docker run hello-world');
  await check(page, 'Run a container');

  // Hints look at the machine, and the last one is the solution.
  await step(page, 'Go inside').getByRole('button', { name: 'Check' }).click();
  await expect(step(page, 'Go inside')).toContainText('There is no container called box.');
  await step(page, 'Go inside').getByRole('button', { name: 'Show me the solution' }).click();
  await expect(step(page, 'Go inside').getByRole('button', { name: 'Run docker run -dit' })).toBeVisible();
  await click(page, 'docker run -it --name box busybox sh');
  await expect(screen(page)).toContainText('/ #');
  // Into the container's shell a learner also types.
  await page.keyboard.type('ps\n');
  await expect(screen(page)).toContainText(/\s1 root .* sh/);
  await check(page, 'Go inside');

  await click(page, "echo 'I was here' > /note.txt");
  await check(page, 'Leave a note');

  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
  await page.keyboard.type('exit\n');
  await expect(screen(page)).toContainText(/exit\s*root@slipway:\/workspace\s?#/);
  await click(page, 'docker run --name other busybox cat /note.txt');
  await expect(screen(page)).toContainText("can't open '/note.txt'");
  await check(page, 'Leave, and look from another container');
  const quiz = page.getByRole('group', { name: 'Question', exact: true });
  await quiz.getByRole('radio', { name: /was deleted/ }).check();
  await quiz.getByRole('button', { name: 'Answer' }).click();
  await expect(quiz).toContainText('Nothing was deleted.');
  await quiz.getByRole('radio', { name: /files of its own/ }).check();
  await quiz.getByRole('button', { name: 'Answer' }).click();
  await expect(quiz).toContainText('Right');

  // And goes on without a mouse.
  await finishByKey(page, 'It is not gone');
  await finishByKey(page, 'Clean up');
  await expect(page.getByText('All checks passed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('All checks passed')).toBeVisible();

  // A step is gone back to: what was done before is there, what comes after is not. Its beginning outlived the page.
  await expectPrompt(page);
  await step(page, 'It is not gone').getByRole('button', { name: 'Reset this step' }).click();
  await expect(page.getByRole('dialog')).toContainText('The machine goes back to where this step began');
  await page.keyboard.press('Escape');
  await resetStep(page, 'It is not gone');
  await expect(page.getByText('4 of 6 checks passed')).toBeVisible();
  await click(page, 'docker start box');
  await check(page, 'It is not gone');
});
