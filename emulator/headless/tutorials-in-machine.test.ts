import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('tutorials: skipped, there is no built guest; make it with: npm run setup');

/** `npm run tutorials` plays what takes long, too. */
const isEverything = process.env.SLIPWAY_TUTORIALS === 'all';
const TIMEOUT_MS = isEverything ? 1_500_000 : 600_000;

interface Tutorial {
  readonly name: string;
  readonly takesMinutes?: boolean;
  /** Of the build context, by their names: their lines. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Said by the first command of the Dockerfile that installs, and when the last one has. */
  readonly begins: RegExp;
  readonly installed: RegExp;
  /** How many steps after FROM. */
  readonly steps: number;
  /** Of `docker run`: options, and the command where the image's is none for a service. */
  readonly run: string;
  readonly command?: string;
  /** What the service logs when it is ready (for grep), and who asks it then. */
  readonly ready: string;
  readonly ask: string;
  readonly answer: string;
}

/** The Dockerfiles that this project began with; where their base cannot be had, with one of the catalogue. */
const TUTORIALS: readonly Tutorial[] = [
  {
    name: 'redis on debian',
    files: {
      Dockerfile: ['FROM debian', 'RUN apt-get update && apt-get install -y redis-server', 'CMD ["redis-server"]'],
    },
    begins: /^#\d+ [\d.]+ Get:1 http:\/\/deb\.debian\.org\/debian bookworm InRelease/m,
    installed: /^#\d+ [\d.]+ Setting up redis-server \(5:7\./m,
    steps: 1,
    run: '',
    ready: 'Ready to accept connections',
    ask: 'docker exec service redis-cli ping',
    answer: 'PONG\n',
  },
  {
    name: 'an app in Flask',
    files: {
      Dockerfile: [
        ...['FROM python:3', 'WORKDIR /code', 'COPY requirements.txt requirements.txt'],
        ...['RUN pip install -r requirements.txt', 'COPY . .', 'EXPOSE 5000', 'CMD ["python", "app.py"]'],
      ],
      'requirements.txt': ['flask'],
      'app.py': [
        ...['from flask import Flask', 'app = Flask(__name__)', '@app.route("/")', 'def hello():'],
        ...['    return "Hello from Flask"', 'app.run(host="0.0.0.0", port=5000)'],
      ],
    },
    begins: /^#\d+ [\d.]+ Collecting flask/m,
    installed: /^#\d+ [\d.]+ Successfully installed .*\bflask-\d/m,
    steps: 4,
    run: '-p 8001:5000',
    ready: 'Running on http',
    ask: 'wget -qO- http://localhost:8001/',
    answer: 'Hello from Flask',
  },
  {
    // Neither conda nor celescope is in an archive of the sandbox: pip installs the file's packages, and another one.
    name: 'packages from a file, in two lines',
    files: {
      Dockerfile: [
        ...['# syntax=docker/dockerfile:1', '', 'FROM python', '', 'WORKDIR /app'],
        ...['COPY conda_pkgs.txt conda_pkgs.txt', 'RUN mkdir -p /opt/conda/pkgs/cache && pip cache purge \\'],
        '&& pip install --requirement conda_pkgs.txt &&  pip install tabulate',
      ],
      'conda_pkgs.txt': ['six>=1.16'],
    },
    begins: /^#\d+ [\d.]+ Collecting six/m,
    installed: /^#\d+ [\d.]+ Successfully installed six-1[^]*^#\d+ [\d.]+ Successfully installed tabulate-0/m,
    steps: 3,
    run: '-p 8002:80',
    command: 'python -u -m http.server 80',
    ready: 'Serving HTTP',
    ask: 'wget -qO- http://localhost:8002/conda_pkgs.txt',
    answer: 'six>=1.16\n',
  },
  {
    name: 'an app in Node',
    takesMinutes: true,
    files: {
      Dockerfile: ['FROM node', 'WORKDIR /usr/app', 'COPY ./ ./', 'RUN npm install', 'CMD ["npm", "start"]'],
      'package.json': ['{ "dependencies": { "express": "*" }, "scripts": { "start": "node index.js" } }'],
      'index.js': [
        'const answer = (request, response) => response.send("Hello from Express");',
        'require("express")().get("/", answer).listen(3000, () => console.log("listening"));',
      ],
    },
    begins: /^#\d+ \[4\/4\] RUN npm install/m,
    installed: /^#\d+ [\d.]+ added \d+ packages/m,
    steps: 3,
    run: '-p 8003:3000',
    ready: '^listening',
    ask: 'wget -qO- http://localhost:8003/',
    answer: 'Hello from Express',
  },
];

