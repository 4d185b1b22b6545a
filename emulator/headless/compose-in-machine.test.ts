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

/** What the project's folder has: an app in Python, its database and its cache; it comes when both say they are healthy. */
const FILES = {
  'compose.yaml': `services:
  web:
    build: .
    init: true
    ports: ["8080:5000"]
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
`,
  Dockerfile: `FROM python
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py .
CMD ["flask", "run", "--host=0.0.0.0"]
`,
  'requirements.txt': 'flask\n',
  'app.py': `import os
import socket

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    with socket.create_connection(("cache", 6379)) as cache:
        cache.sendall(b"INCR hits\\r\\n")
        return f"{os.environ['GREETING']} {cache.makefile().readline()[1:]}"
`,
  'root.txt': 'secret',
} as const;

const QUERY = (sql: string): string => `docker compose exec -T db mariadb -psecret -N -e '${sql}' shop`;
/** The app's server takes a moment after its start. */
const PAGE = 'until wget -qO- localhost:8080 2>/dev/null; do sleep 0.5; done';

describe.skipIf(!isBuilt)('a project in the machine', { timeout: 420_000 }, () => {
  it('comes up as its parts become healthy; down keeps its volumes, down -v does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-compose-'));
    try {
      for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
      const script = [
        'export COMPOSE_PROJECT_NAME=shop',
        'docker compose up -d --quiet-pull >up.txt 2>&1; echo "up $?"',
        PAGE,
        QUERY('CREATE TABLE t (n INT); INSERT INTO t VALUES (7);'),
        'docker compose restart 2>/dev/null; echo "restarted $?"',
        PAGE,
        'docker compose down 2>/dev/null; echo "down $?"; docker ps -aq; docker network ls -q -f name=shop',
        'GREETING=again docker compose up -d --wait >/dev/null 2>&1; echo "up $?"',
        PAGE,
        QUERY('SELECT n FROM t'),
        'docker volume ls -q | sort',
        'docker compose down -v 2>/dev/null; echo "down $?"; docker volume ls -q',
        'docker compose up -d --wait cache 2>/dev/null; docker compose exec -T cache redis-cli EXISTS hits',
        'echo "pip installed $(grep -c "Successfully installed.* flask-" up.txt)"',
        'grep -E "Waiting|Healthy|web-1" up.txt',
      ];
      const args = ['--import', 'tsx', MAIN, '--workspace', folder, '-c', script.join('\n')];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const lines = stdout.split('\n').map((line) => line.trim());
      expect(lines.slice(0, 13)).toEqual([
        ...['up 0', 'hello 1', 'restarted 0', 'hello 2', 'down 0', 'up 0', 'again 3', '7'],
        ...['shop_hits', 'shop_rows', 'down 0', '0', 'pip installed 1'],
      ]);
      const progress = lines.slice(13).filter(Boolean);
      const at = (line: string): number => progress.indexOf(line);
      expect(at('Container shop-web-1  Starting')).toBeGreaterThan(at('Container shop-db-1  Healthy'));
      expect(at('Container shop-web-1  Starting')).toBeGreaterThan(at('Container shop-cache-1  Healthy'));
      expect(progress.at(-1)).toBe('Container shop-web-1  Started');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
