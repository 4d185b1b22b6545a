import { describe, expect, it } from 'vitest';
import { humanDuration } from './human-duration.ts';
import { parseAccounts, resolveUser } from './accounts.ts';
import { capabilitiesFor } from './capabilities.ts';
import { commandOf, mergeImageDefaults, parseConfig } from './config.ts';
import { DetachFilter, parseDetachKeys } from './detach-keys.ts';
import { parseHostConfig } from './host-config.ts';
import { cleanPath, collectMounts, parseBind } from './mounts.ts';
import { checkName } from './names.ts';
import { containerEnvironment } from './oci-spec.ts';
import { parseProcess } from './proc-files.ts';
import { parseSignal } from './signals.ts';
import { describeStartFailure } from './start-error.ts';
import { validateHostConfig } from './validate-host-config.ts';

/** The messages of `work`, or undefined when it does not fail. */
function failureOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('config', () => {
  const image = {
    Env: ['A=1', 'B=2'],
    Cmd: ['sh'],
    Entrypoint: ['/entry'],
    WorkingDir: '/w',
    User: 'www',
    Labels: { a: 'b' },
  };
  it.each([
    ['nothing', {}, ['/entry', 'sh']],
    ['a command', { Cmd: ['ls', '-l'] }, ['/entry', 'ls', '-l']],
    ['a command as text', { Cmd: 'ls' }, ['/entry', 'ls']],
    ['an entrypoint', { Entrypoint: ['/other'] }, ['/other']],
    ['both', { Entrypoint: '/other', Cmd: ['x'] }, ['/other', 'x']],
    ['an empty entrypoint', { Entrypoint: [''], Cmd: ['x'] }, ['x']],
  ])('the command with %s', (_, body, expected) => {
    const { path, args } = commandOf(mergeImageDefaults(parseConfig(body), image));
    expect([path, ...args]).toEqual(expected);
  });

  it('takes from the image what the request leaves out', () => {
    const merged = mergeImageDefaults(parseConfig({ Env: ['B=mine', 'C'], labels: { c: 'd' } }), image);
    expect(merged).toMatchObject({
      User: 'www',
      WorkingDir: '/w',
      Env: ['B=mine', 'C', 'A=1'],
      Labels: { a: 'b', c: 'd' },
    });
    expect(containerEnvironment({ ...merged, Env: ['A=1', 'PATH=/p', 'A'] }, 'h')).toEqual(['PATH=/p', 'HOSTNAME=h']);
  });

  it.each([
    [{ WorkingDir: 'x' }, "the working directory 'x' is invalid, it needs to be an absolute path"],
    [{ Env: ['=x'] }, 'invalid environment variable: =x'],
    [{ StopSignal: 'ZZ' }, 'Invalid signal: ZZ'],
    [{ Cmd: 5 }, 'json: cannot unmarshal number into Go struct field ContainerConfigWrapper.Cmd of type []string'],
    [{ Tty: 'yes' }, 'json: cannot unmarshal string into Go struct field ContainerConfigWrapper.Tty of type bool'],
  ])('%j fails', (body, message) => {
    expect(failureOf(() => parseConfig(body))).toBe(message);
  });
});

