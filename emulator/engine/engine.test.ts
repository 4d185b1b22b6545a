import { describe, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from './testing/test-engine.ts';
import type { ApiResponse } from './transport.ts';

type Listed = { Names: string[]; Status: string; State: string };
type MountShown = { Type: string; Destination: string; RW: boolean; Propagation: string };

async function create(engine: TestEngine, name: string, body: object): Promise<string> {
  const answer = await engine.call('POST', `/containers/create?name=${name}`, { Image: 'test', ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.Id as string;
}

/** Of a time in RFC 3339, whose fraction has as many digits as it needs. */
function nanoseconds(time: string): bigint {
  const [, seconds = '', fraction = ''] = /^([^.]+?)(?:\.(\d+))?Z$/.exec(time) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

async function run(engine: TestEngine, name: string, body: object): Promise<string> {
  const id = await create(engine, name, body);
  expect((await engine.call('POST', `/containers/${name}/start`)).status).toBe(204);
  return id;
}

async function attachTo(engine: TestEngine, path: string, body?: object) {
  const response: ApiResponse = await engine.engine.transport.request({
    method: 'POST',
    path,
    headers: { upgrade: 'tcp', connection: 'Upgrade', 'content-type': 'application/json' },
    ...(body ? { body: new TextEncoder().encode(JSON.stringify(body)) } : {}),
  });
  expect(response.status).toBe(101);
  const writer = response.hijacked!.writable.getWriter();
  const reader = response.hijacked!.readable.getReader();
  return {
    type: (text: string) => writer.write(new TextEncoder().encode(text)),
    close: () => writer.close(),
    async read() {
      const { value, done } = await reader.read();
      return done ? undefined : new TextDecoder().decode(value);
    },
    async all() {
      let text = '';
      for (let part = await this.read(); part !== undefined; part = await this.read()) text += part;
      return text;
    },
  };
}

const frame = (stream: 1 | 2, text: string) => `${String.fromCharCode(stream, 0, 0, 0, 0, 0, 0, text.length)}${text}`;

describe('the way of docker run --rm', () => {
  it('attaches, starts, delivers output, tells the exit code, and leaves nothing', async () => {
    const engine = await startTestEngine();
    const id = await create(engine, 'one', { Cmd: ['echo', 'hi'], HostConfig: { AutoRemove: true } });
    const attached = await attachTo(engine, `/v1.41/containers/${id}/attach?stream=1&stdout=1&stderr=1`);
    const waiting = engine.call('POST', `/containers/${id}/wait?condition=removed`);
    expect((await engine.call('POST', `/containers/${id}/start`)).status).toBe(204);
    expect(await attached.all()).toBe(frame(1, 'hi\n'));
    expect((await waiting).body).toEqual({ Error: null, StatusCode: 0 });
    expect((await engine.call('GET', '/containers/json?all=1')).body).toEqual([]);
    await engine.engine.shutdown();
    expect(engine.guest.removed).toEqual([id]);
    expect(engine.guest.files.has(`/var/lib/docker/overlay2/${id}`)).toBe(false);
  });

  it('asks the guest for nothing but the start when the image is known', async () => {
    const engine = await startTestEngine();
    await run(engine, 'warm', { Cmd: ['true'] });
    const asked: string[] = [];
    const { files } = engine.guest;
    for (const name of ['stat', 'read', 'list', 'makeDirectory'] as const) {
      const original = files[name].bind(files) as (...args: never[]) => Promise<never>;
      (files as unknown as Record<string, unknown>)[name] = (...args: never[]) => {
        asked.push(`${name} ${String(args[0])}`);
        return original(...args);
      };
    }
    const id = await create(engine, 'second', { Cmd: ['true'] });
    expect((await engine.call('POST', `/containers/${id}/start`)).status).toBe(204);
    expect(asked.filter((call) => !call.includes(id))).toEqual([]);
  });

  it.each([
    [
      'executable file `nope` not found in $PATH: No such file or directory',
      'exec: "nope": executable file not found in $PATH',
      127,
    ],
    ['open executable: Permission denied', 'exec: "nope": permission denied', 126],
  ])('%s', async (crun, docker, exitCode) => {
    const engine = await startTestEngine();
    await create(engine, 'bad', { Cmd: ['nope'] });
    engine.guest.failNext = `crun: ${crun}`;
    const answer = await engine.call('POST', '/containers/bad/start');
    expect(answer).toEqual({
      status: 400,
      body: {
        message: `failed to create shim task: OCI runtime create failed: crun create failed: unable to start container process: ${docker}: unknown`,
      },
    });
    const { State: state } = (await engine.call('GET', '/containers/bad/json')).body;
    expect(state).toMatchObject({ Status: 'created', ExitCode: exitCode, Error: answer.body.message });
  });
});

describe('states', () => {
  it('stops with the stop signal, then kills', async () => {
    const engine = await startTestEngine();
    await run(engine, 'kind', { Cmd: ['serve'] });
    expect((await engine.call('POST', '/containers/kind/stop')).status).toBe(204);
    expect((await engine.call('POST', '/containers/kind/stop')).status).toBe(304);
    await run(engine, 'deaf', { Cmd: ['sleep', '100'] });
    expect((await engine.call('POST', '/containers/deaf/stop?t=0')).status).toBe(204);
    const states = (await engine.call('GET', '/containers/json?all=1')).body.map((c: Listed) => [c.Names[0], c.Status]);
    expect(states).toEqual([
      ['/deaf', expect.stringMatching(/^Exited \(137\) .* ago$/)],
      ['/kind', expect.stringMatching(/^Exited \(0\) .* ago$/)],
    ]);
  });

  it('refuses what the state forbids, in the words of dockerd', async () => {
    const engine = await startTestEngine();
    const id = await run(engine, 'aa', { Cmd: ['sleep', '100'] });
    const idle = await create(engine, 'bb', {});
    const table: [Parameters<TestEngine['call']>[0], string, number, string?, object?][] = [
      ['POST', '/containers/aa/start', 304],
      [
        'POST',
        '/containers/create?name=aa',
        409,
        `Conflict. The container name "/aa" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
        { Image: 'test' },
      ],
      [
        'DELETE',
        '/containers/aa',
        409,
        `You cannot remove a running container ${id}. Stop the container before attempting removal or force remove`,
      ],
      ['POST', '/containers/aa/kill?signal=ZZ', 400, 'Invalid signal: ZZ'],
      [
        'POST',
        '/containers/aa/kill?signal=99',
        500,
        'Cannot kill container: aa: The linux daemon does not support signal 99',
      ],
      ['POST', '/containers/aa/unpause', 500, `Container ${id} is not paused`],
      ['POST', '/containers/aa/exec', 400, 'No exec command specified', { Cmd: [] }],
      ['POST', '/containers/bb/kill', 409, `Cannot kill container: bb: Container ${idle} is not running`],
      ['POST', '/containers/bb/pause', 409, `Container ${idle} is not running`],
      ['GET', '/containers/bb/top', 409, `Container ${idle} is not running`],
      ['POST', '/containers/bb/exec', 409, `Container ${idle} is not running`, { Cmd: ['true'] }],
      ['POST', '/containers/bb/rename?name=bb', 400, 'Renaming a container with the same name as its current name'],
      ['POST', '/containers/bb/rename?name=', 400, 'Neither old nor new names may be empty'],
      [
        'POST',
        '/containers/bb/rename?name=aa',
        409,
        `Error when allocating new name: Conflict. The container name "/aa" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
      ],
      ['GET', '/containers/bb/logs', 400, 'Bad parameters: you must choose at least one stream'],
      ['GET', '/containers/nope/json', 404, 'No such container: nope'],
      ['GET', '/exec/nope/json', 404, 'No such exec instance: nope'],
      ['GET', '/volumes/nope', 404, 'get nope: no such volume'],
      ['GET', '/networks/nope', 404, 'network nope not found'],
      ['DELETE', '/networks/bridge', 403, 'bridge is a pre-defined network and cannot be removed'],
      ['GET', '/nope', 404, 'page not found'],
      ['GET', '/v1.44/info', 400, 'client version 1.44 is too new. Maximum supported API version is 1.43'],
    ];
    for (const [method, path, status, message, body] of table) {
      const answer = await engine.call(method, path, body);
      expect([path, answer.status, answer.body.message], path).toEqual([path, status, message]);
    }
    expect((await engine.call('POST', '/containers/aa/pause')).status).toBe(204);
    expect((await engine.call('POST', '/containers/aa/exec', { Cmd: ['true'] })).body.message).toBe(
      'Container aa is paused, unpause the container before exec',
    );
    expect((await engine.call('GET', '/containers/json')).body[0].Status).toMatch(/^Up .* \(Paused\)$/);
    expect((await engine.call('DELETE', '/containers/aa?force=1')).status).toBe(204);
  });

  it('finds what ran before a reload exited with 255, and its logs', async () => {
    const first = await startTestEngine();
    const id = await run(first, 'web', { Cmd: ['serve'] });
    await run(first, 'gone', { Cmd: ['serve'], HostConfig: { AutoRemove: true } });
    await create(first, 'idle', {});
    await first.engine.shutdown();
    const second = await first.reboot();
    const list = (await second.call('GET', '/containers/json?all=1')).body;
    expect(list.map((c: Listed) => [c.Names[0], c.State])).toEqual([
      ['/idle', 'created'],
      ['/web', 'exited'],
    ]);
    const { State: state, Id: found } = (await second.call('GET', '/containers/web/json')).body;
    expect([found, state.ExitCode, nanoseconds(state.FinishedAt) > nanoseconds(state.StartedAt)]).toEqual([
      id,
      255,
      true,
    ]);
    expect((await second.call('GET', '/containers/web/logs?stdout=1')).body).toBe(frame(1, 'ready\n'));
    expect((await second.call('POST', '/containers/web/start')).status).toBe(204);
  });

  it('shows who hears of the end of a container that is restarted its new run', async () => {
    const engine = await startTestEngine();
    await run(engine, 'web', { Cmd: ['serve'] });
    const ended = engine.call('POST', '/containers/web/wait?condition=next-exit');
    const restarted = engine.call('POST', '/containers/web/restart');
    await ended;
    expect((await engine.call('GET', '/containers/web/json')).body.State).toMatchObject({ Running: true });
    expect((await restarted).status).toBe(204);
  });

  it('restarts by policy, with delay and count', async () => {
    const engine = await startTestEngine();
    await run(engine, 'flaky', {
      Cmd: ['false'],
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
    });
    await expect
      .poll(async () => (await engine.call('GET', '/containers/flaky/json')).body, { timeout: 5000 })
      .toMatchObject({ RestartCount: 2, State: { Status: 'exited', ExitCode: 1 } });
    expect(engine.guest.starts.length).toBe(3);
    // A start by a user begins to count anew.
    await engine.call('POST', '/containers/flaky/start');
    await expect.poll(() => engine.guest.starts.length, { timeout: 5000 }).toBe(6);
  });
});

describe('attach and exec', () => {
  it('passes input, and its end', async () => {
    const engine = await startTestEngine();
    await create(engine, 'in', { Cmd: ['cat'], OpenStdin: true, StdinOnce: true });
    const attached = await attachTo(engine, '/containers/in/attach?stream=1&stdin=1&stdout=1');
    await engine.call('POST', '/containers/in/start');
    await attached.type('one');
    expect(await attached.read()).toBe(frame(1, 'one'));
    await attached.close();
    expect(await attached.read()).toBe(undefined);
    expect((await engine.call('POST', '/containers/in/wait')).body.StatusCode).toBe(0);
  });

  it('detaches with ctrl-p ctrl-q, and the container goes on', async () => {
    const engine = await startTestEngine();
    await run(engine, 'tty', { Cmd: ['cat'], OpenStdin: true, StdinOnce: true, Tty: true });
    const attached = await attachTo(engine, '/containers/tty/attach?stream=1&stdin=1&stdout=1');
    await attached.type('a\x10');
    await attached.type('b');
    expect(await attached.read()).toBe('a');
    expect(await attached.read()).toBe('\x10b');
    await attached.type('\x10\x11');
    expect(await attached.read()).toBe(undefined);
    expect((await engine.call('GET', '/containers/tty/json')).body.State.Running).toBe(true);
    const again = await attachTo(engine, '/containers/tty/attach?stream=1&stdin=1&stdout=1&detachKeys=x');
    await again.type('c');
    expect(await again.read()).toBe('c');
    await again.type('x');
    expect(await again.read()).toBe(undefined);
  });

  it('runs exec with environment, user and exit code; a failure comes on the stream', async () => {
    const engine = await startTestEngine();
    await run(engine, 'box', { Cmd: ['serve'] });
    engine.guest.programs.set('env', (program) => {
      program.stdout(program.env.join('\n'));
      program.stderr(`${program.process.cwd} ${program.process.user.uid}`);
      return 3;
    });
    const body = { Cmd: ['env'], AttachStdout: true, AttachStderr: true, Env: ['A=exec'], User: '7', WorkingDir: '/w' };
    const { Id: id } = (await engine.call('POST', '/containers/box/exec', body)).body;
    const output = await (await attachTo(engine, `/v1.41/exec/${id}/start`, { Detach: false })).all();
    expect(output).toContain('A=exec');
    expect(output).toContain(frame(2, '/w 7'));
    expect((await engine.call('GET', `/exec/${id}/json`)).body).toMatchObject({ Running: false, ExitCode: 3 });

    const { Id: bad } = (await engine.call('POST', '/containers/box/exec', { Cmd: ['nope'], AttachStdout: true })).body;
    const words =
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown\r\n';
    expect(await (await attachTo(engine, `/v1.41/exec/${bad}/start`, {})).all()).toContain(words);
    expect((await engine.call('GET', `/exec/${bad}/json`)).body.ExitCode).toBe(126);
  });
});

describe('logs and events', () => {
  it('tails, follows and stamps', async () => {
    const engine = await startTestEngine();
    engine.guest.programs.set('count', async (program) => {
      for (let i = 1; i <= 5; i++) program[i % 2 ? 'stdout' : 'stderr'](`${i}\n`);
      await program.signal();
      program.stdout('last');
      return 0;
    });
    await run(engine, 'log', { Cmd: ['count'], Tty: true });
    await expect
      .poll(async () => (await engine.call('GET', '/containers/log/logs?stdout=1&stderr=1')).body)
      .toContain('4\n');
    expect((await engine.call('GET', '/containers/log/logs?stdout=1&tail=2')).body).toMatch(/^\d\n(\d\n)?$/);
    const following = engine.call('GET', '/containers/log/logs?stdout=1&stderr=1&follow=1&tail=1');
    await engine.call('POST', '/containers/log/kill?signal=TERM');
    expect((await following).body).toMatch(/^\d\nlast$/);
    const stamped = (await engine.call('GET', '/containers/log/logs?stdout=1&timestamps=1')).body as string;
    expect(stamped).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z 1\n/);
    expect((await engine.call('GET', `/containers/log/logs?stdout=1&since=${Date.now()}`)).body).toBe('');
  });

  it('tells what happened, in order, filtered', async () => {
    const engine = await startTestEngine();
    await run(engine, 'ev', { Cmd: ['true'], Labels: { x: 'y' }, HostConfig: { AutoRemove: true } });
    await expect.poll(async () => (await engine.call('GET', '/containers/json?all=1')).body.length).toBe(0);
    const until = Date.now() / 1000 + 0.05;
    const answer = await engine.engine.transport.request({
      method: 'GET',
      path: `/events?since=1&until=${until.toFixed(3)}`,
    });
    const text = await new Response(answer.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
    const actions = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map((event) => `${event.Type} ${event.Action}`);
    expect(actions.slice(0, 6)).toEqual([
      'container create',
      'network connect',
      'container start',
      'container die',
      'network disconnect',
      'container destroy',
    ]);
  });
});

describe('what is created', () => {
  it('resolves users by the image, sets environment and network', async () => {
    const engine = await startTestEngine();
    const id = await run(engine, 'uu', { Cmd: ['serve'], User: 'www', Env: ['A=mine', 'B'], WorkingDir: '/srv' });
    const start = engine.guest.starts[0]!;
    const config = start.config as { process: object };
    expect(config.process).toMatchObject({
      user: { uid: 33, gid: 34, additionalGids: [34, 44] },
      cwd: '/srv',
      env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        `HOSTNAME=${id.slice(0, 12)}`,
        'A=mine',
      ],
    });
    expect(start.endpoints).toEqual([
      {
        interfaceName: 'eth0',
        bridge: 'docker0',
        macAddress: '02:42:ac:11:00:02',
        addressCidr: '172.17.0.2/16',
        gateway: '172.17.0.1',
        names: false,
      },
    ]);
    expect(start.files.find(({ path }) => path.endsWith('/hosts'))?.content).toContain(
      `172.17.0.2\t${id.slice(0, 12)}\n`,
    );
    const { NetworkSettings: network } = (await engine.call('GET', '/containers/uu/json')).body;
    expect([network.IPAddress, network.Networks.bridge.MacAddress]).toEqual(['172.17.0.2', '02:42:ac:11:00:02']);
    await run(engine, 'nn', { Cmd: ['serve'], HostConfig: { NetworkMode: 'none' } });
    expect(engine.guest.starts[1]!.endpoints).toEqual([]);
  });

  it.each([
    [{ User: 'zz' }, 'unable to find user zz: no matching entries in passwd file'],
    [{ User: 'www:zz' }, 'unable to find group zz: no matching entries in group file'],
  ])('%j', async (body, message) => {
    const engine = await startTestEngine();
    await create(engine, 'xx', body);
    const answer = await engine.call('POST', '/containers/xx/start');
    expect([answer.status, answer.body.message]).toEqual([500, message]);
  });

  it('makes volumes, keeps named ones and removes anonymous ones with the container', async () => {
    const engine = await startTestEngine();
    await create(engine, 'vv', { Volumes: { '/anon': {} }, HostConfig: { Binds: ['data:/data:ro', '/workspace:/w'] } });
    const { Mounts: mounts } = (await engine.call('GET', '/containers/vv/json')).body;
    expect(mounts.map((mount: MountShown) => [mount.Type, mount.Destination, mount.RW, mount.Propagation])).toEqual([
      ['volume', '/data', false, ''],
      ['bind', '/w', true, 'rprivate'],
      ['volume', '/anon', true, ''],
    ]);
    expect((await engine.call('DELETE', '/volumes/data')).status).toBe(409);
    await engine.call('DELETE', '/containers/vv?v=1');
    await engine.engine.shutdown();
    expect((await engine.call('GET', '/volumes')).body.Volumes.map((volume: { Name: string }) => volume.Name)).toEqual([
      'data',
    ]);
  });
});
