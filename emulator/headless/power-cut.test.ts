import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('power-cut: skipped, there is no built guest; make it with: npm run setup');

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'slipway-power-cut-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

/** A process that is killed with SIGKILL leaves the store as a tab that is killed does: no goodbye of any kind. */
describe.skipIf(!isBuilt)('the machine after a power cut', { timeout: 120_000 }, () => {
  it('has what was synced; what ran is Exited and starts again', async () => {
    const first = sandbox(
      'docker pull -q busybox',
      'docker run -d --name left busybox sh -c "echo written > /kept; sync; sleep 1000"',
      'docker volume create box && docker run --rm -v box:/box busybox sh -c "echo safe > /box/file"',
      'echo note > /workspace/note; sync; echo ALL IS WRITTEN; sleep 1000',
    );
    await first.prints('ALL IS WRITTEN');
    await first.kill();

    const second = sandbox(
      'cat /workspace/note',
      'docker ps -a --format "{{.Names}}: {{.Status}}"',
      'docker images --format "{{.Repository}}"',
      'docker start left && sleep 1 && docker exec left cat /kept',
      'docker run --rm -v box:/box busybox cat /box/file',
      'dmesg | grep "EXT4-fs (sdb)"',
    );
    const printed = await second.ends();
    expect(printed).toMatch(/^note\nleft: Exited \(255\) .*\nbusybox\nleft\nwritten\nsafe\n/);
    expect(printed).toContain('recovery complete');
  });

  it('goes on with a pull that was cut', async () => {
    const first = sandbox('docker pull nginx; sleep 1000');
    await first.prints('Pulling fs layer');
    await first.kill();
    const printed = await sandbox('docker pull -q nginx && docker run --rm nginx nginx -v').ends();
    expect(printed).toContain('nginx version');
  });

  it('stays whole when it is cut again and again while it writes', async () => {
    for (let round = 0; round < 3; round++) {
      const writer = sandbox(
        `cd /workspace; i=0; while :; do i=$((i+1)); echo ${round} $i > file$i; mkdir -p d$((i % 9)); mv file$i d$((i % 9))/; [ $i = 50 ] && echo BUSY; done`,
      );
      await writer.prints('BUSY');
      await writer.kill();
    }
    // Clean errors of its own would be told here: "mounting fs with errors", "EXT4-fs error".
    const printed = await sandbox(
      'dmesg | grep -i "ext4-fs error\\|with errors"; ls /workspace | wc -l; touch /workspace/x && echo WRITABLE',
    ).ends();
    expect(printed).toMatch(/^\d+\nWRITABLE\n$/);
  });
});

/** Commands in a sandbox that keeps its store in `data`. */
function sandbox(...commands: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', MAIN, '--data', data, '-c', commands.join('\n')],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  let told = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const heard: (() => void)[] = [];
  child.stdout!.on('data', (bytes: Buffer) => {
    printed += bytes.toString();
    for (const callback of heard) callback();
  });
  child.stderr!.on('data', (bytes: Buffer) => (told += bytes.toString()));
  return {
    prints: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => printed.includes(text) && resolve();
        heard.push(look);
        look();
        void ended.then(() => reject(new Error(`ended without "${text}":\n${printed}${told}`)));
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async ends() {
      await ended;
      if (told !== '') printed += `\nstderr: ${told}`;
      return printed;
    },
  };
}
