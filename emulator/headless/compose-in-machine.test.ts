import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('compose: skipped, there is no built guest; make it with: npm run setup');

/** An app, its database and its cache; the app comes when both say that they are healthy. */
const COMPOSE = `services:
  app:
    build: .
    init: true
    ports: ["8080:3000"]
    environment: {GREETING: "\${GREETING:-hello}"}
    depends_on:
      db: {condition: service_healthy}
      cache: {condition: service_healthy}
  db:
    image: mariadb
    environment: {MARIADB_ROOT_PASSWORD_FILE: /run/secrets/root, MARIADB_DATABASE: shop}
    secrets: [root]
    volumes: ["rows:/var/lib/mysql"]
    healthcheck: {test: [CMD, healthcheck.sh, --connect], interval: 2s, timeout: 20s, retries: 60}
  cache:
    image: redis
    command: redis-server --appendonly yes
    volumes: ["hits:/data"]
    healthcheck: {test: [CMD, redis-cli, ping], interval: 2s, timeout: 10s, retries: 30}
volumes: {rows: {}, hits: {}}
secrets: {root: {file: ./root.txt}}
`;

/** Each request counts in redis. */
const HITS = `#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
echo "$GREETING $(printf 'INCR hits\\r\\nQUIT\\r\\n' | nc -w 5 cache 6379 | head -1 | tr -d ':\\r')"
`;

const QUERY = (sql: string): string => `docker compose exec -T db mariadb -psecret -N -e '${sql}' shop`;
/** The app's server takes a moment after its start. */
const PAGE =
  'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do wget -qO- localhost:8080/cgi-bin/hits && break; sleep 1; done';

describe.skipIf(!isBuilt)('a project in the machine', { timeout: 420_000 }, () => {
  it('comes up as its parts become healthy; down keeps its volumes, down -v does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-compose-'));
    try {
      await writeFile(join(folder, 'compose.yaml'), COMPOSE);
      await writeFile(
        join(folder, 'Dockerfile'),
        'FROM busybox\nCOPY hits /www/cgi-bin/\nRUN chmod +x /www/cgi-bin/hits\nCMD ["httpd", "-f", "-p", "3000", "-h", "/www"]\n',
      );
      await writeFile(join(folder, 'hits'), HITS);
      await writeFile(join(folder, 'root.txt'), 'secret');
      const script = [
        'docker compose -p shop up -d --quiet-pull >up.txt 2>&1; echo "up $?"',
        'export COMPOSE_PROJECT_NAME=shop',
        PAGE,
        QUERY('CREATE TABLE t (n INT); INSERT INTO t VALUES (7);'),
        'docker compose restart app 2>/dev/null; echo "restarted $?"',
        PAGE,
        'docker compose down 2>/dev/null; echo "down $?"; docker ps -aq; docker network ls -q -f name=shop',
        'GREETING=again docker compose up -d --wait >/dev/null 2>&1; echo "up $?"',
        PAGE,
        QUERY('SELECT n FROM t'),
        'docker volume ls -q | sort',
        'docker compose down -v 2>/dev/null; echo "down $?"; docker volume ls -q',
        'grep -E "Waiting|Healthy|app-1" up.txt',
      ];
      const args = ['--import', 'tsx', MAIN, '--workspace', folder, '-c', script.join('\n')];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const lines = stdout.split('\n').map((line) => line.trim());
      expect(lines.slice(0, 10)).toEqual([
        ...['up 0', 'hello 1', 'restarted 0', 'hello 2', 'down 0', 'up 0', 'again 3', '7'],
        ...['shop_hits', 'shop_rows'],
      ]);
      expect(lines[10]).toBe('down 0');
      const progress = lines.slice(11).filter(Boolean);
      const at = (line: string): number => progress.indexOf(line);
      expect(at('Container shop-app-1  Starting')).toBeGreaterThan(at('Container shop-db-1  Healthy'));
      expect(at('Container shop-app-1  Starting')).toBeGreaterThan(at('Container shop-cache-1  Healthy'));
      expect(progress.at(-1)).toBe('Container shop-app-1  Started');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
