import { describe, expect, test } from 'vitest';
import { conditionSchema, look } from './conditions.ts';
import { fakeContainers, fakeMachine } from './testing.ts';

type Answers = Readonly<Record<string, unknown>>;

async function told(
  condition: object,
  answers: Answers,
  run?: Parameters<typeof fakeMachine>[1],
  language: 'en' | 'zh' = 'en',
) {
  return look(conditionSchema.parse(condition), fakeMachine(answers, run), language);
}

describe('container', () => {
  const some = fakeContainers(
    {
      ...{ name: 'web', image: 'nginx:1.25' },
      ...{ config: { Image: 'nginx:1.25', Env: ['A=b'], Labels: { tier: 'front' }, User: '' } },
      host: { Memory: 64 * 2 ** 20, NanoCpus: 5e8, ReadonlyRootfs: true, RestartPolicy: { Name: 'always' } },
      Mounts: [{ Name: 'data', Source: '/var/lib/x', Destination: '/data', RW: true }],
      NetworkSettings: {
        Ports: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }], '53/udp': null },
        Networks: { shop: {} },
      },
    },
    { name: 'done', state: { Status: 'exited', ExitCode: 1, Pid: 0 } },
    { name: 'idle', image: 'docker.io/library/redis:latest', state: { Status: 'created', Pid: 0 } },
  );

  test.each([
    { name: 'web', image: 'nginx:1.25', state: 'running' },
    { name: 'web', env: { A: 'b' }, labels: { tier: 'front' }, publishes: '8080:80', network: 'shop' },
    { name: 'web', publishes: '127.0.0.1:8080:80/tcp' },
    { name: 'web', memory: '64m', cpus: 0.5, readOnly: true, restart: 'always', mounts: 'data:/data', user: '' },
    { state: 'exited', exitCode: 1 },
    { image: 'redis', state: 'created' },
    { name: 'gone', absent: true },
    { image: 'redis', state: 'running', absent: true },
    { image: 'busybox', count: 1 },
  ])('%j holds', async (wanted) => expect(await told({ container: wanted }, some)).toBeUndefined());

  test.each([
    [{ name: 'gone' }, 'There is no container called gone.'],
    [{ image: 'mariadb' }, 'There is no container made from the image mariadb.'],
    [{ name: 'web', image: 'redis' }, 'The container web: its image is nginx:1.25, and should be redis.'],
    [
      { name: 'done', state: 'running' },
      'The container done: its state is exited (with code 1), and should be running.',
    ],
    [
      { image: 'redis', state: 'running' },
      'The container idle: its state is created, never started, and should be running.',
    ],
    [{ name: 'done', state: 'exited', exitCode: 0 }, 'The container done: its exit code is 1, and should be 0.'],
    [{ name: 'web', publishes: '80:80' }, 'The container web has no published port 80:80.'],
    [{ name: 'web', publishes: '0.0.0.0:8080:80' }, 'The container web has no published port 0.0.0.0:8080:80.'],
    [{ name: 'web', env: { A: 'c' } }, 'The container web has no environment variable A=c.'],
    [{ name: 'web', memory: '32m' }, 'The container web: its memory limit is 67108864, and should be 33554432.'],
    [{ name: 'done', memory: '32m' }, 'The container done: its memory limit is no limit, and should be 33554432.'],
    [
      { name: 'done', readOnly: true },
      'The container done: its root file system is writable, and should be read-only.',
    ],
    [{ name: 'web', network: 'bridge' }, 'The container web has no network bridge.'],
    [{ name: 'web', absent: true }, 'The container web is still there.'],
    [{ absent: true }, 'These containers are still there: web, done, idle.'],
    [{ count: 2 }, '3 such containers were found, and 2 are wanted.'],
  ])('%j does not: %s', async (wanted, message) => expect(await told({ container: wanted }, some)).toBe(message));

  test('none at all', async () => {
    expect(await told({ container: { state: 'running' } }, fakeContainers())).toBe('There is no container yet.');
  });

  test('speaks the learner’s language', async () => {
    expect(await told({ container: { name: 'done', state: 'running' } }, some, undefined, 'zh')).toBe(
      '容器 done：状态是已退出（退出码 1），应为运行中。',
    );
  });

  test('an engine that fails is no answer', async () => {
    const machine = { ...fakeMachine({}), api: async () => ({ status: 500, body: { message: 'oh' } }) };
    await expect(look(conditionSchema.parse({ container: {} }), machine, 'en')).rejects.toThrow(
      'the engine answered 500',
    );
  });
});

