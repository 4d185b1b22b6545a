import { expect, test } from '@playwright/test';
import { openPlayground, run, screen } from './terminal.ts';

test('docker compose is loaded when it is used, and under the policy of the page', async ({ page }) => {
  await openPlayground(page);
  const text = 'services:\\n  web:\\n    image: nginx\\n    ports: ["8080:80"]\\n';
  expect(await run(page, `printf '${text}' > compose.yaml; clear; docker compose config`)).toBe(0);
  await expect(screen(page)).toContainText(/published: "8080"/);
  expect(await run(page, `echo '    prots: []' >> compose.yaml; clear; docker-compose config`)).toBe(1);
  await expect(screen(page)).toContainText('services.web Additional property prots is not allowed');
});
