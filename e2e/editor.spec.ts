import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { expectPrompt, openPlayground, run, screen } from './terminal.ts';

const editor = (page: Page) => page.getByRole('region', { name: 'Editor' });
const text = (page: Page) => editor(page).locator('.view-lines');
const tab = (page: Page, name: string | RegExp) =>
  page.getByRole('tablist', { name: 'Open files' }).getByRole('tab', { name });
const file = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true });

async function toTerminal(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal 1' }).press('ArrowDown');
}

/** The editor with a file in it, which the shell has written. */
async function openWith(page: Page, name: string, content: string): Promise<void> {
  await openPlayground(page);
  expect(await run(page, `printf '${content}' > ${name}`)).toBe(0);
  await page.keyboard.press('Control+Shift+e');
  await file(page, name).click();
  await expect(text(page)).toBeVisible();
}

test('a mistake in a Dockerfile is told in Docker’s words, mended and built', async ({ page }) => {
  test.slow();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url());
  });
  await openPlayground(page);
  const before = scripts.length;
  expect(await page.evaluate(() => 'MonacoEnvironment' in globalThis)).toBe(false);
  await page.keyboard.press('Control+Shift+e');
  await editor(page).getByRole('button', { name: 'New Dockerfile' }).click();
  await expect(tab(page, 'Dockerfile')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('textbox', { name: 'Text of Dockerfile' })).toBeFocused();
  expect(scripts.length).toBeGreaterThan(before);

  await page.keyboard.insertText('FROM busybox\nRUNN echo built > /proof\nCMD ["cat", "/proof"]\n');
  const problem = editor(page).getByRole('button', {
    name: /1 problem: unknown instruction: RUNN \(did you mean RUN\?\)/,
  });
  await expect(problem).toBeVisible();
  await expect(editor(page).locator('.problem-glyph-error')).toHaveCount(1);
  await problem.click();
  await editor(page).getByRole('list', { name: 'Problems' }).getByRole('button').click();

  // The cursor is at the mistake now: its second N goes.
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await expect(problem).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await expect(editor(page)).toContainText('Saved');

  await toTerminal(page);
  expect(await run(page, 'docker build -q -t mended . && docker run --rm mended', { timeoutMs: 90_000 })).toBe(0);
  await expect(screen(page)).toContainText(/built/);

  // What the shell writes appears, and what is typed is there for the shell without saving.
  expect(await run(page, 'sed -i s/built/rebuilt/ Dockerfile')).toBe(0);
  await expect(text(page)).toContainText(/RUN\secho\srebuilt/);
  await page.getByRole('textbox', { name: 'Text of Dockerfile' }).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# mine\n');
  await toTerminal(page);
  expect(await run(page, 'clear; head -1 Dockerfile')).toBe(0);
  await expect(screen(page)).toContainText('# mine');
  expect(refused).toEqual([]);
});