describe('host config', () => {
  it.each([
    [{ Memory: 1000 }, 'Minimum memory limit allowed is 6MB'],
    [{ RestartPolicy: { Name: 'zz' } }, "invalid restart policy 'zz'"],
    [
      { AutoRemove: true, RestartPolicy: { Name: 'always' } },
      "can't create 'AutoRemove' container with restart policy",
    ],
    [
      { RestartPolicy: { Name: 'always', MaximumRetryCount: 2 } },
      "maximum retry count cannot be used with restart policy 'always'",
    ],
    [{ CapAdd: ['ZZ'] }, 'invalid CapAdd: unknown capability: "CAP_ZZ"'],
    [{ NanoCpus: 100e9 }, 'Range of CPUs is from 0.01 to 1.00, as there are only 1 CPUs available'],
    [{ ShmSize: -1 }, 'SHM size can not be less than 0'],
    [{ Runtime: 'zz' }, 'Unknown runtime specified zz'],
    [
      { PortBindings: { '80/sctp': [{ HostPort: '80' }] } },
      'publishing a port with SCTP (-p …/sctp) is not implemented in Slipway',
    ],
    [{}, undefined],
    [
      {
        MemorySwappiness: -1,
        PidsLimit: 0,
        LogConfig: { Type: '', Config: {} },
        ConsoleSize: [0, 0],
        Devices: [],
        Ulimits: [],
      },
      undefined,
    ],
    [
      {
        Memory: 32e6,
        NanoCpus: 5e8,
        SecurityOpt: ['seccomp=unconfined'],
        Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }],
      },
      undefined,
    ],
  ])('%j → %s', (body, message) => {
    expect(failureOf(() => validateHostConfig(parseHostConfig(body), parseConfig({}), 1))).toBe(message);
  });

  it.each([
    [{ Privileged: true }, 41, 'CAP_SYS_ADMIN', true],
    [{}, 14, 'CAP_SYS_ADMIN', false],
    [{ CapAdd: ['sys_admin'] }, 15, 'CAP_SYS_ADMIN', true],
    [{ CapDrop: ['ALL'], CapAdd: ['CAP_KILL'] }, 1, 'CAP_KILL', true],
    [{ CapAdd: ['ALL'], CapDrop: ['KILL'] }, 40, 'CAP_KILL', false],
  ])('capabilities of %j', (body, count, name, has) => {
    const capabilities = capabilitiesFor(parseHostConfig(body));
    expect([capabilities.length, capabilities.includes(name)]).toEqual([count, has]);
  });
});

describe('mounts', () => {
  it.each([
    ['/a:/b', { Type: 'bind', Source: '/a', Destination: '/b', RW: true, Mode: '', Propagation: 'rprivate' }],
    ['/a/../c//d:/b/:ro', { Type: 'bind', Source: '/c/d', Destination: '/b', RW: false, Mode: 'ro' }],
    ['name:/b', { Type: 'volume', Name: 'name', Destination: '/b', Mode: 'z', RW: true, copyUp: true }],
    ['name:/b:ro,nocopy', { Type: 'volume', Name: 'name', RW: false, copyUp: false }],
    ['/b', { Type: 'volume', Destination: '/b', anonymous: true }],
  ])('%s', (spec, expected) => expect(parseBind(spec)).toMatchObject(expected));

  it.each([
    [
      'a',
      "invalid volume specification: 'a': invalid mount config for type \"volume\": invalid mount path: 'a' mount path must be absolute",
    ],
    [
      'a:b',
      "invalid volume specification: 'a:b': invalid mount config for type \"volume\": invalid mount path: 'b' mount path must be absolute",
    ],
    ['/x:/y:zz', 'invalid mode: zz'],
    ['a::/x', 'invalid mode: /x'],
    ['/x:/y:ro,rw', 'invalid mode: ro,rw'],
    ['/x:ro', "invalid volume specification: '/x:ro'"],
    ['box:nocopy,z', "invalid volume specification: 'box:nocopy,z'"],
    [
      '/x:/y:nocopy',
      `invalid volume specification: '/x:/y:nocopy': invalid mount config for type "bind": field VolumeOptions must not be specified`,
    ],
    [
      'box:/y:rshared',
      `invalid volume specification: 'box:/y:rshared': invalid mount config for type "volume": field BindOptions must not be specified`,
    ],
    ['b:/y', 'create b: volume name is too short, names should be at least two alphanumeric characters'],
    [
      '/x:/',
      "invalid volume specification: '/x:/': invalid mount config for type \"bind\": invalid specification: destination can't be '/'",
    ],
    [
      'a b:/x',
      'create a b: "a b" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path',
    ],
  ])('%s fails', (spec, message) => expect(failureOf(() => parseBind(spec))).toBe(message));

  it.each([
    [{ Binds: ['/x:/y', '/z:/y'] }, {}, 'Duplicate mount point: /y'],
    [
      { Mounts: [{ Type: 'bind', Source: '', Target: '/x' }] },
      {},
      'invalid mount config for type "bind": field Source must not be empty',
    ],
    [
      { Mounts: [{ Type: 'zz', Source: '/', Target: '/x' }] },
      {},
      'invalid mount config for type "zz": mount type unknown',
    ],
    [{ Tmpfs: { x: '' } }, {}, "invalid mount path: 'x' mount path must be absolute"],
    [
      { Binds: ['/x:/y'], Tmpfs: { '/t': 'size=1m' }, VolumesFrom: ['other:ro'] },
      { Volumes: { '/y': {}, '/v': {} } },
      undefined,
    ],
  ])('%j', (host, config, message) => {
    const other = () => [parseBind('shared:/s')];
    const work = () => collectMounts(parseConfig(config), parseHostConfig(host), other);
    expect(failureOf(work)).toBe(message);
    if (message !== undefined) return;
    expect(work().map(({ Type, Destination, RW }) => [Type, Destination, RW])).toEqual([
      ['volume', '/s', false],
      ['bind', '/y', true],
      ['tmpfs', '/t', true],
      ['volume', '/v', true],
    ]);
  });

  it('takes null, as docker-py sends it, for nothing said', () => {
    const host = parseHostConfig({ Mounts: [{ Type: 'tmpfs', Source: null, Target: '/fast' }] });
    const mounts = collectMounts(parseConfig({}), host, () => []);
    expect(mounts.map(({ Type, Destination }) => [Type, Destination])).toEqual([['tmpfs', '/fast']]);
  });

  it.each([
    ['/', '/'],
    ['/a//b/../c/.', '/a/c'],
    ['/../..', '/'],
  ])('%s is %s', (path, clean) => expect(cleanPath(path)).toBe(clean));
});

