import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from '../engine/runs/run-view.ts';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('runs: skipped, there is no built guest; make it with: npm run setup');

/** What /slipway tells, beside what the kernel and `docker` say, in a real machine. */
describe.skipIf(!isBuilt)('a run in the machine', { timeout: 120_000 }, () => {
  let sandbox: HeadlessSandbox;
  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
  }, 60_000);
  afterAll(() => sandbox.shutdown());

  async function sh(script: string): Promise<string> {
    const process = await sandbox.guest.spawn({
      ...{ argv: ['sh', '-c', script], env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'], cwd: '/' },
      terminal: undefined,
    });
    await process.stdin.close().catch(() => {});
    const text = (stream: ReadableStream<Uint8Array>) => new Response(stream as never).text();
    const [out, err, { code }] = await Promise.all([text(process.stdout), text(process.stderr), process.exit]);
    expect(code, err).toBe(0);
    return out.trim();
  }

  async function get<T>(path: string): Promise<T> {
    const { status, body } = await sandbox.transport.request({ method: 'GET', path });
    const text = await new Response(body as never).text();
    expect(status, text).toBe(200);
    return JSON.parse(text) as T;
  }
  const newest = async () => {
    const { Runs: runs } = await get<{ Runs: { Number: number }[] }>('/slipway/runs');
    return get<RunView>(`/slipway/runs/${runs[0]!.Number}`);
  };
  const attributesOf = (run: RunView, name: string) => run.Spans.find((span) => span.Name === name)!.Attributes;

  it('is told as the kernel has it', async () => {
    await sh('docker run -d --name web -p 8080:80 busybox sleep 1000');
    const run = await newest();
    expect(run).toMatchObject({ State: 'running', ContainerName: 'web', Argv: ['sleep', '1000'], Kind: 'run' });
    expect(run.Command).toEqual(['run', '-d', '--name', 'web', '-p', '8080:80', 'busybox', 'sleep', '1000']);
    const requests = run.Requests.map(({ Method: method, Path: path }) => `${method} ${path.replace(/\?.*/, '')}`);
    const create = 'POST /containers/create';
    expect(requests.filter((one) => /create|start/.test(one))).toEqual([
      ...[create, 'POST /images/create', create],
      `POST /containers/${run.ContainerId}/start`,
    ]);

    const inspect =
      "docker inspect -f '{{.Id}} {{.State.Pid}} {{.NetworkSettings.IPAddress}} {{.NetworkSettings.MacAddress}}' web";
    const [id, pid, address, mac] = (await sh(inspect)).split(' ');
    expect([run.ContainerId, String(run.Pid)]).toEqual([id, pid]);
    const pair = attributesOf(run, 'guest.pair');
    expect(pair).toMatchObject({ address: `${address}/16`, mac, name: 'eth0', bridge: 'docker0' });
    expect(attributesOf(run, 'network.address')).toMatchObject({ address: `${address}/16`, mac });
    expect(await sh(`ls /sys/class/net/${String(pair.bridge)}/brif`)).toBe(pair.host);
    expect(await sh('docker port web')).toContain('80/tcp -> 0.0.0.0:8080');
    expect(attributesOf(run, 'ports.publish').ports).toContain('0.0.0.0:8080->80/tcp');

    const { target, options } = attributesOf(run, 'guest.overlay');
    const mounted = (await sh(`grep ' ${String(target)} ' /proc/mounts`)).split(' ')[3]!.split(',');
    const asked = String(options).split(',');
    expect(asked.filter((option) => !mounted.includes(option))).toEqual([]);

    const created = attributesOf(run, 'guest.created');
    expect(await sh(`cat /sys/fs/cgroup${String(created.cgroup)}/cgroup.procs`)).toBe(pid);
    for (const namespace of created.namespaces as string[]) {
      expect(await sh(`readlink /proc/${pid}/ns/${namespace.split(':')[0]}`)).toBe(namespace);
    }
    expect((created.namespaces as string[]).map((one) => one.split(':')[0])).toContain('net');
  });

  it('has its parts in the order of time, inside of what the engine waited for', async () => {
    const run = await newest();
    const start = run.Spans.find((span) => span.Name === 'container.start')!;
    const inside = run.Spans.filter(({ Name: name }) => name.startsWith('guest.') && name !== 'guest.begin');
    expect(inside.length).toBeGreaterThan(6);
    for (const { StartMs: startMs, EndMs: endMs, Name: name } of inside) {
      expect(startMs, name).toBeGreaterThanOrEqual(start.StartMs - 0.01);
      expect(endMs!, name).toBeLessThanOrEqual(start.EndMs! + 0.01);
    }
  });

  it('ends when the container does, and says what was taken down', async () => {
    await sh('docker rm -f web');
    await expect.poll(async () => (await get<RunView>('/slipway/runs/1')).Whole, { timeout: 30_000 }).toBe(true);
    const run = await get<RunView>('/slipway/runs/1');
    expect(run).toMatchObject({ State: 'exited', ExitCode: 137, Removed: true });
    expect(attributesOf(run, 'guest.cleaned')).toEqual({ result: 'done' });
    expect(await sh('ls /sys/class/net/docker0/brif | wc -l')).toBe('0');
    expect(await sh(`ls -d /sys/fs/cgroup/docker/${run.ContainerId} 2>/dev/null || echo gone`)).toBe('gone');
  });

  it('leaves a container’s changes, with where the originals are', async () => {
    await sh('docker run --name changes busybox sh -c "echo x >> /etc/group; rm /bin/vi; echo 12345 > /etc/own"');
    const { Entries: upper } = await get<{ Entries: { Name: string; Type: string; SizeBytes: number }[] }>(
      '/slipway/containers/changes/upper?path=/etc',
    );
    expect(upper).toContainEqual({ Name: 'own', Type: 'file', SizeBytes: 6 });
    const { Entries: gone } = await get<{ Entries: { Name: string; Type: string }[] }>(
      '/slipway/containers/changes/upper?path=/bin',
    );
    expect(gone).toMatchObject([{ Name: 'vi', Type: 'deleted' }]);
    const { Entries: image } = await get<{ Entries: { Name: string; Layer: number; SizeBytes: number }[] }>(
      '/slipway/images/busybox/files?path=/etc',
    );
    const size = Number(await sh('docker run --rm busybox wc -c /etc/group | cut -d" " -f1'));
    expect(image.find(({ Name: name }) => name === 'group')).toMatchObject({ Layer: 0, SizeBytes: size });
  });
});
