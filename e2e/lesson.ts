import { expect, type Locator, type Page } from '@playwright/test';

/** A step of the lesson that is shown, by its title. */
export function step(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title });
}

/** Clicks a command of a step: the first that begins so. */
export async function clickCommand(page: Page, title: string, command: string): Promise<void> {
  await step(page, title)
    .getByRole('button', { name: `Run ${command}` })
    .first()
    .click();
}

const checkButton = (page: Page, title: string) => step(page, title).getByRole('button', { name: /^Check/ });

/** Looks until the step is done: a command may still be on its way when a quick learner looks. */
export async function check(page: Page, title: string): Promise<void> {
  await expect(async () => {
    await checkButton(page, title).click();
    await expect(step(page, title)).toContainText('Done', { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
}

/** Looks until the step says why it is not done. */
export async function checkFails(page: Page, title: string, why: string | RegExp): Promise<void> {
  await expect(async () => {
    await checkButton(page, title).click();
    await expect(step(page, title)).toContainText(why, { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
}

/** A command gives the keyboard to the terminal in the frame after it. */
async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * What is left of a step by keyboard alone: Alt-Enter runs command after command and leads to questions, which are
 * answered with their first option, and at last to the check, which Enter presses.
 */
export async function finishByKey(page: Page, title: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Alt+Enter');
    await nextFrame(page);
    const question = page.locator('input[type=radio]:focus');
    if ((await question.count()) > 0) await question.press('Space');
    await expect(checkButton(page, title)).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [50], timeout: 60_000 });
  await page.keyboard.press('Enter');
  await check(page, title);
}

/** Goes back to the beginning of a step; resolves when the machine is there, with the time that it took. */
export async function resetStep(page: Page, title: string): Promise<number> {
  await step(page, title).getByRole('button', { name: 'Reset this step' }).click();
  const startedMs = performance.now();
  await page.getByRole('button', { name: 'Go back' }).click();
  // The step counts as not done from the moment the machine is there.
  await expect(step(page, title).getByRole('button', { name: 'Check', exact: true })).toBeEnabled();
  return performance.now() - startedMs;
}

/** The editor's text, once a file is shown in it. */
export function editorText(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name: `Text of ${name}` });
}
