import { expect, test } from 'vitest';
import { FakeGuest } from '../engine/testing/fake-guest.ts';
import { runCommand } from './run-command.ts';

test('tells both outputs and the exit code, and gives an empty input', async () => {
  const guest = new FakeGuest();
  guest.programs.set('look', async ({ argv, read, stdout, stderr }) => {
    stdout(`${argv[1]}: ${await read()}`);
    stderr('so so');
    return 3;
  });
  expect(await runCommand(guest, ['look', 'input'], 5000)).toEqual({
    code: 3,
    stdout: 'input: undefined',
    stderr: 'so so',
  });
});

test('keeps a megabyte of output, the end of a character included', async () => {
  const guest = new FakeGuest();
  guest.programs.set('flood', ({ stdout }) => {
    for (let part = 0; part < 40; part++) stdout('ä'.repeat(50_000));
    return 0;
  });
  const { stdout } = await runCommand(guest, ['flood'], 5000);
  expect(stdout.length).toBe(512 * 1024);
});

test('kills what takes too long', async () => {
  const guest = new FakeGuest();
  guest.programs.set('sleep', () => new Promise(() => {}));
  await expect(runCommand(guest, ['sleep', '1000'], 20)).rejects.toMatchObject({
    kind: 'unavailable',
    message: 'sleep 1000: took longer than 0.02 s',
  });
});