/** An image, what is asked for in it, and how that ends. */
const ABSENT: readonly (readonly [string, string, number, string])[] = [
  ['debian', 'apt-get update -q && apt-get install -y postgresql', 100, 'E: Unable to locate package postgresql'],
  [
    ...(['python', 'pip install flask==2.0.1', 1] as const),
    'ERROR: Could not find a version that satisfies the requirement flask==2.0.1 (from versions: 2.2.2)',
  ],
  ['node', 'cd /home/node && npm install nosuch', 1, "404  'nosuch@*' is not in this registry."],
];

/** Builds with no network but the sandbox's own archives, in a real machine. */
describe.skipIf(!isBuilt)('Dockerfiles of tutorials in the machine', { timeout: TIMEOUT_MS }, () => {
  let sandbox: HeadlessSandbox;
  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
  }, 60_000);
  afterAll(() => sandbox.shutdown());

  /** stdout and stderr together, in the pieces they come in. */
  async function sh(script: string): Promise<{ code: number; out: string; pieces: readonly string[] }> {
    const process = await sandbox.guest.spawn({
      argv: ['sh', '-c', `exec 2>&1; ${script}`],
      env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'],
      cwd: '/',
      terminal: undefined,
    });
    await process.stdin.close().catch(() => {});
    const pieces: string[] = [];
    const decoder = new TextDecoder();
    for await (const bytes of process.stdout as never as AsyncIterable<Uint8Array>) {
      pieces.push(decoder.decode(bytes, { stream: true }));
    }
    const { code } = await process.exit;
    return { code, out: pieces.join(''), pieces };
  }

  const played = TUTORIALS.filter(({ takesMinutes }) => isEverything || !takesMinutes);
  it.each(played)('$name', async ({ files, begins, installed, steps, run, command = '', ready, ask, answer }) => {
    const writes = Object.entries(files).map(
      ([path, lines]) => `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > ${path}`,
    );
    const folder = 'rm -rf /tmp/tutorial && mkdir /tmp/tutorial && cd /tmp/tutorial';
    const build = 'docker build --progress=plain -t tutorial /tmp/tutorial';
    const built = await sh(`${folder} && ${writes.join(' && ')} && ${build}`);
    expect(built.code, built.out).toBe(0);
    expect(built.out).toMatch(begins);
    expect(built.out).toMatch(installed);
    // What a step says is seen while it runs.
    const beginning = built.pieces.findIndex((_, i) => begins.test(built.pieces.slice(0, i + 1).join('')));
    expect(built.pieces.slice(0, beginning + 1).join('')).not.toMatch(installed);

    const again = await sh(build);
    expect(again.out.match(/^#\d+ CACHED$/gm)).toHaveLength(steps + 1);
    const written = /writing image (sha256:\w{64})/;
    expect(written.exec(again.out)?.[1]).toBe(written.exec(built.out)?.[1] ?? 'an image');

    // grep ends with the line, or with the container; `docker logs` with the container, which ends when it was asked.
    const asked = await sh(
      `docker run -d --name service ${run} tutorial ${command} >/dev/null && docker logs -f service 2>&1 |
      { grep -m1 '${ready}' >/dev/null && ${ask} || docker logs service; docker rm -f service >/dev/null; }`,
    );
    expect(asked.out).toBe(answer);
  });

  const absent = ABSENT.filter(([image]) => isEverything || image === 'debian');
  it.each(absent)('%s has no package that is not in its archive: %s', async (image, command, code, message) => {
    const answer = await sh(`docker run --rm ${image} sh -c '${command}'`);
    expect(answer.out).toContain(message);
    expect(answer.code).toBe(code);
  });

  it('refuses an index of packages that was changed', async () => {
    const verify = '/usr/libexec/apt-key-of-files --readonly --keyring /usr/share/keyrings/slipway-sandbox.gpg verify';
    const lines = [
      'apt-get update >/dev/null; index=$(ls /var/lib/apt/lists/*debian_dists_bookworm_InRelease)',
      `${verify} $index 2>/dev/null && echo good`,
      `sed s/Origin/origin/ $index > changed; ${verify} changed 2>&1 | grep -o BAD; ${verify} changed 2>/dev/null || echo refused`,
    ];
    expect((await sh(`docker run --rm debian sh -c '${lines.join('\n')}'`)).out).toBe('good\nBAD\nrefused\n');
  });
});
