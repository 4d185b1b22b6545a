import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const PAGES = [
  { path: '/', heading: 'Docker, for real' },
  { path: '/lessons', heading: 'Lessons' },
  { path: '/lessons/first-container', heading: 'Your first container' },
  { path: '/docs/coverage', heading: 'What is covered' },
  { path: '/playground', heading: 'Playground' },
  { path: '/nowhere', heading: 'There is no such page' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { path, heading } of PAGES) {
    test(`${path} has no known barriers (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    });
  }
}
