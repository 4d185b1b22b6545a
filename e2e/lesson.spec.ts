import { expect, test, type Page } from '@playwright/test';
import { alert, expectPrompt, screen } from './terminal.ts';

const click = (page: Page, command: string) =>
  page
    .getByRole('button', { name: `Run ${command}`, exact: true })
    .first()
    .click();
const step = (page: Page, name: string) => page.getByRole('region', { name });

async function check(page: Page, name: string): Promise<void> {
  // A command may still be on its way when a quick learner looks: look until it is there.
  await expect(async () => {
    await step(page, name)
      .getByRole('button', { name: /^Check/ })
      .click();
    await expect(step(page, name)).toContainText('Done', { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
}

test('shows its text without a machine', async ({ page }) => {
  await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/lessons');
  await page.getByRole('link', { name: /Your first container/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your first container' })).toBeVisible();
  await expect(alert(page)).toContainText('The machine could not be loaded');
  await expect(page.getByRole('button', { name: 'Check' }).first()).toBeDisabled();
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
  await click(page, 'ps');
  await expect(screen(page)).toContainText(/\s1 root .* sh/);
  await check(page, 'Go inside');

  await click(page, "echo 'I was here' > /note.txt");
  await check(page, 'Leave a note');

  await click(page, 'exit');
  await click(page, 'docker run --name other busybox cat /note.txt');
  await expect(screen(page)).toContainText("can't open '/note.txt'");
  await check(page, 'Leave, and look from another container');
  const quiz = page.getByRole('region', { name: 'Question' });
  await quiz.getByRole('radio', { name: /was deleted/ }).check();
  await quiz.getByRole('button', { name: 'Answer' }).click();
  await expect(quiz).toContainText('Nothing was deleted.');
  await quiz.getByRole('radio', { name: /files of its own/ }).check();
  await quiz.getByRole('button', { name: 'Answer' }).click();
  await expect(quiz).toContainText('Right');

  await click(page, 'docker start box');
  await click(page, 'docker exec box cat /note.txt');
  await check(page, 'It is not gone');

  await click(page, 'docker rm other');
  await click(page, 'docker rm -f box');
  await check(page, 'Clean up');
  await expect(page.getByText('All checks passed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('All checks passed')).toBeVisible();

  // A step is gone back to: what was done before is there, what comes after is not.
  await expectPrompt(page);
  await step(page, 'It is not gone').getByRole('button', { name: 'Reset this step' }).click();
  await page.getByRole('button', { name: 'Go back' }).click();
  await expect(page.getByText('4 of 6 checks passed')).toBeVisible();
  await click(page, 'docker start box');
  await check(page, 'It is not gone');
});
