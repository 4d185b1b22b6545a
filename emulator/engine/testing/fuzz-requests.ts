/** A source of the same numbers each time: mulberry32. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

interface Seed {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const HOST_CONFIG = {
  Binds: ['box:/box', '/tmp:/host:ro'],
  NetworkMode: 'bridge',
  PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
  RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
  LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
  CapAdd: ['NET_ADMIN'],
  SecurityOpt: ['no-new-privileges', 'seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'],
  Ulimits: [{ Name: 'nofile', Soft: 10, Hard: 20 }],
  Memory: 67_108_864,
  NanoCpus: 500_000_000,
  PidsLimit: 50,
  Tmpfs: { '/run': 'size=1m' },
  Mounts: [{ Type: 'volume', Source: 'box', Target: '/m', VolumeOptions: { NoCopy: true } }],
  Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'rwm' }],
  ExtraHosts: ['a:1.2.3.4'],
  Sysctls: { 'net.core.somaxconn': '100' },
  Dns: ['1.1.1.1'],
  ConsoleSize: [24, 80],
  VolumesFrom: ['web'],
};
const CONTAINER = {
  Image: 'test',
  Cmd: ['true'],
  Env: ['A=b'],
  Labels: { a: 'b' },
  ExposedPorts: { '80/tcp': {} },
  Volumes: { '/data': {} },
  Healthcheck: { Test: ['CMD', 'true'], Interval: 1_000_000_000, Retries: 3 },
  StopSignal: 'SIGTERM',
  StopTimeout: 1,
  HostConfig: HOST_CONFIG,
  NetworkingConfig: { EndpointsConfig: { bridge: { Aliases: ['x'], IPAMConfig: { IPv4Address: '' } } } },
};
const filters = (value: object): Record<string, string> => ({ filters: JSON.stringify(value) });

/** Requests as clients send them, of every resource; 'web' runs, 'box' is a volume, 'net' a network. */
const SEEDS: readonly Seed[] = [
  // The largest body, hence the most often.
  ...Array<Seed>(8).fill({ method: 'POST', path: '/containers/create', body: CONTAINER }),
  { method: 'GET', path: '/_ping' },
  { method: 'GET', path: '/version' },
  { method: 'GET', path: '/info' },
  { method: 'GET', path: '/system/df' },
  { method: 'GET', path: '/events', query: { since: '0', until: '1', ...filters({ type: ['container'] }) } },
  { method: 'POST', path: '/auth', body: { username: 'a', password: 'b', serveraddress: 'registry.example' } },
  {
    method: 'GET',
    path: '/containers/json',
    query: { all: '1', limit: '5', size: '0', ...filters({ status: ['exited'] }) },
  },
  { method: 'POST', path: '/containers/create', query: { name: 'made', platform: 'linux/386' }, body: CONTAINER },
  { method: 'POST', path: '/containers/create', body: { Image: 'test', HostConfig: { AutoRemove: true } } },
  { method: 'GET', path: '/containers/web/json', query: { size: '1' } },
  { method: 'GET', path: '/containers/web/top', query: { ps_args: '-ef' } },
  {
    method: 'GET',
    path: '/containers/web/logs',
    query: { stdout: '1', stderr: '1', tail: '5', since: '1.5', follow: '0' },
  },
  { method: 'GET', path: '/containers/web/changes' },
  { method: 'GET', path: '/containers/web/export' },
  { method: 'GET', path: '/containers/web/stats', query: { stream: '0', 'one-shot': '1' } },
  { method: 'GET', path: '/containers/web/archive', query: { path: '/etc/passwd' } },
  { method: 'HEAD', path: '/containers/web/archive', query: { path: '/etc' } },
  {
    method: 'PUT',
    path: '/containers/web/archive',
    query: { path: '/tmp', noOverwriteDirNonDir: 'true' },
    body: 'tar',
  },
  { method: 'POST', path: '/containers/web/resize', query: { h: '20', w: '80' } },
  { method: 'POST', path: '/containers/web/start' },
  { method: 'POST', path: '/containers/made/start', query: { detachKeys: 'ctrl-p' } },
  { method: 'POST', path: '/containers/made/stop', query: { t: '1', signal: 'SIGTERM' } },
  { method: 'POST', path: '/containers/made/restart', query: { t: '0' } },
  { method: 'POST', path: '/containers/made/kill', query: { signal: '9' } },
  { method: 'POST', path: '/containers/web/update', body: { Memory: 1e8, RestartPolicy: { Name: 'always' } } },
  { method: 'POST', path: '/containers/made/rename', query: { name: 'other' } },
  { method: 'POST', path: '/containers/web/pause' },
  { method: 'POST', path: '/containers/web/unpause' },
  {
    method: 'POST',
    path: '/containers/web/attach',
    query: { stream: '1', stdin: '1', stdout: '1', logs: '1', detachKeys: 'a' },
  },
  { method: 'POST', path: '/containers/web/wait', query: { condition: 'next-exit' } },
  { method: 'DELETE', path: '/containers/made', query: { force: '1', v: '1' } },
  { method: 'POST', path: '/containers/prune', query: filters({ until: ['10m'], label: ['a=b'] }) },
  {
    method: 'POST',
    path: '/containers/web/exec',
    body: { Cmd: ['true'], AttachStdout: true, Env: ['A=b'], User: 'www', WorkingDir: '/' },
  },
  { method: 'POST', path: '/exec/0123/start', body: { Detach: false, Tty: false, ConsoleSize: [1, 2] } },
  { method: 'POST', path: '/exec/0123/resize', query: { h: '1', w: '1' } },
  { method: 'GET', path: '/exec/0123/json' },
  {
    method: 'POST',
    path: '/commit',
    query: { container: 'web', repo: 'mine', tag: '1', changes: 'CMD ["sh"]' },
    body: { Env: ['A=b'] },
  },
  {
    method: 'GET',
    path: '/images/json',
    query: { all: '1', digests: '1', ...filters({ reference: ['te*'], dangling: ['true'] }) },
  },
  { method: 'POST', path: '/images/create', query: { fromImage: 'app', tag: '1', platform: 'linux/386' } },
  { method: 'GET', path: '/images/test/json' },
  { method: 'GET', path: '/images/test/history' },
  { method: 'POST', path: '/images/test/tag', query: { repo: 'again', tag: 'x' } },
  { method: 'DELETE', path: '/images/again:x', query: { force: '1', noprune: '1' } },
  { method: 'GET', path: '/images/search', query: { term: 'x', limit: '3' } },
  { method: 'POST', path: '/images/prune', query: filters({ dangling: ['true'], until: ['1h'] }) },
  { method: 'GET', path: '/images/get', query: { names: 'test' } },
  { method: 'POST', path: '/images/load', query: { quiet: '1' }, body: 'tar' },
  { method: 'POST', path: '/images/mine/push', query: { tag: '1' } },
  {
    method: 'POST',
    path: '/build',
    query: { t: 'built', dockerfile: 'D', buildargs: '{"a":"b"}', labels: '{"l":"m"}', remote: '' },
    body: 'tar',
  },
  { method: 'POST', path: '/build/prune', query: filters({ until: ['1h'] }) },
  { method: 'GET', path: '/networks', query: filters({ name: ['net'], driver: ['bridge'] }) },
  { method: 'GET', path: '/networks/net', query: { verbose: '1', scope: 'local' } },
  {
    method: 'POST',
    path: '/networks/create',
    body: {
      Name: 'more',
      CheckDuplicate: true,
      IPAM: { Config: [{ Subnet: '10.9.0.0/24', Gateway: '10.9.0.1' }] },
      Options: { 'com.docker.network.bridge.name': 'br9' },
    },
  },
  {
    method: 'POST',
    path: '/networks/net/connect',
    body: { Container: 'web', EndpointConfig: { Aliases: ['y'], IPAMConfig: { IPv4Address: '172.30.0.9' } } },
  },
  { method: 'POST', path: '/networks/net/disconnect', body: { Container: 'web', Force: true } },
  { method: 'DELETE', path: '/networks/more' },
  { method: 'POST', path: '/networks/prune', query: filters({ until: ['1h'] }) },
  { method: 'GET', path: '/volumes', query: filters({ dangling: ['true'] }) },
  {
    method: 'POST',
    path: '/volumes/create',
    body: { Name: 'crate', Driver: 'local', DriverOpts: {}, Labels: { a: 'b' } },
  },
  { method: 'GET', path: '/volumes/box' },
  { method: 'DELETE', path: '/volumes/crate', query: { force: '1' } },
  { method: 'POST', path: '/volumes/prune', query: filters({ all: ['1'] }) },
  { method: 'GET', path: '/distribution/app/json' },
  { method: 'GET', path: '/swarm' },
  { method: 'POST', path: '/session' },
];

