import { describe, expect, it } from 'vitest';
import type { GuestStep } from '../guest.ts';
import { stepsOfRun, timedSteps } from './guest-steps.ts';

const step = (name: string, atMs: number, detail = ''): GuestStep => ({ step: name, atMs, detail });

/** The guest's clock says 1000 when the engine's says 5000. */
const firstRun = [
  step('start', 1000),
  step('overlay', 1004, '/merged noatime,lowerdir=a:b,upperdir=c,workdir=d'),
  step('namespace', 1006, '/run/netns/c0ffee'),
  step('pair', 1010, 'vethc0ffee0 docker0 eth0 02:42:ac:11:00:02 172.17.0.2/16 172.17.0.1'),
  step('crun', 1012, 'crun create c0ffee'),
  step('crun-done', 1050),
  step('created', 1051, '71 /docker/c0ffee mnt:[4026531841] pid:[4026531842]'),
  step('begin', 1052),
  step('exit', 1100),
  step('closed', 1101),
  step('cleaned', 1110, 'done'),
];
const secondRun = [step('start', 9000), step('overlay', 9003, '/merged options')];
const steps = [...firstRun, ...secondRun];
const times = {
  ...{ sentMs: 4999, startedMs: 5052, endedMs: 5101, askedMs: 14_001, laterStarts: 1, isStarting: false },
};
const timesOf = (found: ReturnType<typeof stepsOfRun>) => found?.steps.map((one) => [one.step, one.atMs]);

describe('the steps of one run among those of its container', () => {
  it('are those that follow its start, in the engine’s time', () => {
    const found = stepsOfRun({ nowMs: 10_001, steps }, times);
    expect(found?.isWhole).toBe(true);
    expect(timesOf(found)).toEqual(firstRun.map((one) => [one.step, one.atMs + 4000]));
    const second = { ...times, sentMs: 12_999, startedMs: undefined, endedMs: undefined, laterStarts: 0 };
    const going = stepsOfRun({ nowMs: 10_001, steps }, { ...second, isStarting: true });
    expect(going?.isWhole).toBe(false);
    expect(timesOf(going)).toEqual([
      ['start', 13_000],
      ['overlay', 13_003],
    ]);
  });

  it('lie between the engine’s asking and its answer, however far the clocks have come apart', () => {
    const at = (found: ReturnType<typeof stepsOfRun>, name: string) =>
      found?.steps.find((one) => one.step === name)?.atMs;
    const slow = stepsOfRun({ nowMs: 7000, steps }, times);
    // 'created' cannot have been after STARTED.
    expect(at(slow, 'created')).toBe(5052);
    const fast = stepsOfRun({ nowMs: 13_000, steps }, times);
    expect(at(fast, 'start')).toBe(4999);
    // The end is where the engine saw it: the program ran three seconds longer than the guest's clock says.
    const late = stepsOfRun({ nowMs: 10_001, steps }, { ...times, endedMs: 8101 });
    expect([at(late, 'begin'), at(late, 'exit'), at(late, 'cleaned')]).toEqual([5052, 8100, 8110]);
  });

  it('are none when the agent has forgotten the run, or not heard of it', () => {
    expect(stepsOfRun({ nowMs: 10_001, steps: secondRun }, times)).toBeUndefined();
    expect(stepsOfRun({ nowMs: 10_001, steps: [] }, times)).toBeUndefined();
    const next = { ...times, laterStarts: 0, startedMs: undefined, endedMs: undefined, isStarting: true };
    expect(stepsOfRun({ nowMs: 10_001, steps: firstRun }, next)).toBeUndefined();
  });
});

describe('timed steps', () => {
  it('begin where the one before ended, the clean-up at the end of the process', () => {
    const timed = timedSteps(firstRun);
    expect(timed.map(({ name, startMs, endMs }) => [name, startMs, endMs])).toEqual([
      ['overlay', 1000, 1004],
      ['namespace', 1004, 1006],
      ['pair', 1006, 1010],
      ['crun', 1010, 1012],
      ['crun-done', 1012, 1050],
      ['created', 1050, 1051],
      ['begin', 1051, 1052],
      ['exit', 1052, 1100],
      ['closed', 1100, 1101],
      ['cleaned', 1100, 1110],
    ]);
    const of = (name: string) => timed.find((one) => one.name === name)?.attributes;
    expect(of('overlay')).toEqual({ target: '/merged', options: 'noatime,lowerdir=a:b,upperdir=c,workdir=d' });
    expect(of('pair')).toEqual({
      ...{ host: 'vethc0ffee0', bridge: 'docker0', name: 'eth0', mac: '02:42:ac:11:00:02' },
      ...{ address: '172.17.0.2/16', gateway: '172.17.0.1' },
    });
    expect(of('created')).toEqual({
      pid: 71,
      cgroup: '/docker/c0ffee',
      namespaces: ['mnt:[4026531841]', 'pid:[4026531842]'],
    });
  });

  it('leave out what came later and belongs to something else', () => {
    const connected = [...firstRun.slice(0, 8), step('pair', 1080, 'x'), ...firstRun.slice(8)];
    expect(timedSteps(connected).filter(({ name }) => name === 'pair')).toHaveLength(1);
    expect(timedSteps(connected).find(({ name }) => name === 'exit')?.startMs).toBe(1052);
  });
});
