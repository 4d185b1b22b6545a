import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('limits: skipped, there is no built guest; make it with: npm run setup');

/** What the commands print in a sandbox of their own, stderr with it. */
async function printed(...commands: string[]): Promise<string> {
  const script = `exec 2>&1\ndocker pull -q busybox >/dev/null\n${commands.join('\n')}`;
  const args = ['--import', 'tsx', MAIN, '-c', script];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

describe.skipIf(!isBuilt)('what a container may not', { timeout: 240_000 }, () => {
  it('is kept from it by capabilities, seccomp and read-only paths, as in Docker', async () => {
    const status = `grep -E '^(CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | tr -d '\\t' | tr '\\n' ' '`;
    const tries = [
      'mkdir /m',
      'mount -t tmpfs none /m',
      'unshare -U true',
      'hostname x',
      'echo 1 > /proc/sys/vm/swappiness',
    ];
    const lines = (
      await printed(
        `docker run --rm busybox sh -c "${status}; echo"`,
        `docker run --rm --privileged busybox sh -c "${status}; echo"`,
        `docker run --rm --security-opt no-new-privileges --security-opt seccomp=unconfined busybox sh -c "${status}; echo"`,
        `docker run --rm busybox sh -c '${tries.join('; ')}; ls /dev/core; ls -a / | grep dockerenv'`,
        `docker run --rm --cap-add SYS_ADMIN busybox sh -c 'mkdir /m && mount -t tmpfs none /m && echo mounted'`,
        'docker run -d --name execs busybox sleep 1000 >/dev/null',
        'docker exec execs grep Seccomp: /proc/self/status | tr -d "\\t"',
        `echo '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"name":"mkdir","action":"SCMP_ACT_ERRNO","errnoRet":28}]}' > p`,
        'docker run --rm --security-opt seccomp=p busybox mkdir /m',
        'docker run --rm --security-opt seccomp=none busybox true | head -1',
      )
    ).split('\n');
    expect(lines.slice(0, 14)).toEqual([
      'CapBnd:00000000a80425fb NoNewPrivs:0 Seccomp:2 ',
      'CapBnd:000001ffffffffff NoNewPrivs:0 Seccomp:0 ',
      'CapBnd:00000000a80425fb NoNewPrivs:1 Seccomp:0 ',
      'mount: permission denied (are you root?)',
      'unshare: unshare(0x10000000): Operation not permitted',
      'hostname: sethostname: Operation not permitted',
      "sh: can't create /proc/sys/vm/swappiness: Read-only file system",
      'ls: /dev/core: No such file or directory',
      '.dockerenv',
      'mounted',
      'Seccomp:2',
      "mkdir: can't create directory '/m': No space left on device",
      'docker: opening seccomp profile (none) failed: open none: no such file or directory',
      '',
    ]);
  });

  it('cannot take the machine down by filling its disk; the space comes back', async () => {
    const free = `df -m /var/lib/docker | awk 'NR==2{print ($4 > 15000 ? "free" : "full")}'`;
    // Up to the last 4 MB without writing it: `fallocate` takes blocks and leaves them as they are.
    const fill = 'fallocate -l 15g /a; fallocate -l $(($(df -k / | tail -1 | tr -s " " | cut -d" " -f4) - 4096))k /c';
    const text = await printed(
      'docker run -d --name early busybox sleep 1000 >/dev/null',
      `docker run --name filler busybox sh -c '${fill}; dd if=/dev/zero of=/b bs=1M count=100 2>&1 | head -1'`,
      free,
      'docker run --rm busybox true',
      'docker volume create box',
      'head -c 3000000 /dev/zero > /tmp/three; docker cp /tmp/three early:/three || echo no copy',
      'docker exec early echo lives',
      'docker rm -f filler',
      `for i in $(seq 50); do [ "$(${free})" = free ] && break; sleep 0.2; done; ${free}`,
      'docker cp /tmp/three early:/three && docker run --rm busybox echo again',
    );
    expect(text.replace(/[0-9a-f]{64}/g, 'ID')).toMatch(
      new RegExp(
        [
          "^dd: error writing '/b': No space left on device",
          'full',
          'docker: Error response from daemon: mkdir /var/lib/docker/overlay2/ID: no space left on device',
          "\nRun 'docker run --help' for more information",
          'Error response from daemon: mkdir /var/lib/docker/volumes/box: no space left on device',
          'Error response from daemon: .*[nN]o space left on device',
          'no copy',
          'lives',
          'filler',
          'free',
          '(.*\n)?again\n$',
        ].join('\n'),
      ),
    );
  });
});
