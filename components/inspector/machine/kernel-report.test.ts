import { describe, expect, test } from 'vitest';
import { NAMESPACES, parseKernelReport } from './kernel-report.ts';

const namespaces = Object.fromEntries(NAMESPACES.map((kind, index) => [kind, 4026531834 + index]));

function report(group: object, processes: readonly object[] = []): string {
  return JSON.stringify({
    atMs: 10,
    namespaces,
    groups: [{ path: '/docker/c0ffee', processes, ...group }],
    leftOut: 0,
  });
}

const FILES = {
  atMs: 12,
  'cpu.max': '50000 100000\n',
  'cpu.stat': 'usage_usec 254950\nuser_usec 91053\nsystem_usec 163896\nnr_throttled 2\nthrottled_usec 47346\n',
  'memory.current': '1896448\n',
  'memory.events': 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 1\noom_group_kill 0\n',
  'memory.max': '67108864\n',
  'memory.peak': '2158592\n',
  'pids.current': '2\n',
  'pids.max': '20\n',
};

test('figures of a cgroup with limits', () => {
  expect(parseKernelReport(report(FILES)).groups[0]?.figures).toEqual({
    atMs: 12,
    memoryBytes: 1896448,
    memoryLimitBytes: 67108864,
    memoryPeakBytes: 2158592,
    oomKills: 1,
    cpuUsageUs: 254950,
    cpuLimit: 0.5,
    throttledUs: 47346,
    pids: 2,
    pidsLimit: 20,
  });
});

test.each([
  ['no limits', { 'cpu.max': 'max 100000\n', 'memory.max': 'max\n', 'pids.max': 'max\n' }],
  ['files that are not there', { 'cpu.max': '', 'memory.max': '', 'pids.max': '' }],
  ['what no kernel writes', { 'cpu.max': '5 0\n', 'memory.max': '-1\n', 'pids.max': '1e9\n' }],
])('%s', (_, files) => {
  const { figures } = parseKernelReport(report({ ...FILES, ...files })).groups[0] ?? {};
  expect([figures?.cpuLimit, figures?.memoryLimitBytes, figures?.pidsLimit]).toEqual([undefined, undefined, undefined]);
});

test('a group that went away while it was read has nothing', () => {
  const gone = { ...Object.fromEntries(Object.keys(FILES).map((name) => [name, ''])), atMs: 12 };
  const { figures } = parseKernelReport(report(gone)).groups[0] ?? {};
  expect(figures).toMatchObject({ memoryBytes: 0, memoryPeakBytes: undefined, oomKills: 0, cpuUsageUs: 0, pids: 0 });
});

test('a group that is not a container’s has no figures', () => {
  expect(parseKernelReport(report({ path: '/init' })).groups[0]?.figures).toBeUndefined();
});

test('names and arguments go through as they are', () => {
  const process = {
    pid: 7,
    parent: 1,
    pids: [7, 1],
    name: 'a) Z 1 (\n"',
    argv: ['sh', '-c', 'line\nfeed', '', '\u202e\u0000'],
    state: 'S',
    threads: 1,
    rssBytes: 4096,
    user: 0,
    namespaces,
  };
  expect(parseKernelReport(report(FILES, [process])).groups[0]?.processes).toEqual([process]);
});

describe('what is no report is refused with the place', () => {
  test.each([
    ['', /JSON/],
    ['[]', /\[\] where an object/],
    ['{"atMs":"1"}', /"1" where a number|undefined where/],
    [JSON.stringify({ atMs: 1, namespaces, groups: {}, leftOut: 0 }), /\{\} where a list/],
    [JSON.stringify({ atMs: 1, namespaces: { pid: 1 }, groups: [], leftOut: 0 }), /undefined where a number/],
    [report({ ...FILES, 'cpu.stat': 5 }), /5 where a text/],
    [report({ ...FILES }, [{ pid: 1 }]), /undefined where a number/],
  ])('%s', (text, message) => expect(() => parseKernelReport(text)).toThrow(message));
});
