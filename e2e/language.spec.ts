import { expect, test } from '@playwright/test';
import { expectPrompt, screen } from './terminal.ts';

test('a lesson in Chinese: its text, its interface and what its checks say; the machine goes on', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/first-container');
  await expectPrompt(page);
  await page.getByRole('button', { name: 'Run docker images', exact: true }).click();
  await expect(screen(page)).toContainText('REPOSITORY');

  await page.getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(/\/zh\/lessons\/first-container$/);
  await expect(page.getByRole('heading', { level: 1, name: '你的第一个容器' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(screen(page)).toContainText('REPOSITORY');

  const step = page.getByRole('region', { name: '运行一个容器' });
  await step.getByRole('button', { name: '检查' }).click();
  await expect(step).toContainText('没有用镜像 hello-world 创建的容器。');

  // So is what the page writes into the terminal. What the machine prints is not.
  await screen(page).click();
  await page.keyboard.type('exit\n');
  await expect(screen(page)).toContainText('shell 已结束，退出码 0。');

  // It is remembered, and a link in a language stays in it.
  await page.goto('/');
  await expect(page).toHaveURL(/\/zh$/);
  await page.getByRole('navigation', { name: '网站' }).getByRole('link', { name: '课程' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '课程' })).toBeVisible();
  await page.goto('/en/lessons?x=1');
  await expect(page).toHaveURL(/\/lessons\?x=1$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
});

test.describe('a browser that asks for Chinese', () => {
  test.use({ locale: 'zh-CN' });
  test('gets it on the first page, and where there is none', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/zh$/);
    await page.goto('/zh/nowhere');
    await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
  });
});
