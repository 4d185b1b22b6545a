import { expect, test } from '@playwright/test';
import { goTo, openPreview, pane, shownPage, toTerminal, writeFiles } from './preview.ts';
import { openPlayground, run, screen } from './terminal.ts';

test('docker compose is loaded when it is used, and under the policy of the page', async ({ page }) => {
  await openPlayground(page);
  const text = 'services:\\n  web:\\n    image: nginx\\n    ports: ["8080:80"]\\n';
  expect(await run(page, `printf '${text}' > compose.yaml; clear; docker compose config`)).toBe(0);
  await expect(screen(page)).toContainText(/published: "8080"/);
  expect(await run(page, `echo '    prots: []' >> compose.yaml; clear; docker-compose config`)).toBe(1);
  await expect(screen(page)).toContainText('services.web Additional property prots is not allowed');
});

/** An app that counts votes in redis; it comes when that says it is healthy. */
const FILES = {
  'compose.yaml': `services:
  web:
    build: .
    init: true
    ports: ["8080:80"]
    depends_on: {cache: {condition: service_healthy}}
  cache:
    image: redis
    command: redis-server --appendonly yes
    volumes: ["votes:/data"]
    healthcheck: {test: [CMD, redis-cli, ping], interval: 1s, timeout: 10s, retries: 30}
volumes: {votes: {}}
`,
  Dockerfile: `FROM busybox
COPY --chmod=755 page /www/cgi-bin/index.cgi
COPY --chmod=755 page /www/cgi-bin/vote
CMD ["httpd", "-f", "-h", "/www"]
`,
  page: `#!/bin/sh
case $SCRIPT_NAME in */vote) new=1 ;; *) new=0 ;; esac
# Redis may just be starting again.
until votes=$(printf "INCRBY votes $new\\r\\nQUIT\\r\\n" | nc -w 5 cache 6379 | tr -dc 0-9) && [ "$votes" ]; do sleep 0.1; done
printf 'Content-Type: text/html\\r\\n\\r\\n<h1>%s votes</h1><a href="/cgi-bin/vote">Vote</a>' "$votes"
`,
};

test('a project comes up, and its page in the preview counts as long as its volume lives', async ({ page }) => {
  await openPlayground(page);
  await writeFiles(page, FILES);
  expect(await run(page, 'clear; docker compose up -d')).toBe(0);
  await expect(screen(page)).toContainText(/Container workspace-cache-1\s+Healthy/);
  await expect(screen(page)).toContainText(/Container workspace-web-1\s+Started/);

  await openPreview(page);
  await goTo(page, 'localhost:8080');
  const heading = shownPage(page).getByRole('heading');
  await expect(heading).toHaveText('0 votes');
  await shownPage(page).getByRole('link', { name: 'Vote' }).click();
  await expect(heading).toHaveText('1 votes');
  await goTo(page, 'localhost:8080');
  const reload = pane(page).getByRole('button', { name: 'Reload the page' });
  // The preview comes back by itself; what it shows may be from before the vote.
  const vote = 'until wget -q -O /dev/null localhost:8080/cgi-bin/vote; do sleep 0.2; done';
  for (const [commands, votes] of [
    ['docker compose restart', 2],
    ['docker compose down; docker compose up -d', 3],
    ['docker compose down -v; docker compose up -d', 1],
  ] as const) {
    await toTerminal(page);
    expect(await run(page, `clear; ${commands} && ${vote}`)).toBe(0);
    await reload.click();
    await expect(heading).toHaveText(`${votes} votes`);
  }
});
