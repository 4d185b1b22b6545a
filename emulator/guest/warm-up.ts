import type { GuestProcess } from '../engine/guest.ts';
import type { AgentClient } from '../link/agent-client.ts';

/** Twice: what the first run allocates, the second finds. */
const ROUNDS = 2;
const BUNDLE = '/run/warm';

/**
 * Does once what every sandbox is going to do, so that the kernel has allocated and initialised what it takes: shells,
 * terminals, the `docker` client, mounts, a container of the guest's own busybox. Leaves nothing behind.
 */
export async function warmUp(agent: AgentClient): Promise<void> {
  agent.onCli(async (_argv, io) => {
    await io.stdout(new TextEncoder().encode('warm\n'));
    return 0;
  });
  await agent.files.makeDirectory(BUNDLE);
  await agent.files.write(`${BUNDLE}/config.json`, new TextEncoder().encode(JSON.stringify(containerConfig)));
  for (let round = 0; round < ROUNDS; round++) {
    await run(agent, 'docker version >/dev/null');
    await run(agent, 'ls -l / >/dev/null; cat /proc/mounts | grep -c . >/dev/null', true);
    await run(agent, 'docker __complete run >/dev/null', true, '/bin/bash');
    await run(agent, `mkdir -p ${BUNDLE}/rootfs && mount -t tmpfs none ${BUNDLE}/rootfs`);
    await run(agent, `cd ${BUNDLE}/rootfs && mkdir bin dev proc sys && cp /bin/busybox bin/`);
    await run(agent, `crun run --bundle ${BUNDLE} warm`);
    await run(agent, `umount ${BUNDLE}/rootfs`);
  }
  await agent.files.remove(BUNDLE, { recursive: true });
}

async function run(agent: AgentClient, script: string, onTerminal = false, shell = '/bin/sh'): Promise<void> {
  const process = await agent.spawn({
    argv: shell === '/bin/bash' ? [shell, '-lic', script] : [shell, '-c', script],
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'TERM=xterm-256color'],
    cwd: '/',
    terminal: onTerminal ? { rows: 24, columns: 80 } : undefined,
  });
  void process.stdin.close();
  const [printed, { code }] = await Promise.all([textOf(process), process.exit]);
  if (code !== 0) throw new Error(`warming up: ${script} exits with ${code}: ${printed}`);
}

async function textOf({ stdout, stderr }: GuestProcess): Promise<string> {
  const texts = [stdout, stderr].map((stream) =>
    new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text(),
  );
  return (await Promise.all(texts)).join('');
}

/** OCI runtime specification, config.json: what a container of the engine has, with the guest's busybox as image. */
const containerConfig = {
  ociVersion: '1.0.2',
  process: {
    args: ['/bin/busybox', 'true'],
    env: ['PATH=/bin'],
    cwd: '/',
    user: { uid: 0, gid: 0 },
    noNewPrivileges: true,
  },
  root: { path: 'rootfs' },
  hostname: 'warm',
  mounts: [{ destination: '/proc', type: 'proc', source: 'proc' }],
  linux: {
    cgroupsPath: '/docker/warm',
    resources: { memory: { limit: 64 * 1024 * 1024 }, pids: { limit: 64 } },
    namespaces: ['pid', 'network', 'ipc', 'uts', 'mount', 'cgroup'].map((type) => ({ type })),
  },
};
