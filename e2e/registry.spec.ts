import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openPlayground, run, screen } from './terminal.ts';

const PROGRAM = 'docker-registry';
const hasRegistry = (() => {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** As the site knows it: SLIPWAY_REGISTRIES in playwright.config.ts leads the name to this port. */
const NAME = 'registry.test';
const PORT = process.env.SLIPWAY_E2E_REGISTRY_PORT;
/** bcrypt, the one kind the registry takes: 'secret'. */
const HTPASSWD = 'me:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n';

test.describe('a registry outside', () => {
  test.skip(!hasRegistry, `there is no ${PROGRAM} (Debian's package of this name)`);
  let folder: string;
  let registry: ChildProcess;

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-e2e-registry-'));
    writeFileSync(join(folder, 'htpasswd'), HTPASSWD);
    const lines = [
      'version: 0.1',
      'log: {level: error, accesslog: {disabled: true}}',
      `storage: {filesystem: {rootdirectory: ${join(folder, 'data')}}}`,
      `http: {addr: '127.0.0.1:${PORT}'}`,
      `auth: {htpasswd: {realm: test, path: ${join(folder, 'htpasswd')}}}`,
    ];
    writeFileSync(join(folder, 'config.yml'), `${lines.join('\n')}\n`);
    registry = spawn(PROGRAM, ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
    const status = () => fetch(`http://127.0.0.1:${PORT}/v2/`).then((answer) => answer.status, String);
    await expect.poll(status).toBe(401);
  });

  test.afterAll(() => {
    registry?.kill();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  test('takes and gives images to who logs in, and to nobody else', async ({ page }) => {
    await openPlayground(page);
    expect(await run(page, `docker pull -q busybox && docker tag busybox ${NAME}/me/app`)).toBe(0);
    expect(await run(page, `docker push ${NAME}/me/app`)).toBe(1);
    await expect(screen(page)).toContainText('no basic auth credentials');

    const login = (password: string) => `clear; echo ${password} | docker login -u me --password-stdin ${NAME}`;
    expect(await run(page, login('wrong'))).toBe(1);
    await expect(screen(page)).toContainText('failed with status: 401 Unauthorized');
    expect(await run(page, login('secret'))).toBe(0);
    await expect(screen(page)).toContainText('Login Succeeded');
    expect(await run(page, `clear; docker push ${NAME}/me/app`)).toBe(0);
    await expect(screen(page)).toContainText(/latest: digest: sha256:[0-9a-f]{64}/);

    expect(await run(page, `clear; docker rmi -f ${NAME}/me/app busybox; docker logout ${NAME}`)).toBe(0);
    expect(await run(page, `docker pull ${NAME}/me/app`)).toBe(1);
    expect(await run(page, login('secret'))).toBe(0);
    expect(await run(page, `clear; docker run --rm ${NAME}/me/app echo run-$((40+2))`)).toBe(0);
    await expect(screen(page)).toContainText('run-42');
  });
});
