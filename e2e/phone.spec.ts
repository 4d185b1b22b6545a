import { devices, expect, test } from '@playwright/test';
import { expectPrompt, screen } from './terminal.ts';

const { viewport, deviceScaleFactor, isMobile, hasTouch, userAgent } = devices['Pixel 7'];
test.use({ viewport, deviceScaleFactor, isMobile, hasTouch, userAgent });

test('a lesson on a phone: its text, its machine, and the keys that phones lack', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/first-container');
  await expect(page.locator('footer')).toContainText('Running');
  const sides = page.getByRole('group', { name: 'Lesson or machine' });
  await expect(sides.getByRole('button', { name: 'Lesson', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(screen(page)).toBeHidden();
  await page.getByRole('button', { name: 'Run docker images', exact: true }).tap();
  await expect(screen(page)).toBeVisible();
  await expectPrompt(page);
  await expect(screen(page)).toContainText('REPOSITORY');

  const key = (name: string) =>
    page.getByRole('toolbar', { name: 'More keys' }).getByRole('button', { name, exact: true });
  await screen(page).tap();
  await page.keyboard.type('sleep 1000\n');
  await key('Ctrl').tap();
  await expect(key('Ctrl')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.type('c');
  await expect(key('Ctrl')).toHaveAttribute('aria-pressed', 'false');
  await expect(screen(page)).toContainText('^C');
  await page.keyboard.type('echo one ');
  await key('|').tap();
  await page.keyboard.type(' tr a-z A-Z\n');
  await expect(screen(page)).toContainText('ONE');
  await key('Arrow up').tap();
  await page.keyboard.type('; cat /etc/hostn');
  await key('Tab').tap();
  await page.keyboard.type('\n');
  await expect(screen(page)).toContainText(/tr a-z A-Z; cat \/etc\/hostname/);

  // A keyboard on the screen takes half of the page: the line that is typed stays in what is left.
  await page.setViewportSize({ width: viewport.width, height: 480 });
  await page.keyboard.type('echo here');
  const line = page.locator('.xterm-rows > div').filter({ hasText: 'echo here' }).last();
  await expect(line).toBeInViewport({ ratio: 1 });
  await expect(key('Esc')).toBeInViewport({ ratio: 1 });

  await sides.getByRole('button', { name: 'Lesson', exact: true }).tap();
  await expect(page.getByRole('button', { name: 'Run docker ps', exact: true }).first()).toBeVisible();
});

for (const [path, isThere] of [
  ['/', 'Start the machine'],
  ['/lessons', 'Your progress'],
  ['/lessons/first-container', 'Not running'],
  ['/playground', 'Not running'],
] as const) {
  test(`what can be pressed on ${path} is as large as a fingertip`, async ({ page }) => {
    await page.route('**/guest/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(path);
    await expect(page.getByText(isThere, { exact: true }).first()).toBeVisible();
    const small = await page.locator('button:visible, nav a:visible, [role=tab]:visible').evaluateAll((all) =>
      all
        .map((each) => ({
          box: each.getBoundingClientRect(),
          name: each.getAttribute('aria-label') ?? each.textContent,
        }))
        .filter(({ box }) => box.height < 39.5 || box.width < 39.5)
        .map(({ box, name }) => `${name}: ${box.width} × ${box.height}`),
    );
    expect(small).toEqual([]);
  });
}
