import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openPlayground, run, screen } from './terminal.ts';

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const view = (page: Page, name: string) => inspector(page).getByRole('tab', { name });
const container = (page: Page, name: string) => inspector(page).getByRole('region', { name });

/** Of the Engine API, as the page asks it. */
function api<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (asked) => {
    const { body } = (await globalThis.slipway?.api({ method: 'GET', path: asked })) ?? {};
    return body as T;
  }, path);
}

async function toTerminal(page: Page): Promise<void> {
  await screen(page).click();
}

test('the inspector shows what the kernel and the engine say', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.press('Control+Shift+X');
  await expect(inspector(page).getByText('No container is running')).toBeVisible();
  await expect(view(page, 'Containers')).toBeFocused();
  await toTerminal(page);

  const limits = '-m 64m --cpus 0.5 --pids-limit 20 -p 8080:80 -v data:/data';
  expect(await run(page, `docker run -d --name web ${limits} busybox sh -c 'sleep 9999 & wait'`)).toBe(0);
  const web = container(page, 'web');
  const processes = web.getByRole('table', { name: 'Processes of web' });
  await expect(processes.getByRole('row')).toHaveCount(3);
  const { State } = await api<{ State: { Pid: number } }>(page, '/containers/web/json');
  await expect(processes.getByRole('row', { name: 'sh -c' })).toContainText(String(State.Pid));
  await expect(processes.getByRole('row', { name: `sleep 9999 child of ${State.Pid}` })).toBeVisible();
  const { HostConfig } = await api<{ HostConfig: { Memory: number; PidsLimit: number } }>(page, '/containers/web/json');
  expect(HostConfig.Memory).toBe(64 * 1024 * 1024);
  await expect(web.getByRole('img', { name: 'Memory of web' })).toHaveAttribute('aria-label', /of at most 64 MiB/);
  await expect(web.getByRole('img', { name: 'CPU of web' })).toHaveAttribute('aria-label', /of at most 50 %/);
  await expect(web).toContainText(`2 of at most ${HostConfig.PidsLimit}`);

  const shared = '--network container:web --pid container:web -v data:/in:ro';
  expect(await run(page, `docker run -d --name side ${shared} busybox sleep 9998`)).toBe(0);
  const uses = container(page, 'side').getByRole('listitem');
  await expect(uses.filter({ hasText: 'shared with web' })).toContainText([/^pid/, /^net/]);
  await expect(uses.filter({ hasText: 'the machine’s' })).toContainText([/^user/, /^time/]);
  await expect(uses.filter({ hasText: 'its own' })).toHaveCount(4);
  // The numbers are those that the kernel tells anybody.
  expect(await run(page, 'readlink /proc/$(docker inspect -f "{{.State.Pid}}" side)/ns/net')).toBe(0);
  const inode = /net:\[(\d+)\]/.exec(await screen(page).innerText())?.[1];
  await expect(uses.filter({ hasText: 'shared with web' }).filter({ hasText: 'net' })).toContainText(String(inode));

  await view(page, 'Containers').focus();
  await page.keyboard.press('ArrowRight');
  await expect(view(page, 'Containers')).toHaveAttribute('aria-selected', 'false');
  await expect(inspector(page).getByRole('tab', { selected: true })).toBeFocused();
  await view(page, 'Networks').click();
  const bridge = inspector(page).getByRole('list', { name: 'On bridge' });
  const { NetworkSettings } = await api<{ NetworkSettings: { IPAddress: string } }>(page, '/containers/web/json');
  await expect(bridge.getByRole('listitem').filter({ hasText: 'web' })).toContainText(NetworkSettings.IPAddress);
  await expect(bridge).toContainText('localhost:8080leads to port80/tcp');
  await expect(bridge).toContainText('side uses the same interfaces');
  await view(page, 'Volumes').click();
  await expect(inspector(page).getByText('/var/lib/docker/volumes/data/_data')).toBeVisible();
  await expect(inspector(page).getByRole('listitem').filter({ hasText: /^side/ })).toContainText('/inread-only');

  // What was shown is shown again.
  await page.reload();
  await expect(view(page, 'Volumes')).toHaveAttribute('aria-selected', 'true');
});

test('the inspector has no known barriers', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPlayground(page);
  const made = "docker run -d --name web -m 64m -p 8080:80 -v data:/data:ro busybox sh -c 'sleep 9999 & wait'";
  expect(await run(page, `${made}; docker run --name ended busybox sh -c 'exit 3'; docker volume create unused`)).toBe(
    0,
  );
  await page.keyboard.press('Control+Shift+X');
  const seen = {
    Containers: inspector(page).getByRole('img', { name: 'Memory of web' }),
    Networks: inspector(page).getByText('localhost:8080'),
    Volumes: inspector(page).getByText('not used by any container'),
  };
  for (const [name, something] of Object.entries(seen)) {
    await view(page, name).click();
    await expect(something).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).include('section[aria-label=Inspector]').analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      expect(found, `${name}, ${colorScheme}`).toEqual([]);
    }
  }
});
