/**
 * The shell that people type into, on a pty in the real machine (`npm run setup`; SLIPWAY_GUEST names another guest):
 * what it says first, completion of docker's words and names, history, `help`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GuestProcess } from '../engine/guest.ts';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';

const folder = process.env.SLIPWAY_GUEST ?? BUILT_GUEST;
const START_TIMEOUT_MS = 180_000;
const PATIENCE_MS = 60_000;
const ENVIRONMENT = ['TERM=xterm-256color', 'HOME=/root', 'USER=root', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'];
const PROMPT = 'root@slipway:/workspace# ';
/** Colours, modes and the bell: what is not text. */
const CONTROLS = /\x1b\[[?\d;]*[a-zA-Z]|\x07/g;

/** Keys in, text out. */
class Typist {
  text = '';
  readonly #process: GuestProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  #onText = () => {};

  constructor(process: GuestProcess) {
    this.#process = process;
    this.#keys = process.stdin.getWriter();
    // The machine stops under the last one.
    this.#read().catch(() => {});
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stdout) {
      this.text = (this.text + decoder.decode(bytes, { stream: true })).replace(CONTROLS, '');
      this.#onText();
    }
  }

  /** Types, and resolves to what was printed since, once that ends with `end`. */
  async type(keys: string, end: string): Promise<string> {
    const from = this.text.length;
    await this.#keys.write(new TextEncoder().encode(keys));
    return this.until(end, from);
  }

  async until(end: string, from = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`no ${JSON.stringify(end)} at the end of ${JSON.stringify(this.text.slice(from))}`)),
        PATIENCE_MS,
      );
      this.#onText = () => {
        if (!this.text.slice(from).endsWith(end)) return;
        clearTimeout(late);
        resolve();
      };
      this.#onText();
    });
    return this.text.slice(from);
  }

  close(): void {
    this.#process.signal(1);
  }
}

describe.skipIf(!existsSync(join(folder, 'manifest.json')))('the shell', { timeout: PATIENCE_MS }, () => {
  let sandbox: HeadlessSandbox;
  let shell: Typist;

  const open = async (argv = ['/bin/bash', '-l']) =>
    new Typist(
      await sandbox.guest.spawn({ argv, env: ENVIRONMENT, cwd: '/workspace', terminal: { rows: 24, columns: 100 } }),
    );

  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({ guest: folder });
    const setup = await open(['/bin/sh', '-c', 'docker create --name web busybox && docker volume create data']);
    await setup.until('data\r\n');
  }, START_TIMEOUT_MS);
  afterAll(() => sandbox?.shutdown());

  beforeEach(async () => {
    shell?.close();
    shell = await open();
    await shell.until(PROMPT);
  });

  test('greets in two lines, and no program speaks of itself', () => {
    const [first, second, prompt] = shell.text.split('\r\n');
    expect(first).toContain('docker run --rm hello-world');
    expect(second).toContain('Tab completes');
    expect(prompt).toBe(PROMPT);
    expect(shell.text).not.toContain('BusyBox');
  });

  test.each([
    ['docker ru\t', 'docker run '],
    ['docker rm -f we\t', 'docker rm -f web '],
    ['docker run --rm -it bus\t', 'docker run --rm -it busybox:latest '],
    ['docker run --network=br\t', 'docker run --network=bridge '],
    ['docker volume rm da\t', 'docker volume rm data '],
    ['docker run -v da\t', 'docker run -v data:'],
    ['docker cp we\t', 'docker cp web:'],
    ['docker cp /etc/hostn\t', 'docker cp /etc/hostname '],
    ['ls /etc/bash.b\t', 'ls /etc/bash.bashrc '],
    ['docker rm -f nosuch\t', 'docker rm -f nosuch'],
  ])('completes %j', async (keys, line) => {
    expect(await shell.type(keys, line)).toContain(line);
    // A second Tab finds the same, and the line is still what it was.
    expect(await shell.type('\x01echo "\x05"\r', PROMPT)).toContain(line.split(' ').at(-1) ?? '');
  });

  test('lists what there is with a word about each', async () => {
    const listed = await shell.type('docker con\t', `${PROMPT}docker con`);
    expect(listed).toMatch(/container +\(Manage containers\)/);
    expect(listed).toMatch(/context +\(Manage contexts\)/);
  });

  test('keeps a history and edits it', async () => {
    await shell.type('echo fir""st\r', `first\r\n${PROMPT}`);
    expect(await shell.type('\x1b[A', 'echo fir""st')).toContain('echo fir""st');
    expect(await shell.type('\x1b[D\x1b[Dwor\r', `firworst\r\n${PROMPT}`)).toContain('firworst');
  });

  test('takes what is typed for UTF-8', async () => {
    expect(await shell.type('echo über 容器\x7f\x7f"ok"\r', `über ok\r\n${PROMPT}`)).toContain('über ok');
  });

  test('helps a newcomer, and bash’s own help is there', async () => {
    const help = await shell.type('help\r', PROMPT);
    expect(help).toContain('docker run --rm -it busybox');
    expect(await shell.type('help cd\r', PROMPT)).toContain('Change the shell working directory');
  });

  test('docker alone shows its help, and docker-compose is docker compose', async () => {
    expect(await shell.type('docker | head -3\r', PROMPT)).toContain('Usage:  docker [OPTIONS] COMMAND');
    for (const command of ['docker-compose', 'docker compose']) {
      expect(await shell.type(`${command} up; echo "code $?"\r`, PROMPT)).toMatch(
        /no configuration file provided: not found[^]*code 1/,
      );
    }
  });
});
