import { describe, expect, it } from 'vitest';
import type { RunView, SpanView } from './runs-api.ts';
import { spanOf, stepsOf } from './run-steps.ts';

const span = (Name: string, StartMs: number, EndMs: number | null, Error = ''): SpanView => ({
  ...{ Name, StartMs, EndMs, Error },
  Attributes: {},
});

const view = (State: RunView['State'], Spans: readonly SpanView[], more: Partial<RunView> = {}): RunView => ({
  ...{ Number: 1, Kind: 'run', Command: null, Image: 'busybox', ContainerId: 'c0ffee', ContainerName: 'web' },
  ...{ State, Error: '', ExitCode: null, NowMs: 500, Argv: [], Pid: 0, OomKilled: false },
  ...{ Whole: false, Removed: false, StdoutBytes: 0, StderrBytes: 0, Requests: [], Spans, ...more },
});

const started = [
  span('image.lookup', 0, 1),
  span('container.create', 1, 3),
  span('container.prepare', 10, 20),
  span('network.address', 20, 21),
  span('container.start', 21, 120),
  span('guest.overlay', 22, 30),
  span('guest.files', 30, 31),
  span('guest.namespace', 31, 35),
  span('guest.pair', 35, 45),
  span('guest.crun', 46, 48),
  span('guest.crun-done', 48, 110),
  span('guest.created', 110, 112),
  span('guest.begin', 112, 113),
];
const states = (run: RunView) => Object.fromEntries(stepsOf(run).map(({ name, state }) => [name, state]));
const DONE = { image: 'done', container: 'done', files: 'done', link: 'done', address: 'done' };

describe('the steps of a run', () => {
  it('are seven, with what was measured in each', () => {
    const ended = [
      ...started,
      span('guest.exit', 113, 150),
      span('guest.cleaned', 150, 190),
      span('container.release', 151, 152),
    ];
    const steps = stepsOf(view('exited', ended));
    expect(states(view('exited', ended))).toEqual({ ...DONE, program: 'done', end: 'done' });
    expect(steps.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ...[
        ['image', 1],
        ['container', 2],
        ['files', 19],
        ['link', 14],
        ['address', 1],
      ],
      ...[
        ['program', 104],
        ['end', 40],
      ],
    ]);
  });

  it('go on while the program runs', () => {
    const run = view('running', started);
    expect(states(run)).toEqual({ ...DONE, program: 'running', end: 'waiting' });
    expect(spanOf(stepsOf(run)[5]!, 'guest.exit')).toMatchObject({ startMs: 113, endMs: 500, isOpen: true });
  });

  const waiting = { container: 'waiting', files: 'waiting', link: 'waiting', address: 'waiting' };
  it.each([
    [
      'an image that cannot be pulled',
      [span('image.lookup', 0, 1, 'No such image'), span('image.pull', 1, 9, 'denied')],
      { image: 'failed', ...waiting },
    ],
    [
      'a name that is taken',
      [span('image.lookup', 0, 1), span('container.create', 1, 2, 'Conflict')],
      { image: 'done', ...waiting, container: 'failed' },
    ],
    [
      'a port that is taken',
      [...started.slice(0, 4), span('ports.publish', 21, 22, 'port is already allocated')],
      { image: 'done', container: 'done', files: 'done', link: 'waiting', address: 'failed' },
    ],
    [
      'the network inside',
      [
        ...started.slice(0, 4),
        span('container.start', 21, 40, 'no bridge'),
        span('guest.overlay', 22, 30),
        span('guest.files', 30, 31),
      ],
      { ...DONE, link: 'failed' },
    ],
  ])('end at %s', (_, spans, expected) => {
    expect(states(view('failed', spans))).toEqual({ ...expected, program: 'waiting', end: 'waiting' });
  });

  it('end at the program when crun says so', () => {
    const spans = [...started.slice(0, 4), span('container.start', 21, 110, 'not found'), ...started.slice(5, 11)];
    expect(states(view('failed', spans))).toEqual({ ...DONE, program: 'failed', end: 'waiting' });
  });

  it('are not there where nothing was to be done', () => {
    const withoutNetwork = started.filter(({ Name }) => !/guest\.(namespace|pair)|network/.test(Name));
    expect(states(view('running', withoutNetwork))).toMatchObject({ link: 'none', address: 'none', image: 'done' });
  });

  it('are told as far as they are known', () => {
    const address = { ...span('network.address', 20, 21), Attributes: { interface: 'eth0', address: '172.17.0.2/16' } };
    const run = view('exited', [...started.slice(0, 3), address, span('container.start', 21, 120)]);
    expect(states(run)).toEqual({ ...DONE, program: 'done', end: 'done' });
    expect(stepsOf(run)[5]!.durationMs).toBe(99);
    expect(stepsOf(run)[3]!.durationMs).toBeUndefined();
  });
});
