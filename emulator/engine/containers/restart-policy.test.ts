import { expect, test } from 'vitest';
import { startTestEngine } from '../testing/test-engine.ts';

test.each([
  ['always', false, true],
  ['always', true, true],
  ['unless-stopped', false, true],
  ['unless-stopped', true, false],
  ['no', false, false],
])('--restart %s, stopped by hand: %s → runs after a reload: %s', async (policy, stopped, runs) => {
  const before = await startTestEngine();
  const { body } = await before.call('POST', '/containers/create', {
    Image: 'test',
    Cmd: ['serve'],
    HostConfig: { RestartPolicy: { Name: policy } },
  });
  await before.call('POST', `/containers/${body.Id}/start`);
  if (stopped) await before.call('POST', `/containers/${body.Id}/stop`);
  await before.engine.shutdown();
  const after = await before.reboot();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { body: inspected } = await after.call('GET', `/containers/${body.Id}/json`);
  expect(inspected.State.Running).toBe(runs);
});
