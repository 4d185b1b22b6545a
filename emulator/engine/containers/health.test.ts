import { expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts';

const MS = 1_000_000;

async function runChecked(engine: TestEngine, command: string, options: object = {}): Promise<void> {
  const Healthcheck = { Test: ['CMD', command], Interval: 5 * MS, Timeout: 1000 * MS, Retries: 2, ...options };
  await engine.call('POST', '/containers/create?name=web', { Image: 'test', Cmd: ['serve'], Healthcheck });
  await engine.call('POST', '/containers/web/start');
}

const state = async (engine: TestEngine) => (await engine.call('GET', '/containers/web/json')).body.State;
const becomes = (engine: TestEngine, status: string) =>
  expect.poll(async () => (await state(engine)).Health.Status, { interval: 5, timeout: 3000 }).toBe(status);

it('is known after a reload, and found anew when the container starts again', async () => {
  const engine = await startTestEngine();
  await runChecked(engine, 'true');
  await becomes(engine, 'healthy');
  const second = await engine.reboot();
  const found = await state(second);
  expect([found.Status, found.ExitCode, found.Health.Status]).toEqual(['exited', 255, 'healthy']);
  expect(found.Health.Log.length).toBeGreaterThan(0);

  second.guest.programs.set('true', () => 1);
  await second.call('POST', '/containers/web/start');
  const { Health: fresh } = await state(second);
  expect([fresh.Status, fresh.FailingStreak]).toEqual(['starting', 0]);
  expect(fresh.Log.length).toBeGreaterThan(0);
  await becomes(second, 'unhealthy');
});

it('goes on after a restart, with the streak from the start', async () => {
  const engine = await startTestEngine();
  await runChecked(engine, 'false');
  await becomes(engine, 'unhealthy');
  engine.guest.programs.set('false', () => 0);
  await engine.call('POST', '/containers/web/restart?t=1');
  await becomes(engine, 'healthy');
  expect((await state(engine)).Health.FailingStreak).toBe(0);
});

it('is not looked at any more once the container stopped', async () => {
  const engine = await startTestEngine();
  await runChecked(engine, 'true');
  await becomes(engine, 'healthy');
  await engine.call('POST', '/containers/web/stop?t=1');
  const probes = engine.guest.execs.length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(engine.guest.execs.length).toBe(probes);
  expect((await state(engine)).Health.Status).toBe('healthy');
});