describe('image', () => {
  const config = { Cmd: ['app.py'], Entrypoint: null, WorkingDir: '/app', User: '', Env: ['A=b'], Labels: null };
  const answers: Answers = {
    '/images/app/json': {
      Size: 30e6,
      Config: {
        ...config,
        ExposedPorts: { '80/tcp': {}, '81/tcp': {} },
        Healthcheck: { Test: ['CMD-SHELL', 'wget -q localhost || exit 1'] },
      },
      RootFS: { Layers: ['a', 'b', 'c'] },
    },
    '/images/base/json': { Size: 20e6, Config: config, RootFS: { Layers: ['a', 'b'] } },
    '/images/other/json': { Size: 20e6, Config: config, RootFS: { Layers: ['b'] } },
    '/images/app/history': [
      { CreatedBy: 'RUN /bin/sh -c pip install flask # buildkit' },
      { CreatedBy: 'WORKDIR /app' },
    ],
    '/images/json?filters=%7B%22dangling%22%3A%5B%22true%22%5D%7D': [{}, {}],
  };
  test.each([
    { name: 'app', command: ['app.py'], workdir: '/app', exposes: '81/tcp', base: 'base', env: { A: 'b' } },
    { name: 'app', history: '^RUN .*pip install', layersAtMost: 3, sizeAtMost: '30m' },
    { name: 'app', healthcheck: '^wget .* localhost' },
    { name: 'none', absent: true },
    { dangling: true },
  ])('%j holds', async (wanted) => expect(await told({ image: wanted }, answers)).toBeUndefined());
  test.each([
    [{ name: 'none' }, 'There is no image called none.'],
    [{ name: 'app', absent: true }, 'The image app is still there.'],
    [{ name: 'app', command: ['sh'] }, 'The image app: CMD is ["app.py"], and should be ["sh"].'],
    [{ name: 'app', user: 'nobody' }, 'The image app: USER is nothing, and should be nobody.'],
    [{ name: 'app', exposes: '90/tcp' }, 'The image app: EXPOSE is 80/tcp 81/tcp, and should be 90/tcp.'],
    [{ name: 'app', base: 'other' }, 'The image app does not build on other: its first layers are others.'],
    [{ name: 'app', layersAtMost: 2 }, 'The image app has 3 layers; it should have 2 at most.'],
    [{ name: 'app', sizeAtMost: '1m' }, 'The image app has 30.0 MB; it should have 1.0 MB at most.'],
    [{ name: 'app', history: 'COPY' }, 'No step in the history of app is /COPY/.'],
    [
      { name: 'app', healthcheck: 'curl' },
      'The image app: HEALTHCHECK is wget -q localhost || exit 1, and should be /curl/.',
    ],
    [{ name: 'base', healthcheck: '.' }, 'The image base: HEALTHCHECK is nothing, and should be /./.'],
    [{ dangling: true, absent: true }, 'There are 2 dangling images (without a name).'],
  ])('%j does not: %s', async (wanted, message) => expect(await told({ image: wanted }, answers)).toBe(message));
});

