import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { pathIn } from '../components/language/paths.ts';
import { LANGUAGES, type Language } from '../lessons/language.ts';
import { loadCourse, textIn } from '../lessons/load-course.ts';
import { expectPrompt, openPlayground } from './terminal.ts';

const PAGES = [
  { path: '/', en: 'Docker, for real', zh: '真正的' },
  { path: '/lessons', en: 'Lessons', zh: '课程' },
  { path: '/docs/coverage', en: 'What is covered', zh: '支持范围' },
  { path: '/playground', en: 'Playground', zh: '演练场' },
  { path: '/preview', en: 'Preview', zh: '预览' },
  { path: '/nowhere', en: 'There is no such page', zh: '没有这个页面' },
];

/** Barriers that axe knows of; in the dark only the colours are others. */
async function barriers(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  return [
    ...light.violations.map((each) => ({ theme: 'light', ...each })),
    ...dark.violations.map((each) => ({ theme: 'dark', ...each })),
  ].map(({ theme, id, nodes }) => `${theme}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What the console and the policy have to complain about, on every page that is opened from now on. */
async function complaints(page: Page): Promise<string[]> {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} forbids ${blockedURI}`),
    ),
  );
  return found;
}

/** Opens a page whose machine goes on loading: nobody waits for it here. */
async function open(page: Page, language: Language, path: string, heading: string): Promise<void> {
  await page.goto(pathIn(language, path));
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached();
  // The page's own scripts have run.
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-Hans' : 'en');
}

const withoutMachine = (page: Page) => page.route('**/guest/manifest.json', () => {});

const course = await loadCourse();

for (const language of LANGUAGES) {
  for (const { path, ...headings } of PAGES) {
    test(`${pathIn(language, path)} has no barriers and no complaints`, async ({ page }) => {
      await withoutMachine(page);
      const found = await complaints(page);
      await open(page, language, path, headings[language]);
      expect(await barriers(page)).toEqual([]);
      // The browser itself notes the answer 404.
      expect(found.filter((text) => path !== '/nowhere' || !text.includes('404'))).toEqual([]);
    });
  }

  for (const entry of course) {
    const path = `/lessons/${entry.slug}`;
    test(`${pathIn(language, path)} has no barriers and no complaints`, async ({ page }) => {
      await withoutMachine(page);
      const found = await complaints(page);
      await open(page, language, path, textIn(language, entry).title);
      expect(await barriers(page)).toEqual([]);
      expect(found).toEqual([]);
    });
  }
}

test('what is opened in the playground has no barriers', async ({ page }) => {
  const found = await complaints(page);
  await openPlayground(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Restart…').click();
  expect.soft(await barriers(page), 'a question').toEqual([]);
  await button('Cancel').click();
  await button('Files').click();
  await expect(page.getByRole('dialog', { name: 'Files' })).toBeVisible();
  expect.soft(await barriers(page), 'files').toEqual([]);
  await button('Close').click();
  await button('Editor').click();
  await button('New Dockerfile').click();
  await expect(page.getByRole('tab', { name: 'Dockerfile' })).toBeVisible();
  await button('Preview').click();
  await expect(page.getByRole('heading', { name: 'Nothing is published yet' })).toBeVisible();
  await button('Screen reader mode').click();
  await expectPrompt(page);
  expect.soft(await barriers(page), 'editor, terminal and preview').toEqual([]);
  expect(found).toEqual([]);
});
