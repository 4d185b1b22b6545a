import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** The preview, and what it shows of a port. */
export function pane(page: Page): Locator {
  return page.getByRole('region', { name: 'Preview' });
}

export function shownPage(page: Page, port = 8080): FrameLocator {
  return page.frameLocator(`iframe[title="Page at localhost:${port}"]:visible`);
}

export async function openPreview(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Preview/ }).click();
  await expect(pane(page)).toBeVisible();
}

export async function goTo(page: Page, address: string): Promise<void> {
  const field = pane(page).getByRole('textbox', { name: 'Address' });
  await field.fill(address);
  await field.press('Enter');
}

/** The keyboard goes to the shell. */
export async function toTerminal(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
}

/** Puts files into /workspace, as the editor does. */
export async function writeFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(async (all) => {
    for (const [path, text] of Object.entries(all)) {
      const folder = path.split('/').slice(0, -1).join('/');
      if (folder !== '') await globalThis.slipway!.files.makeDirectory(folder).catch(() => {});
      await globalThis.slipway!.files.write(path, new TextEncoder().encode(text));
    }
  }, files);
}