describe('volumes and networks', () => {
  const answers: Answers = {
    ...fakeContainers({
      name: 'db',
      Mounts: [{ Name: 'data', Source: '', Destination: '/d' }],
      NetworkSettings: { Ports: {}, Networks: { shop: {} } },
    }),
    '/volumes/data': {},
    '/volumes/other': {},
    '/networks/shop': { Internal: false, IPAM: { Config: [{ Subnet: '10.1.0.0/24' }] } },
  };
  test.each([
    [{ volume: { name: 'data', usedBy: 'db' } }, undefined],
    [{ volume: { name: 'other', usedBy: 'db' } }, 'The volume other is not mounted in the container db.'],
    [{ volume: { name: 'gone' } }, 'There is no volume called gone.'],
    [{ volume: { name: 'data', absent: true } }, 'The volume data is still there.'],
    [{ volume: { name: 'data', usedBy: 'web' } }, 'There is no container called web.'],
    [{ network: { name: 'shop', subnet: '10.1.0.0/24', containers: ['db'] } }, undefined],
    [{ network: { name: 'shop', internal: true } }, 'The network shop is not internal.'],
    [
      { network: { name: 'shop', subnet: '10.2.0.0/24' } },
      'The network shop has the subnet 10.1.0.0/24, not 10.2.0.0/24.',
    ],
    [{ network: { name: 'shop', without: ['db'] } }, 'The container db is still in the network shop.'],
    [{ network: { name: 'none', absent: true } }, undefined],
  ])('%j: %s', async (condition, message) => expect(await told(condition, answers)).toBe(message));
});

describe('what the kernel tells', () => {
  const answers = fakeContainers({ name: 'db' }, { name: 'ended', state: { Status: 'exited', Pid: 0 } });
  const files: Record<string, string> = {
    'memory.max': '67108864\n',
    'pids.max': 'max\n',
    '/proc/42/mountinfo':
      '30 1 0:1 / / rw,relatime - overlay overlay rw\n31 30 8:1 / /data ro,relatime shared:1 - ext4 /dev/sdb rw\n',
  };
  const run = (argv: readonly string[]) => {
    // Of busybox: one path, or none is read.
    if (argv[0] === 'readlink') {
      if (argv.length !== 2) return { code: 1, stderr: 'Usage: readlink [-fnv] FILE' };
      return { stdout: argv[1]!.endsWith('/uts') ? 'uts:[1]\n' : `${argv[1]}\n` };
    }
    const text = files[argv.at(-1)!];
    return text === undefined ? { code: 1 } : { stdout: text };
  };
  test.each([
    [{ cgroup: { container: 'db', file: 'memory.max', equals: '67108864' } }, undefined],
    [{ cgroup: { container: 'db', file: 'memory.max', atMost: '64m', atLeast: '1m' } }, undefined],
    [
      { cgroup: { container: 'db', file: 'memory.max', atMost: '1m' } },
      'memory.max in the cgroup of the container db is 67108864, and should be at most 1048576.',
    ],
    [
      { cgroup: { container: 'db', file: 'pids.max', atMost: '10' } },
      'pids.max in the cgroup of the container db is max, and should be at most 10.',
    ],
    [
      { cgroup: { container: 'db', file: 'cpu.max', equals: 'x' } },
      'The cgroup of the container db has no file cpu.max.',
    ],
    [{ cgroup: { container: 'ended', file: 'cpu.max', equals: 'x' } }, 'The container ended does not run.'],
    [{ mount: { container: 'db', at: '/', type: 'overlay', readOnly: false } }, undefined],
    [{ mount: { container: 'db', at: '/data', type: 'tmpfs' } }, 'What is mounted at /data is ext4, not tmpfs.'],
    [{ mount: { container: 'db', at: '/data', readOnly: false } }, 'What is mounted at /data is read-only.'],
    [{ mount: { container: 'db', at: '/x' } }, 'Nothing is mounted at /x in the container db.'],
    [{ namespace: { container: 'db', type: 'pid', apartFrom: 'machine' } }, undefined],
    [
      { namespace: { container: 'db', type: 'uts', apartFrom: 'machine' } },
      'db and the machine share one uts namespace.',
    ],
    [
      { namespace: { container: 'db', type: 'net', sharedWith: 'machine' } },
      'db and the machine have net namespaces of their own.',
    ],
  ])('%j: %s', async (condition, message) => expect(await told(condition, answers, run)).toBe(message));
});

