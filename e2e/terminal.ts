import { expect, type Locator, type Page } from '@playwright/test';

/** The terminal that is shown, with its text: as a learner reads it, never by looking behind the screen. */
export function screen(page: Page): Locator {
  return page.getByRole('tabpanel').and(page.locator('[id^="terminal-panel-"]'));
}

/** What the page says loudly, but not Next's own announcements of route changes. */
export function alert(page: Page): Locator {
  return page.locator('[role=alert]:not(#__next-route-announcer__)');
}

/** The guest's login shell asks for commands in the workspace. */
export async function expectPrompt(page: Page): Promise<void> {
  await expect(screen(page)).toContainText(/\/workspace\s?[#$]/, { timeout: 60_000 });
}

/** Opens the playground and waits until a shell asks for commands. */
export async function openPlayground(page: Page): Promise<void> {
  await page.goto('/playground');
  await expectPrompt(page);
}

let lastMark = 0;

/**
 * Types a command as a learner does and waits until it has ended: a mark, put together by the shell so that the
 * echo of the line does not contain it, follows its output and carries its exit code, which is returned.
 */
export async function run(page: Page, command: string, options: { timeoutMs?: number } = {}): Promise<number> {
  const mark = ++lastMark;
  await page.keyboard.type(`${command}; echo "done-$((${mark}+0)):$?."\n`);
  const ended = new RegExp(`done-${mark}:(\\d+)\\.`);
  await expect(screen(page)).toContainText(ended, { timeout: options.timeoutMs ?? 60_000 });
  return Number(ended.exec((await screen(page).innerText()).replaceAll('\n', ''))?.[1]);
}
