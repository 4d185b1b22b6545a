import { describe, expect, test } from 'vitest';
import type { ListedContainer } from '../machine/engine-objects.ts';
import { NAMESPACES, type KernelProcess, type KernelReport, type Namespaces } from '../machine/kernel-report.ts';
import { commandOf, containerPictures, countProcesses, processForest, type ProcessNode } from './container-model.ts';

const MACHINE = Object.fromEntries(NAMESPACES.map((kind, index) => [kind, 100 + index])) as Namespaces;

/** All its own but user and time, as Docker makes them, and what `change` says. */
function own(base: number, change: Partial<Namespaces> = {}): Namespaces {
  const result = Object.fromEntries(NAMESPACES.map((kind, index) => [kind, base + index])) as Namespaces;
  return { ...result, user: MACHINE.user, time: MACHINE.time, ...change };
}

function process(pid: number, parent: number, more: Partial<KernelProcess> = {}): KernelProcess {
  return {
    pid,
    parent,
    pids: [pid, 1],
    name: `p${pid}`,
    argv: [`p${pid}`],
    state: 'S',
    threads: 1,
    rssBytes: 0,
    user: 0,
    namespaces: own(200),
    ...more,
  };
}

function container(id: string, state: string, pid: number, exitCode = 0) {
  const listed: ListedContainer = {
    Id: id,
    Names: [`/${id}`],
    Image: 'busybox',
    State: state,
    Status: '',
    Ports: [],
    HostConfig: { NetworkMode: 'default' },
    NetworkSettings: { Networks: {} },
    Mounts: [],
  };
  const details = {
    State: { Pid: pid, ExitCode: exitCode, OOMKilled: false, Error: '' },
    RestartCount: 0,
    Config: { Hostname: '' },
  };
  return { ...listed, details };
}

function reportOf(groups: Readonly<Record<string, readonly KernelProcess[]>>): KernelReport {
  return {
    atMs: 0,
    namespaces: MACHINE,
    groups: Object.entries(groups).map(([path, processes]) => ({ path, figures: undefined, processes })),
    leftOut: 0,
  };
}

/** '1(2(3) 4)': what stands below what. */
function shape(forest: readonly ProcessNode[]): string {
  return forest
    .map(({ process: { pid }, children }) => (children.length === 0 ? `${pid}` : `${pid}(${shape(children)})`))
    .join(' ');
}

describe('namespaces', () => {
  const pictures = containerPictures(
    [container('web', 'running', 10), container('side', 'running', 20), container('host', 'running', 30)],
    reportOf({
      '/docker/web': [process(10, 1)],
      '/docker/side': [process(20, 1, { namespaces: own(300, { net: own(200).net, pid: own(200).pid }) })],
      '/docker/host': [process(30, 1, { namespaces: own(400, { net: MACHINE.net, pid: MACHINE.pid }) })],
    }),
  );
  const uses = (name: string) =>
    pictures
      .find((each) => each.name === name)
      ?.namespaces.map(({ kind, isMachines, sharedWith }) => `${kind} ${isMachines ? 'machine' : sharedWith.join()}`);

  test.each([
    ['web', ['pid side', 'net side', 'mnt ', 'uts ', 'ipc ', 'cgroup ', 'user machine', 'time machine']],
    ['side', ['pid web', 'net web', 'mnt ', 'uts ', 'ipc ', 'cgroup ', 'user machine', 'time machine']],
    ['host', ['pid machine', 'net machine', 'mnt ', 'uts ', 'ipc ', 'cgroup ', 'user machine', 'time machine']],
  ])('of %s', (name, expected) => expect(uses(name)).toEqual(expected));
});

test('those that are up come first; an exit code is of those that ended', () => {
  const containers = [
    container('dead', 'exited', 0, 3),
    container('new', 'created', 0),
    container('web', 'running', 10),
  ];
  const pictures = containerPictures(containers, undefined);
  expect(pictures.map(({ name, isUp, exitCode }) => [name, isUp, exitCode])).toEqual([
    ['web', true, undefined],
    ['dead', false, 3],
    ['new', false, undefined],
  ]);
});

test('processes of groups that the container made below its own are its processes', () => {
  const [picture] = containerPictures(
    [container('web', 'running', 10)],
    reportOf({
      '/docker/web': [process(10, 1)],
      '/docker/web/sub': [process(11, 10)],
      '/docker/web2': [process(12, 1)],
    }),
  );
  expect(shape(picture?.processes ?? [])).toBe('10(11)');
});

describe('the tree of processes', () => {
  test.each<[string, readonly [pid: number, parent: number][], number | undefined, string]>([
    ['nothing', [], undefined, ''],
    [
      'a tree, in whatever order',
      [
        [12, 11],
        [10, 1],
        [11, 10],
        [13, 10],
      ],
      10,
      '10(11(12) 13)',
    ],
    [
      'the first process first, whatever came in',
      [
        [5, 1],
        [10, 1],
      ],
      10,
      '10 5',
    ],
    [
      'parents that ended meanwhile',
      [
        [10, 1],
        [14, 13],
      ],
      10,
      '10 14',
    ],
    [
      'numbers that go round',
      [
        [10, 1],
        [20, 21],
        [21, 20],
      ],
      10,
      '10 20(21)',
    ],
    ['its own parent', [[10, 10]], 10, '10'],
    [
      'no first process',
      [
        [11, 10],
        [12, 11],
      ],
      undefined,
      '11(12)',
    ],
  ])('%s', (_, pairs, main, expected) => {
    const processes = pairs.map(([pid, parent]) => process(pid, parent));
    const forest = processForest(
      processes,
      processes.find(({ pid }) => pid === main),
    );
    expect(shape(forest)).toBe(expected);
    expect(countProcesses(forest)).toBe(pairs.length);
  });

  test('what came in from outside is told, where that can be told', () => {
    const entered = (main: KernelProcess) => processForest([main, process(20, 1)], main).map((node) => node.isEntered);
    expect(entered(process(10, 1))).toEqual([false, true]);
    // The machine's process numbers: an orphan has a parent outside as well.
    expect(entered(process(10, 1, { pids: [10] }))).toEqual([false, false]);
  });

  test('namespaces that are not those of the first process are told', () => {
    const main = process(10, 1);
    const child = process(11, 10, { namespaces: { ...own(200), net: 999, uts: 998, mnt: 0 } });
    expect(processForest([main, child], main)[0]?.children[0]?.differing).toEqual(['net', 'uts']);
  });
});

describe('a command is one line', () => {
  test.each([
    [['sh', '-c', 'a b'], 'x', 'sh -c a b'],
    [['sh', '-c', 'a\nb\tc'], 'x', 'sh -c a\\nb\\tc'],
    [[], 'kworker) S 1 (\n', '[kworker) S 1 (\\n]'],
    [[''], 'gone', '[gone]'],
    [['\x1b[31mred\x07'], 'x', '\\e[31mred\\u{7}'],
    [['a\u202eb\u2028c'], 'x', 'a\\u{202e}b\\u{2028}c'],
    [['nginx: worker', '', ''], 'x', 'nginx: worker'],
    [['写', '日志'], 'x', '写 日志'],
  ])('%j', (argv, name, expected) => expect(commandOf({ argv, name })).toBe(expected));
});
