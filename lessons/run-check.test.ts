import { expect, test } from 'vitest';
import { runCheck, type CallApi } from './run-check.ts';
import type { Condition } from './schema.ts';

const box = { Id: 'b0', Names: ['/box'], Image: 'busybox', State: 'exited' };
const web = { Id: 'w0', Names: ['/web'], Image: 'nginx', State: 'running' };

/** An engine with two containers: box ended with 1, in web `test` succeeds and nothing else. */
const api: CallApi = async ({ path, body }) => {
  if (path === '/containers/json?all=1') return { status: 200, body: [box, web] };
  if (path === '/containers/b0/json') return { status: 200, body: { State: { ExitCode: 1 } } };
  if (path === '/containers/w0/json') return { status: 200, body: { State: { ExitCode: 0 } } };
  if (path === '/containers/box/exec') return { status: 409, body: { message: 'container is not running' } };
  if (path === '/containers/web/exec') return { status: 201, body: { Id: (body as { Cmd: string[] }).Cmd[0] } };
  if (path.endsWith('/start')) return { status: 200, body: '' };
  if (path === '/exec/test/json') return { status: 200, body: { Running: false, ExitCode: 0 } };
  if (path === '/exec/false/json') return { status: 200, body: { Running: false, ExitCode: 1 } };
  return { status: 404, body: {} };
};

const hint = 'h';
const cases: [string, Condition, boolean][] = [
  ['a container by name', { container: { name: 'box' }, hint }, true],
  ['another name', { container: { name: 'bo' }, hint }, false],
  ['image and state', { container: { image: 'nginx', state: 'running' }, hint }, true],
  ['all of one container', { container: { image: 'nginx', state: 'exited' }, hint }, false],
  ['the exit code', { container: { name: 'box', exitCode: 1 }, hint }, true],
  ['another exit code', { container: { name: 'box', exitCode: 0 }, hint }, false],
  ['absent', { absent: { container: 'gone' }, hint }, true],
  ['not absent', { absent: { container: 'web' }, hint }, false],
  ['a command that succeeds', { exec: { container: 'web', command: ['test'] }, hint }, true],
  ['a command that fails', { exec: { container: 'web', command: ['false'] }, hint }, false],
  ['a command in a stopped container', { exec: { container: 'box', command: ['test'] }, hint }, false],
  ['a command in no container', { exec: { container: 'gone', command: ['test'] }, hint }, false],
];
test.each(cases)('%s', async (_, condition, passed) => {
  expect(await runCheck([condition], api)).toEqual(passed ? { passed } : { passed, hint });
});

test('the hint is that of the first condition that does not hold', async () => {
  const check: Condition[] = [
    { container: { name: 'box' }, hint: 'one' },
    { container: { name: 'x' }, hint: 'two' },
    { container: { name: 'y' }, hint: 'three' },
  ];
  expect(await runCheck(check, api)).toEqual({ passed: false, hint: 'two' });
});

test('an engine that cannot answer is an error, not a wrong answer', async () => {
  const broken: CallApi = async () => ({ status: 500, body: {} });
  await expect(runCheck([cases[0]![1]], broken)).rejects.toThrow('500');
});
