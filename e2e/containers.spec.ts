import { expect, test } from '@playwright/test';
import { expectPrompt, openPlayground, run, screen } from './terminal.ts';

test('a web server is pulled, run, looked into, stopped and removed', async ({ page }) => {
  test.slow();
  await openPlayground(page);
  expect(await run(page, 'docker pull nginx', { timeoutMs: 120_000 })).toBe(0);
  await expect(screen(page)).toContainText(/Digest: sha256:[0-9a-f]{64}/);
  expect(await run(page, 'docker run -d --name webserver nginx')).toBe(0);
  await expect(page.getByRole('contentinfo', { name: 'Machine' })).toContainText('1 container running');
  expect(await run(page, 'clear; docker exec webserver cat /etc/os-release')).toBe(0);
  await expect(screen(page)).toContainText('Debian GNU/Linux');
  expect(await run(page, 'clear; docker logs webserver')).toBe(0);
  expect(await run(page, 'docker stop webserver')).toBe(0);
  expect(await run(page, 'docker rm webserver')).toBe(0);
});

test('an interactive container: prompt, Ctrl-C, resize, detach, attach', async ({ page }) => {
  test.slow();
  await openPlayground(page);
  await page.keyboard.type('docker run -it --name box debian bash\n');
  await expect(screen(page)).toContainText(/root@[0-9a-f]{12}:\/#/, { timeout: 120_000 });

  await page.keyboard.type('echo begun-$((40+2)); sleep 1000\n');
  await expect(screen(page)).toContainText('begun-42');
  await page.keyboard.press('Control+c');
  await expect(screen(page)).toContainText(/\^C\s*root@[0-9a-f]{12}:\/#/);
  await page.keyboard.type('echo interrupted-$?\n');
  await expect(screen(page)).toContainText('interrupted-130');

  await page.setViewportSize({ width: 720, height: 800 });
  await page.keyboard.type('echo columns-$(tput cols)-end\n');
  await expect(screen(page)).toContainText(/columns-\d{2}-end/);

  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+q');
  await expect(screen(page)).toContainText(/columns-\d{2}-end[\s\S]*\/workspace#/);
  await run(page, 'clear; docker ps');
  await expect(screen(page)).toContainText('Up');

  await page.keyboard.type('clear; docker attach box\n');
  await page.keyboard.type('\necho attached-$((40+2))\n');
  await expect(screen(page)).toContainText('attached-42');
  await page.keyboard.type('exit 4\n');
  await expectPrompt(page);
  await run(page, 'clear; docker inspect -f "code={{.State.ExitCode}}" box');
  await expect(screen(page)).toContainText('code=4');
});

test('a container is kept apart from the machine', async ({ page }) => {
  await openPlayground(page);
  await run(page, 'docker run --rm busybox ps');
  await expect(screen(page)).toContainText(/\s1 root .* ps/);
  await run(page, 'clear; readlink /proc/self/ns/pid; docker run --rm busybox readlink /proc/self/ns/pid');
  const namespaces = [...(await screen(page).innerText()).matchAll(/pid:\[(\d+)\]/g)].map((match) => match[1]);
  expect(new Set(namespaces).size).toBe(2);
  await run(page, 'clear; docker run --rm busybox grep " / " /proc/mounts');
  await expect(screen(page)).toContainText('overlay / overlay');
});