const ODD_VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -(2 ** 63),
    2 ** 53,
    '',
    ' ',
    '0',
    '-1',
    'true',
    'web',
    '\0',
    '../..',
    '/',
    '%',
    '☃',
    '\ud800',
  ],
  ...[
    [],
    {},
    [null],
    [[]],
    { a: null },
    ['a', 1],
    'x'.repeat(5000),
    { toString: 1 },
    ['__proto__'],
    '{{.Name}}',
    '(',
    '0x7f',
  ],
];
const ODD_NAMES = ['__proto__', 'constructor', 'toString', '', 'NAME', 'ſ', 'hasOwnProperty'];
const ODD_SEGMENTS = [
  '..',
  '.',
  '%00',
  '%',
  '%zz',
  '%2f',
  '%2e%2e',
  'a'.repeat(3000),
  '☃',
  'con:tainer',
  '%ff',
  '*',
  '-',
  "'",
  '"',
];

export interface FuzzRequest {
  /** What is sent, in the pieces in which it is sent. */
  readonly pieces: readonly Uint8Array[];
  /** For messages. */
  readonly text: string;
}

/** A request of a client, changed in up to four places, or not at all. */
export function fuzzRequest(dice: Dice): FuzzRequest {
  const seed = dice.pick(SEEDS);
  const changes = dice.below(5);
  let { method, path } = seed;
  const query = Object.entries(seed.query ?? {});
  let body = structuredClone(seed.body);
  const headers = new Map<string, string>([['Host', 'docker']]);
  for (let change = 0; change < changes; change++) {
    switch (dice.below(6)) {
      case 0:
        path = oddPath(dice, path);
        break;
      case 1:
        oddQuery(dice, query);
        break;
      case 2:
      case 3:
        if (body !== undefined && typeof body === 'object') body = oddJson(dice, body, 0);
        else oddQuery(dice, query);
        break;
      case 4:
        oddHeader(dice, headers);
        break;
      default:
        if (dice.once(4)) method = dice.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'get', 'OPTIONS']);
    }
  }
  const search = query.map(
    ([name, value]) => `${encode(name)}=${dice.once(20) ? value.replace(/\s/g, '') : encode(value)}`,
  );
  const target = `${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
  return frame(dice, `${method} ${target} HTTP/1.1`, headers, bodyBytes(dice, body));
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?'));
}

function oddPath(dice: Dice, path: string): string {
  const parts = path.split('/');
  const at = 1 + dice.below(parts.length - 1);
  switch (dice.below(5)) {
    case 0:
      return `/v${dice.pick(['1.43', '1.24', '1.1', '1.99', '9', '1.43.1', '0.0', '1.', 'x'])}${path}`;
    case 1:
      return [...parts.slice(0, at), dice.pick(ODD_SEGMENTS), ...parts.slice(at)].join('/');
    case 2:
      return parts.slice(0, at).join('/') || '/';
    case 3:
      return dice.pick([`http://docker${path}`, `${path}/`, `/${path}`, path.slice(1) || '*']);
    default:
      parts[at] = dice.pick([...ODD_SEGMENTS, 'made', 'web', 'none', 'bridge', 'test', 'test:latest']);
      return parts.join('/');
  }
}