describe('users', () => {
  const accounts = parseAccounts(
    'root:x:0:0:root:/root:/bin/sh\nbroken\n# no\nwww:x:33:34::/var/www:\n1001:x:50:50::/:\n',
    'root:x:0:\nwheel:x:10:root,www\nwww:x:34:\nadm:x:4:\n',
  );
  it.each<[string, string[], [number, number, number[]]]>([
    ['', [], [0, 0, [0, 10]]],
    ['root', [], [0, 0, [0, 10]]],
    ['0', [], [0, 0, [0, 10]]],
    ['www', [], [33, 34, [34, 10]]],
    ['33', ['adm', '77'], [33, 34, [34, 10, 4, 77]]],
    ['www:adm', [], [33, 4, [4]]],
    ['7', [], [7, 0, [0]]],
    ['7:8', [], [7, 8, [8]]],
    ['1001', [], [50, 50, [50]]],
  ])('%s with %j', (user, groups, [uid, gid, additionalGids]) => {
    expect(resolveUser(user, groups, accounts)).toMatchObject({ uid, gid, additionalGids });
  });
  it.each([
    ['zz', 'unable to find user zz: no matching entries in passwd file'],
    ['www:zz', 'unable to find group zz: no matching entries in group file'],
    ['9999999999', 'uids and gids must be in range 0-2147483647'],
  ])('%s fails', (user, message) => expect(failureOf(() => resolveUser(user, [], accounts))).toBe(message));
});

describe('names and signals', () => {
  it.each([
    ['web_1.x-y', true],
    ['/web', true],
    ['a', false],
    ['-a', false],
    ['a b', false],
    ['', false],
  ])('%s', (name, ok) => expect(failureOf(() => checkName(name)) === undefined).toBe(ok));

  it.each([
    ['SIGTERM', 15],
    ['term', 15],
    ['9', 9],
    ['RTMIN+3', 37],
    ['SIGRTMAX-1', 63],
    ['0', undefined],
    ['toString', undefined],
    ['', undefined],
  ])('%s is %s', (text, number) => {
    if (number === undefined) expect(failureOf(() => parseSignal(text))).toBe(`Invalid signal: ${text}`);
    else expect(parseSignal(text)).toBe(number);
  });
});