describe('what runs', () => {
  const answers: Answers = {
    ...fakeContainers({ name: 'db' }, { name: 'ended', state: { Status: 'exited', Pid: 0 } }),
    '/containers/db/top': {
      Titles: ['UID', 'PID', 'CMD'],
      Processes: [
        ['0', '1', 'sh -c sleep'],
        ['redis', '7', 'redis-server *:6379'],
      ],
    },
  };
  const run = (argv: readonly string[]) => {
    if (argv.includes('wget')) {
      const url = argv.at(-1)!;
      if (url.includes(':9')) return { code: 1, stderr: 'wget: can’t connect' };
      if (url.endsWith('/old')) return { stdout: 'new', stderr: '  HTTP/1.1 301 Moved\n  HTTP/1.1 200 OK\n' };
      return url.endsWith('/')
        ? { stdout: '<h1>Hi</h1>', stderr: '  HTTP/1.1 200 OK\n' }
        : { code: 1, stderr: '  HTTP/1.1 404 Not Found\n' };
    }
    if (argv[1] === 'logs') return { stdout: 'ready\n', stderr: 'warning: x\n' };
    if (argv[1] === 'exec') return { code: argv.includes('false') ? 1 : 0, stdout: 'PONG\n' };
    if (argv[0] === 'sh') return argv.includes('/gone') ? { code: 1 } : { stdout: 'x\n#!/bin/sh\n' };
    return { code: 127 };
  };
  test.each([
    [{ process: { container: 'db', command: 'redis-server', user: 'redis' } }, undefined],
    [{ process: { container: 'db', command: 'nginx' } }, 'No process in the container db fits /nginx/.'],
    [
      { process: { container: 'db', command: 'sleep', user: 'redis' } },
      'The process in the container db runs as 0, not as redis.',
    ],
    [
      { process: { container: 'db', command: 'sleep', absent: true } },
      'A process in the container db still fits /sleep/.',
    ],
    [{ http: { port: 8080, contains: 'Hi' } }, undefined],
    [{ http: { port: 8080, path: '/old', contains: 'new' } }, undefined],
    [{ http: { port: 8080, contains: 'Bye' } }, 'What http://localhost:8080/ answers does not contain Bye.'],
    [{ http: { port: 8080, path: '/x' } }, 'http://localhost:8080/x answers with status 404, not 200.'],
    [{ http: { port: 9000 } }, 'Nobody answers at http://localhost:9000/.'],
    [{ http: { port: 9000, absent: true } }, undefined],
    [{ output: { container: 'db', matches: '^warning' } }, undefined],
    [{ output: { container: 'db', contains: 'error' } }, 'What the container db has printed does not contain error.'],
    [
      { output: { container: 'db', contains: 'ready', absent: true } },
      'What the container db has printed contains ready.',
    ],
    [{ exec: { container: 'db', command: ['redis-cli', 'ping'], contains: 'PONG' } }, undefined],
    [{ exec: { container: 'db', command: ['false'] } }, 'The command “false” ended with exit code 1.'],
    [{ exec: { container: 'ended', command: ['true'] } }, 'The container ended does not run.'],
    [{ file: { path: 'a', executable: true, contains: '#!' } }, undefined],
    [{ file: { path: '/gone', container: 'db' } }, 'There is no file /gone in the container db.'],
    [{ file: { path: 'a', matches: '^x$' } }, 'The file a does not contain /^x$/.'],
    [{ file: { path: 'a', absent: true } }, 'The file a is still there.'],
  ])('%j: %s', async (condition, message) => expect(await told(condition, answers, run)).toBe(message));
});