function oddQuery(dice: Dice, query: [string, string][]): void {
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const at = dice.below(query.length + 1);
  const [name = dice.pick(ODD_NAMES), before = '{}'] = query[at] ?? [];
  let value = text(dice.pick(ODD_VALUES));
  if (name === 'filters' && /^\{("|\}$)/.test(before) && !dice.once(3))
    value = text(oddJson(dice, JSON.parse(before), 0));
  query[at] = [dice.once(10) ? dice.pick(ODD_NAMES) : name, value];
}

function oddHeader(dice: Dice, headers: Map<string, string>): void {
  const [name, value] = dice.pick([
    ['Content-Type', dice.pick(['text/plain', 'application/x-tar', '', 'application/json; charset=utf-16'])],
    ['Connection', dice.pick(['close', 'Upgrade', 'keep-alive, x'])],
    ['Upgrade', dice.pick(['tcp', 'h2c', ''])],
    ['Expect', dice.pick(['100-continue', '200-ok'])],
    ['X-Registry-Auth', dice.pick(['e30', '!!!', 'bm9uc2Vuc2U', 'x'.repeat(9000)])],
    ['X-Registry-Config', dice.pick(['e30', '%', 'W10'])],
    ['Host', ''],
    ['Range', 'bytes=1-'],
    ['X-Long', 'y'.repeat(dice.pick([100, 20_000, 70_000]))],
    ['Bad Name', 'x'],
    ['X-Bytes', '\u0001\u00ff'],
  ] as const);
  headers.set(name, value);
}

/** The value with one place changed. */
function oddJson(dice: Dice, value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || dice.once(4 + depth)) return dice.pick(ODD_VALUES);
  const entries = Object.entries(value);
  if (entries.length === 0) return Array.isArray(value) ? [dice.pick(ODD_VALUES)] : { [dice.pick(ODD_NAMES)]: 1 };
  const [name, below] = dice.pick(entries);
  const copy = structuredClone(value) as Record<string, unknown>;
  if (dice.once(12)) delete copy[name];
  else if (dice.once(12)) Object.defineProperty(copy, dice.pick(ODD_NAMES), { value: below, enumerable: true });
  else copy[name] = oddJson(dice, below, depth + 1);
  return copy;
}

function bodyBytes(dice: Dice, body: unknown): Uint8Array | undefined {
  if (body === undefined) return dice.once(15) ? new TextEncoder().encode('{"unexpected":1}') : undefined;
  const text = body === 'tar' ? 'not a tar'.repeat(dice.below(200)) : (JSON.stringify(body) ?? '');
  const bytes = new TextEncoder().encode(text);
  if (dice.once(15)) return bytes.subarray(0, dice.below(bytes.length + 1));
  if (dice.once(30)) return new Uint8Array([...bytes.subarray(0, 10), 0xff, 0xfe, 0]);
  if (dice.once(40)) return new TextEncoder().encode('['.repeat(20_000));
  return bytes;
}

/** Head and body on the wire, as announced, or not quite; in one piece or in several. */
function frame(dice: Dice, line: string, headers: Map<string, string>, body: Uint8Array | undefined): FuzzRequest {
  const parts: Uint8Array[] = [];
  const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
  if (body) {
    if (!headers.has('Content-Type')) headers.set('Content-Type', 'application/json');
    if (dice.once(3)) {
      headers.set('Transfer-Encoding', dice.once(15) ? 'gzip' : 'chunked');
      for (let at = 0; at < body.length;) {
        const size = 1 + dice.below(body.length - at);
        const announced = dice.once(25) ? dice.pick(['', 'g', '-1', 'ffffffff', '1'.repeat(40)]) : size.toString(16);
        parts.push(ascii(`${announced}\r\n`), body.subarray(at, at + size), ascii(dice.once(40) ? 'x' : '\r\n'));
        at += size;
      }
      parts.push(ascii(dice.once(20) ? '' : '0\r\n\r\n'));
    } else {
      const length = dice.once(20) ? dice.pick([body.length + 7, Math.max(0, body.length - 3), -1, 1e15]) : body.length;
      headers.set('Content-Length', String(length));
      parts.push(body);
    }
  }
  const head = [line, ...[...headers].map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  const pieces = [ascii(head), ...parts];
  if (dice.once(10)) pieces[0] = pieces[0]!.subarray(0, dice.below(pieces[0]!.length));
  return { pieces, text: `${head.slice(0, 2000)}${body ? new TextDecoder().decode(body.subarray(0, 2000)) : ''}` };
}