describe('detach keys', () => {
  it.each([
    ['ctrl-p,ctrl-q', [16, 17]],
    ['a,ctrl-[', [97, 27]],
    ['ctrl-1', undefined],
    ['ab', undefined],
  ])('%s', (text, keys) => {
    if (keys) expect(parseDetachKeys(text)).toEqual(keys);
    else expect(failureOf(() => parseDetachKeys(text))).toBe(`Invalid detach keys (${text}) provided`);
  });

  it.each([
    [['ab'], 'ab', false],
    [['\x10\x11'], '', true],
    [['a\x10', '\x11b'], 'a', true],
    [['\x10', 'x', '\x10\x10\x11'], '\x10x\x10', true],
    [['\x10'], '', false],
  ])('%j', (pieces, passed, detached) => {
    const filter = new DetachFilter([16, 17]);
    let text = '';
    let last = false;
    for (const piece of pieces) {
      const result = filter.filter(new TextEncoder().encode(piece));
      text += new TextDecoder().decode(result.pass);
      last = result.detached;
    }
    expect([text, last]).toEqual([passed, detached]);
  });
});

describe('failures of crun', () => {
  it.each([
    [
      'executable file `nope` not found in $PATH: No such file or directory',
      'nope',
      'exec: "nope": executable file not found in $PATH',
      127,
    ],
    [
      'executable file `/nope` not found in $PATH: No such file or directory',
      '/nope',
      'exec: "/nope": stat /nope: no such file or directory',
      127,
    ],
    ['crun: open executable: Operation not permitted', '/etc', 'exec: "/etc": permission denied', 126],
    ['2026-01-01T00:00:00.1Z: open executable: Permission denied', './x', 'exec: "./x": permission denied', 126],
    [
      'chdir `/zz`: No such file or directory',
      'sh',
      'chdir to cwd ("/zz") set in config.json failed: no such file or directory',
      127,
    ],
    ['exec container process `/x`: Exec format error', '/x', 'exec /x: exec format error', 126],
  ])('%s', (message, command, detail, exitCode) => {
    const failure = describeStartFailure(new Error(message), command, 'exec');
    expect(failure.exitCode).toBe(exitCode);
    expect(failure.error.message).toBe(
      `OCI runtime exec failed: exec failed: unable to start container process: ${detail}: unknown`,
    );
  });

  it('keeps what it does not know', () => {
    const { error, exitCode } = describeStartFailure(new Error('mount `x` to `y`: Not a directory'), 'sh', 'create');
    expect([error.kind, exitCode]).toEqual(['invalid', 127]);
    expect(error.message).toContain('Are you trying to mount a directory onto a file (or vice-versa)?');
    expect(describeStartFailure(new Error('odd'), 'sh', 'create')).toMatchObject({
      exitCode: 128,
      error: { kind: 'internal' },
    });
  });
});

it.each([
  [900, 'Less than a second'],
  [1_000, '1 second'],
  [59_000, '59 seconds'],
  [61_000, 'About a minute'],
  [46 * 60_000, '46 minutes'],
  [3_600_000, 'About an hour'],
  [47 * 3_600_000, '47 hours'],
  [72 * 3_600_000, '3 days'],
  [15 * 24 * 3_600_000, '2 weeks'],
])('%i ms is %s', (ms, text) => expect(humanDuration(ms)).toBe(text));

it('reads /proc/<pid>/stat whatever the name', () => {
  const stat = '42 (a) b (c) S 1 42 42 34816 42 0 0 0 0 0 150 50 0 0 20 0 1 0 9000 1048576 64';
  expect(parseProcess(stat, 'sh\0-c\0x y\0', 0, parseAccounts('root:x:0:0::/:', ''))).toMatchObject({
    pid: 42,
    parent: 1,
    name: 'a) b (c',
    commandLine: 'sh -c x y',
    state: 'Ss+',
    terminal: 'pts/0',
    cpuSeconds: 2,
    startedSeconds: 90,
    user: 'root',
  });
});
