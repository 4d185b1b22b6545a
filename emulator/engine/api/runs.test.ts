import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { RunLog } from '../runs/run-log.ts';
import type { RunView, SpanView } from '../runs/run-view.ts';
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts';

/** As a `docker` command asks. */
async function ask(test: TestEngine, client: { argv: string[] } | undefined, path: string, body?: object) {
  const response = await test.engine.transport.request({
    method: 'POST',
    path,
    client,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: new TextEncoder().encode(JSON.stringify(body)) } : {}),
  });
  const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  return { status: response.status, id: text === '' ? '' : ((JSON.parse(text) as { Id?: string }).Id ?? '') };
}

const runOf = async (test: TestEngine, number: number) =>
  (await test.call('GET', `/slipway/runs/${number}`)).body as RunView;
const spansOf = ({ Spans: spans }: RunView, name: string) => spans.filter((span) => span.Name === name);
const lengthMs = ({ StartMs, EndMs }: SpanView) => (EndMs ?? NaN) - StartMs;

describe('GET /slipway/runs', () => {
  it('has a run with what it consisted of', async () => {
    const test = await startTestEngine();
    const client = { argv: ['run', '-p', '8080:80', 'test', 'echo', 'hi'] };
    const hostConfig = { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } };
    const created = await ask(test, client, '/containers/create?name=web', {
      ...{ Image: 'test', Cmd: ['echo', 'hi'], ExposedPorts: { '80/tcp': {} }, HostConfig: hostConfig },
    });
    const waited = test.call('POST', '/containers/web/wait?condition=next-exit');
    await ask(test, client, `/containers/${created.id}/start`);
    await waited;
    const run = await runOf(test, 1);
    expect(run).toMatchObject({
      ...{ Number: 1, Kind: 'run', Command: client.argv, Image: 'test', ContainerId: created.id, ContainerName: 'web' },
      ...{
        State: 'exited',
        ExitCode: 0,
        Error: '',
        Argv: ['echo', 'hi'],
        StdoutBytes: 3,
        StderrBytes: 0,
        Removed: false,
      },
    });
    expect(run.Pid).toBeGreaterThan(0);
    expect(run.Requests.map(({ Path: path, Status: status }) => [path.split('?')[0], status])).toEqual([
      ['/containers/create', 201],
      ['/containers/web/wait', 200],
      [`/containers/${created.id}/start`, 204],
    ]);
    expect(run.Spans.map(({ Name: name }) => name)).toEqual([
      ...['image.lookup', 'container.create', 'container.prepare', 'network.address', 'ports.publish'],
      ...['container.start', 'container.output', 'container.release'],
    ]);
    expect(spansOf(run, 'network.address')[0]!.Attributes).toEqual({
      ...{ network: 'bridge', address: '172.17.0.2/16', subnet: '172.17.0.0/16', gateway: '172.17.0.1' },
      ...{ mac: '02:42:ac:11:00:02', interface: 'eth0', bridge: 'docker0' },
    });
    expect(spansOf(run, 'ports.publish')[0]!.Attributes).toEqual({ ports: ['0.0.0.0:8080->80/tcp'] });
    expect(spansOf(run, 'container.release')[0]!.Attributes).toEqual({
      ...{ addresses: ['172.17.0.2'], ports: ['0.0.0.0:8080->80/tcp'], volumes: [] },
    });
    for (const span of run.Spans) {
      expect(span.Error).toBe('');
      expect(lengthMs(span), span.Name).toBeGreaterThanOrEqual(0);
      expect(span.EndMs).toBeLessThanOrEqual(run.NowMs);
    }
  });

  it('has the guest’s steps among them', async () => {
    const test = await startTestEngine();
    const { id } = await ask(test, undefined, '/containers/create', { Image: 'test', Cmd: ['serve'] });
    await ask(test, undefined, `/containers/${id}/start`);
    const start = performance.now();
    test.guest.steps = (asked) => ({
      nowMs: performance.now() - 1_000_000,
      steps:
        asked === id
          ? [
              { step: 'start', atMs: start - 1_000_000, detail: '' },
              { step: 'overlay', atMs: start - 999_999.5, detail: '/m o' },
            ]
          : [],
    });
    const run = await runOf(test, 1);
    expect(run).toMatchObject({ State: 'running', ExitCode: null, Whole: false, Command: null });
    expect(spansOf(run, 'guest.overlay')[0]).toMatchObject({ Attributes: { target: '/m', options: 'o' } });
    expect(lengthMs(spansOf(run, 'guest.overlay')[0]!)).toBeCloseTo(0.5, 2);
  });

  it('tells where a run failed, and why', async () => {
    const test = await startTestEngine();
    const missing = await ask(test, { argv: ['run', 'nope'] }, '/containers/create', { Image: 'nope' });
    expect(missing.status).toBe(404);
    expect(await runOf(test, 1)).toMatchObject({ State: 'failed', Error: 'No such image: nope:latest', Image: 'nope' });

    await ask(test, undefined, '/containers/create?name=w', { Image: 'test' });
    const run = await runOf(test, 2);
    expect(run.State).toBe('failed');
    expect(run.Error).toContain('Invalid container name (w)');
    expect(spansOf(run, 'image.lookup')[0]!.Error).toBe('');
    expect(spansOf(run, 'container.create')[0]!.Error).toBe(run.Error);

    const { id } = await ask(test, undefined, '/containers/create', { Image: 'test', Cmd: ['nocmd'] });
    test.guest.failNext = 'executable file `nocmd` not found in $PATH';
    await ask(test, undefined, `/containers/${id}/start`);
    const failed = await runOf(test, 3);
    expect(failed.State).toBe('failed');
    expect(failed.Error).toContain('executable file not found in $PATH');
    expect(spansOf(failed, 'container.start')[0]!.Error).not.toBe('');
  });

  it('begins another run when a container is started again, not for who looks', async () => {
    const test = await startTestEngine();
    const { id } = await ask(test, undefined, '/containers/create?name=again', { Image: 'test', Cmd: ['true'] });
    await ask(test, undefined, `/containers/${id}/start`);
    await test.call('POST', '/containers/again/wait');
    await ask(test, { argv: ['start', 'again'] }, '/containers/again/start');
    await test.call('POST', '/containers/again/wait');
    await test.call('GET', '/containers/json');
    const { body } = await test.call('GET', '/slipway/runs');
    expect(body.Runs).toMatchObject([
      { Number: 2, Kind: 'start', Command: ['start', 'again'], ContainerId: id, State: 'exited' },
      { Number: 1, Kind: 'run', ContainerId: id, State: 'exited' },
    ]);
    await test.call('DELETE', '/containers/again');
    expect(await runOf(test, 2)).toMatchObject({ Removed: true });
    expect((await test.call('GET', '/slipway/runs/99')).body.message).toBe('no such run: 99');
  });

  it('answers who waits for a change when there is one', async () => {
    const test = await startTestEngine();
    const { body } = await test.call('GET', '/slipway/runs');
    expect(body.Runs).toEqual([]);
    const changed = test.call('GET', `/slipway/runs?after=${body.Version}`);
    await ask(test, undefined, '/containers/create', { Image: 'test' });
    expect((await changed).body.Runs).toMatchObject([{ State: 'created' }]);
    // One that knows less than there is does not wait.
    expect((await test.call('GET', '/slipway/runs?after=0')).body.Runs).toHaveLength(1);
  });
});

