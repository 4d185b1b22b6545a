import { describe, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts';
import { parseConfig } from './config.ts';
import { parseHostConfig } from './host-config.ts';
import { wantedPorts } from './port-bindings.ts';

interface Wish {
  readonly ExposedPorts?: Record<string, object>;
  readonly PortBindings?: Record<string, unknown>;
  readonly PublishAllPorts?: boolean;
  readonly NetworkMode?: string;
}

const webPort: Wish = { ExposedPorts: { '80/tcp': {} }, PortBindings: { '80/tcp': [{ HostPort: '8080' }] } };

function create(engine: TestEngine, name: string, { ExposedPorts, ...hostConfig }: Wish) {
  const body = { Image: 'test', Cmd: ['serve'], ExposedPorts, HostConfig: hostConfig };
  return engine.call('POST', `/containers/create?name=${name}`, body);
}

async function run(engine: TestEngine, name: string, wish: Wish) {
  expect((await create(engine, name, wish)).status).toBe(201);
  return engine.call('POST', `/containers/${name}/start`);
}

async function portsOf(engine: TestEngine, name: string): Promise<unknown> {
  return (await engine.call('GET', `/containers/${name}/json`)).body.NetworkSettings.Ports;
}

const at = (HostIp: string, HostPort: string) => [{ HostIp, HostPort }];
const listening = (engine: TestEngine) => engine.guest.ports.map((p) => `${p.protocol} ${p.hostAddress}:${p.hostPort}`);

describe('published ports', () => {
  it('are listened at while the container runs, and shown', async () => {
    const engine = await startTestEngine();
    expect((await run(engine, 'web', { ...webPort, ExposedPorts: { '80/tcp': {}, '81/tcp': {} } })).status).toBe(204);
    expect(engine.guest.ports).toMatchObject([
      { protocol: 'tcp', hostAddress: '0.0.0.0', hostPort: 8080, address: '172.17.0.2', port: 80 },
    ]);
    expect(await portsOf(engine, 'web')).toEqual({ '80/tcp': at('0.0.0.0', '8080'), '81/tcp': null });
    const [listed] = (await engine.call('GET', '/containers/json')).body;
    expect(listed.Ports).toEqual([
      { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
      { PrivatePort: 81, Type: 'tcp' },
    ]);
    expect(engine.engine.ports.list()).toMatchObject([{ hostPort: 8080, port: 80 }]);

    expect((await engine.call('POST', '/containers/web/stop')).status).toBe(204);
    expect(await portsOf(engine, 'web')).toEqual({});
    expect(listening(engine)).toEqual([]);
    expect((await engine.call('POST', '/containers/web/start')).status).toBe(204);
    expect((await engine.call('POST', '/containers/web/restart')).status).toBe(204);
    expect(await portsOf(engine, 'web')).toEqual({ '80/tcp': at('0.0.0.0', '8080'), '81/tcp': null });
    expect(listening(engine)).toEqual(['tcp 0.0.0.0:8080']);
  });

  it('that are taken fail the start in the words of dockerd; the container stays created', async () => {
    const engine = await startTestEngine();
    await run(engine, 'first', webPort);
    const second = await run(engine, 'second', webPort);
    const message =
      /^driver failed programming external connectivity on endpoint second \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/;
    expect(second).toMatchObject({ status: 500, body: { message: expect.stringMatching(message) as string } });
    const { State } = (await engine.call('GET', '/containers/second/json')).body;
    expect(State).toMatchObject({ Status: 'created', ExitCode: 128, Error: expect.stringMatching(message) as string });

    const third = await run(engine, 'third', { ...webPort, PortBindings: { '80/tcp': at('127.0.0.1', '8080') } });
    expect(third.body.message).toMatch(
      /Error starting userland proxy: listen tcp4 127\.0\.0\.1:8080: bind: address already in use$/,
    );
    await engine.call('DELETE', '/containers/first?force=1');
    expect((await engine.call('POST', '/containers/second/start')).status).toBe(204);
    expect(listening(engine)).toEqual(['tcp 0.0.0.0:8080']);
  });

  it('that follow one that is taken are given back', async () => {
    const engine = await startTestEngine();
    await run(engine, 'first', webPort);
    const both = { '80/tcp': [{ HostPort: '8080' }, { HostPort: '9090' }] };
    expect((await run(engine, 'second', { ...webPort, PortBindings: both })).status).toBe(500);
    expect(listening(engine)).toEqual(['tcp 0.0.0.0:8080']);
    const other = { '80/tcp': [{ HostPort: '9090' }] };
    expect((await run(engine, 'third', { ...webPort, PortBindings: other })).status).toBe(204);
  });

  it('of containers that fail to start are closed', async () => {
    const engine = await startTestEngine();
    await create(engine, 'bad', webPort);
    engine.guest.failNext = 'crun: open executable: Permission denied';
    expect((await engine.call('POST', '/containers/bad/start')).status).toBe(400);
    expect(listening(engine)).toEqual([]);
    expect((await run(engine, 'good', webPort)).status).toBe(204);
  });

  it('without a number are handed out from 32768 up, past those in use; -P takes all that are exposed', async () => {
    const engine = await startTestEngine();
    const elsewhere = { hostAddress: '0.0.0.0', protocol: 'tcp', hostPort: 32769, address: '', port: 1 } as const;
    engine.guest.ports.push({ ...elsewhere, containerId: 'a program of the guest' });
    const exposed = { '80/tcp': {}, '443/tcp': {}, '53/udp': {} };
    await run(engine, 'all', { ExposedPorts: exposed, PublishAllPorts: true });
    expect(await portsOf(engine, 'all')).toEqual({
      '443/tcp': at('0.0.0.0', '32768'),
      '53/udp': at('0.0.0.0', '32768'),
      '80/tcp': at('0.0.0.0', '32770'),
    });
  });

  it('of a range are the first that is free', async () => {
    const engine = await startTestEngine();
    const range = { ...webPort, PortBindings: { '80/tcp': [{ HostPort: '8080-8081' }] } };
    for (const [name, status] of Object.entries({ ra: 204, rb: 204, rc: 500 })) {
      expect((await run(engine, name, range)).status).toBe(status);
    }
    expect(listening(engine)).toEqual(['tcp 0.0.0.0:8080', 'tcp 0.0.0.0:8081']);
  });

  it('are dropped in the network of the host, with a warning, and none', async () => {
    const engine = await startTestEngine();
    const created = await create(engine, 'host', { ...webPort, NetworkMode: 'host' });
    expect(created.body.Warnings).toEqual(['Published ports are discarded when using host network mode']);
    expect((await engine.call('POST', '/containers/host/start')).status).toBe(204);
    // The name belongs to the network: names there lead to it.
    expect((await engine.call('GET', '/containers/host/json')).body.Config.Hostname).toBe('slipway');
    expect((await run(engine, 'none', { ...webPort, NetworkMode: 'none' })).status).toBe(204);
    expect(listening(engine)).toEqual([]);
    expect(await portsOf(engine, 'host')).toEqual({});
    expect(await portsOf(engine, 'none')).toEqual({});
  });

  it.each([
    ['publish=8080', ['web']],
    ['publish=8000-9000/tcp', ['web']],
    ['publish=80', []],
    ['publish=8080/udp', []],
    ['expose=80', ['web']],
  ])('filter %s', async (filter, names) => {
    const engine = await startTestEngine();
    await run(engine, 'web', webPort);
    const [name, value] = filter.split('=') as [string, string];
    const filters = encodeURIComponent(JSON.stringify({ [name]: [value] }));
    const { body } = await engine.call('GET', `/containers/json?filters=${filters}`);
    expect(body.map(({ Names }: { Names: string[] }) => Names[0]!.slice(1))).toEqual(names);
  });

  it.each<[Wish, string]>([
    [{ PortBindings: { '80/tcp': [{ HostPort: 'x' }] } }, 'invalid port specification: "x"'],
    [{ PortBindings: { '80x/tcp': [{ HostPort: '1' }] } }, 'invalid port specification: "80x"'],
    [{ PortBindings: { '80/tcp': [{ HostPort: '70000' }] } }, 'invalid port specification: "70000"'],
    [
      { PortBindings: { '80/tcp': 'x' } },
      'json: cannot unmarshal string into Go struct field HostConfig.HostConfig.PortBindings of type []nat.PortBinding',
    ],
    [
      { ...webPort, NetworkMode: 'container:x' },
      'conflicting options: port publishing and the container type network mode',
    ],
    [
      { ExposedPorts: { '80/tcp': {} }, NetworkMode: 'container:x' },
      'conflicting options: port exposing and the container type network mode',
    ],
  ])('%j is refused', async (wish, message) => {
    const engine = await startTestEngine();
    expect(await create(engine, 'xx', wish)).toEqual({ status: 400, body: { message } });
  });
});

describe('wantedPorts', () => {
  const want = (wish: Wish) => {
    const { ExposedPorts, ...host } = wish;
    const wanted = wantedPorts(parseConfig({ Image: 'test', ExposedPorts }), parseHostConfig(host));
    return wanted.map(({ port, protocol, hostAddress, hostPorts }) => {
      return `${hostAddress}:${hostPorts ? `${hostPorts.first}-${hostPorts.last}` : ''}:${port}/${protocol}`;
    });
  };

  it.each<[string, Wish, string[]]>([
    ['nothing', {}, []],
    ['exposed only', { ExposedPorts: { '80/tcp': {} } }, []],
    ['not exposed', { PortBindings: { '80/tcp': [{ HostPort: '1' }] } }, []],
    ['no address is all addresses', { ...webPort, PortBindings: { '80/tcp': at('zz', '') } }, ['0.0.0.0::80/tcp']],
    ['IPv6', { ...webPort, PortBindings: { '80/tcp': at('::1', '1') } }, ['::1:1-1:80/tcp']],
    ['null', { ...webPort, PortBindings: { '80/tcp': null } }, []],
    [
      'the order of dockerd',
      {
        ExposedPorts: { '80/tcp': {}, '443/tcp': {}, '53/udp': {}, '53/tcp': {} },
        PortBindings: { '53/udp': at('', '5353') },
        PublishAllPorts: true,
      },
      ['0.0.0.0:5353-5353:53/udp', '0.0.0.0::443/tcp', '0.0.0.0::80/tcp', '0.0.0.0::53/tcp'],
    ],
  ])('%s', (_, wish, wanted) => {
    expect(want(wish)).toEqual(wanted);
  });
});