test('instructions, flags and images are offered, and explained', async ({ page }) => {
  await openWith(page, 'Dockerfile', 'FROM busybox AS base\\n');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('COP');
  const offers = page.getByRole('listbox', { name: 'Suggest' });
  await expect(offers.getByRole('option', { name: /^COPY/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('--f');
  await expect(offers.getByRole('option', { name: /^--from/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(text(page)).toContainText(/COPY\s--from=/);
  // What may follow is offered at once, and typing narrows it.
  await expect(offers.getByRole('option', { name: /^nginx/ })).toBeVisible();
  await page.keyboard.type('busy');
  await expect(offers.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' /etc/passwd /');
  await expect(text(page)).toContainText(/COPY\s--from=busybox\s\/etc\/passwd\s\//);
  await page.keyboard.press('Enter');
  await page.keyboard.type('FROM deb');
  await expect(offers.getByRole('option', { name: /^debian/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await text(page).getByText('FROM').first().hover();
  await expect(page.getByRole('tooltip').filter({ hasText: 'Begins a build stage' })).toBeVisible();
});

test('a compose file: its mistake is told, mended with what is offered, and it comes up', async ({ page }) => {
  await openWith(page, 'compose.yaml', 'services:\\n  hello:\\n    imag: busybox\\n');
  const problem = page.getByRole('button', { name: /Additional property imag is not allowed/ });
  await expect(problem).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('ima');
  const offers = page.getByRole('listbox', { name: 'Suggest' });
  await expect(offers.getByRole('option', { name: /^image/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(offers.getByRole('option', { name: /^nginx/ })).toBeVisible();
  await page.keyboard.type('busy');
  await expect(offers.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('comm');
  await expect(offers.getByRole('option', { name: /^command/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('echo composed');
  await expect(problem).toBeHidden();
  await text(page).getByText('image').first().hover();
  await expect(
    page.getByRole('tooltip').filter({ hasText: 'Specify the image to start the container from' }),
  ).toBeVisible();
  await toTerminal(page);
  expect(await run(page, 'docker compose up', { timeoutMs: 60_000 })).toBe(0);
  await expect(screen(page)).toContainText(/hello-1.*composed/);
});

test('changed on both sides, nothing is lost before somebody chooses', async ({ page }) => {
  await openWith(page, 'notes.txt', 'first\\n');
  await page.getByRole('textbox', { name: 'Text of notes.txt' }).focus();
  // Both at once: neither knows of the other.
  await page.evaluate(() => void globalThis.slipway!.files.write('notes.txt', new TextEncoder().encode('theirs\n')));
  await page.keyboard.type('mine ');
  const notice = editor(page).getByRole('alert');
  const both = notice.filter({ hasText: 'The machine changed this file' });
  // Whoever was first: the text is the machine's with what was typed, or there is a choice.
  await expect(both.or(text(page).filter({ hasText: /mine\stheirs/ })).first()).toBeVisible();
  if (await both.isVisible()) {
    await notice.getByRole('button', { name: 'Compare' }).click();
    await expect(editor(page).locator('.monaco-diff-editor')).toBeVisible();
    await notice.getByRole('button', { name: 'Keep mine' }).click();
  }
  await expect(notice).toHaveCount(0);
  await expect(text(page)).toContainText(/mine/);
  await toTerminal(page);
  expect(await run(page, 'clear; cat notes.txt')).toBe(0);
  await expect(screen(page)).toContainText('mine');

  expect(await run(page, 'rm notes.txt')).toBe(0);
  await expect(notice).toContainText('removed on the machine');
  await notice.getByRole('button', { name: 'Save it again' }).click();
  await expect(notice).toHaveCount(0);
  await toTerminal(page);
  expect(await run(page, 'test -s notes.txt')).toBe(0);
});

test('files and folders are made, renamed and deleted; what is no text is told', async ({ page }) => {
  await openPlayground(page);
  expect(
    await run(page, 'head -c 3000000 /dev/zero > big; printf "a\\0b" > data.bin; echo x > tool.sh; chmod 755 tool.sh'),
  ).toBe(0);
  await page.getByRole('button', { name: 'Editor', exact: true }).click();
  await editor(page).getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill('src/app.py');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Text of src/app.py' })).toBeFocused();
  await page.keyboard.insertText('print("hi")\n');
  await expect(editor(page)).toContainText('Python');

  await file(page, 'src').press('F2');
  await page.getByRole('textbox', { name: 'New name of src' }).fill('big');
  await page.keyboard.press('Enter');
  await expect(editor(page).getByRole('alert')).toContainText('big is there already');
  await page.getByRole('textbox', { name: 'New name of src' }).fill('code');
  await page.keyboard.press('Enter');
  await expect(file(page, 'code')).toBeVisible();
  await expect(file(page, 'src')).toHaveCount(0);
  await toTerminal(page);
  expect(await run(page, 'grep hi code/app.py && ! test -e src')).toBe(0);

  await file(page, 'big').click();
  await expect(editor(page)).toContainText('This file is larger than 2 MB.');
  await file(page, 'data.bin').click();
  await expect(editor(page)).toContainText('This file is not text.');

  // What can be run stays so.
  await file(page, 'tool.sh').click();
  await expect(text(page)).toContainText('x');
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('y\n');
  await page.keyboard.press('Control+s');
  await toTerminal(page);
  expect(await run(page, 'grep y tool.sh && test -x tool.sh')).toBe(0);

  await file(page, 'code').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(file(page, 'code')).toHaveCount(0);
  await expect(tab(page, 'app.py')).toHaveCount(0);
});

test('what was open is open again after a reload, and panes keep their sizes', async ({ page }) => {
  await openWith(page, 'Dockerfile', 'FROM busybox\\n');
  const edge = page.getByRole('separator', { name: 'Size of the editor' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const moved = Number(await edge.getAttribute('aria-valuenow'));
  expect(moved).toBeLessThan(before);
  await toTerminal(page);
  expect(await run(page, 'sync')).toBe(0);
  await page.reload();
  await expectPrompt(page);
  await expect(tab(page, 'Dockerfile')).toHaveAttribute('aria-selected', 'true');
  await expect(text(page)).toContainText(/FROM\sbusybox/);
  expect(Number(await edge.getAttribute('aria-valuenow'))).toBeCloseTo(moved, 0);
  await editor(page).getByRole('button', { name: 'Close the editor' }).click();
  await expect(editor(page)).toHaveCount(0);
  expect(await run(page, 'true')).toBe(0);
});

test('edit in the shell opens a file at a line; what is saved reaches a container that has it mounted', async ({
  page,
}) => {
  await openPlayground(page);
  expect(await run(page, "printf 'one\\ntwo\\nthree\\n' > a.txt && chmod 600 a.txt")).toBe(0);
  expect(await run(page, 'docker run -d --name box -v "$PWD/a.txt:/a.txt" busybox sleep 600')).toBe(0);
  expect(await run(page, 'edit /etc/passwd')).toBe(1);
  await expect(screen(page)).toContainText('/etc/passwd is not in /workspace');
  await page.keyboard.type('edit a.txt:2\n');
  await expect(page.getByRole('textbox', { name: 'Text of a.txt' })).toBeFocused();
  await expect(editor(page)).toContainText('2:1');
  await page.keyboard.insertText('two and ');
  await toTerminal(page);
  expect(await run(page, 'docker exec box grep -x "two and two" /a.txt && stat -c %a a.txt')).toBe(0);
  await expect(screen(page)).toContainText('600');
});

test('a narrow screen shows one pane at a time', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPlayground(page);
  await page.getByRole('button', { name: 'Editor', exact: true }).click();
  await editor(page).getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill('note.txt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Text of note.txt' })).toBeFocused();
  await expect(screen(page)).toBeHidden();
  await page.keyboard.insertText('from a phone');
  const choices = page.getByRole('group', { name: 'Pane' });
  await choices.getByRole('button', { name: 'Terminal' }).click();
  await expect(text(page)).toBeHidden();
  await screen(page).click();
  expect(await run(page, 'cat note.txt')).toBe(0);
  await expect(screen(page)).toContainText('from a phone');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the editor has no known barriers (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWith(page, 'Dockerfile', 'FROM busybox\\nCMD echo hi\\nENV TOKEN=1\\n');
    await expect(editor(page).getByRole('button', { name: /2 problems/ })).toBeVisible();
    await editor(page)
      .getByRole('button', { name: /2 problems/ })
      .click();
    // Colours in the terminal are those of the programs there.
    const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('editor.png') });
  });
}