describe('a run whose image is pulled first', () => {
  const progress = [
    { status: 'Pulling fs layer', id: 'a' },
    { status: 'Already exists', id: 'b' },
    { status: 'Downloading', id: 'a', progressDetail: { current: 10, total: 500 } },
    { status: 'Downloading', id: 'a', progressDetail: { current: 500, total: 500 } },
    { status: 'Pull complete', id: 'a' },
  ];
  const missing = new Error('No such image: nginx:latest');
  const fails = (): never => {
    throw missing;
  };
  function missed(log: RunLog, client: { argv: string[] } | undefined) {
    const run = log.creating(client, 'nginx');
    expect(() => run.measure('image.lookup', fails, () => ({}))).toThrow(missing);
    run.failed(missing);
    return run;
  }

  it.each([[undefined], [{ argv: ['run', 'nginx'] }]])('is one run (client %j)', (client) => {
    const log = new RunLog(systemClock());
    const run = missed(log, client);
    const pull = log.pulling(client, 'nginx:latest');
    expect(run.state).toBe('preparing');
    for (const message of progress) pull.progress(message);
    pull.end();
    expect(log.creating(client, 'nginx')).toBe(run);
    expect(run.span('image.pull')?.attributes).toEqual({ image: 'nginx:latest', layers: 1, bytes: 500 });
    const layers = run.spans.filter(({ name }) => name === 'image.layer');
    expect(layers.map(({ attributes }) => attributes)).toEqual([
      { layer: 'a', bytes: 500, state: 'fetched' },
      { layer: 'b', bytes: 0, state: 'here' },
    ]);
    expect(log.list()).toHaveLength(1);
  });

  it('fails with the pull, and another try is another run', () => {
    const log = new RunLog(systemClock());
    const run = missed(log, undefined);
    log.pulling(undefined, 'nginx').end(new Error('no network'));
    expect(run).toMatchObject({ state: 'failed', error: 'no network' });
    expect(log.creating(undefined, 'nginx')).not.toBe(run);
  });

  it('has the pull that came first (--pull always), not one of another command', () => {
    const log = new RunLog(systemClock());
    const client = { argv: ['run', '--pull', 'always', 'nginx'] };
    log.pulling(client, 'nginx:latest').end();
    log.pulling(undefined, 'nginx:latest').end();
    expect(log.creating(client, 'nginx').span('image.pull')?.error).toBe('');
    expect(log.creating({ argv: ['run', 'nginx'] }, 'nginx').span('image.pull')).toBeUndefined();
  });

  it('remembers no more than it should', () => {
    const log = new RunLog(systemClock());
    for (let count = 0; count < 40; count++) log.creating(undefined, `image${count}`);
    expect(log.list().map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, index) => 40 - index));
    const [run] = log.list();
    for (let count = 0; count < 300; count++) run!.end(run!.begin('image.layer'));
    expect(run!.spans).toHaveLength(200);
  });
});
