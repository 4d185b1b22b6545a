import { expect, test } from 'vitest';
import { fakeMachine } from './checks/testing.ts';
import { beginAt, putMissingFiles, type PlayableLesson } from './replay.ts';

function played(there: readonly string[] = []) {
  const log: string[] = [];
  const machine = {
    ...fakeMachine({}, (argv) => {
      // The player's shell: folder and script behind its own; it says where it ended.
      const [folder, script] = argv.slice(4);
      if (script === undefined) log.push('clear');
      else log.push(`${folder}$ ${script}`);
      return { stderr: script === 'cd app' ? 'well\n/workspace/app' : `\n${folder}` };
    }),
    files: {
      list: async () => there.map((name) => ({ name, isDirectory: true, isFile: false, sizeBytes: 0, modifiedMs: 0 })),
      makeDirectory: async (path: string) => void log.push(`mkdir ${path}`),
      write: async (path: string, bytes: Uint8Array) => void log.push(`${path}: ${new TextDecoder().decode(bytes)}`),
    },
  };
  return { machine, log };
}

const one: PlayableLesson = {
  files: [{ path: 'app/a', text: 'A' }],
  steps: [[{ run: 'cd app' }, { run: 'docker build .' }], []],
  previous: undefined,
};
const two: PlayableLesson = {
  files: [{ path: 'b', text: 'B' }],
  steps: [[{ run: 'ls' }], [{ run: 'late' }]],
  previous: one,
};

test('a step begins with all before it, in the folder that was gone to', async () => {
  const { machine, log } = played();
  const heard: string[] = [];
  await beginAt(machine, two, 1, (script) => heard.push(script));
  expect(log).toEqual([
    'clear',
    ...['mkdir app', 'app/a: A', '/workspace$ cd app', '/workspace/app$ docker build .'],
    // The next lesson begins where lessons begin.
    ...['b: B', '/workspace$ ls'],
  ]);
  expect(heard).toEqual(['cd app', 'docker build .', 'ls']);
});

test('a machine that cannot be cleared is told', async () => {
  const { machine } = played();
  const broken = { ...machine, runCommand: async () => ({ code: 1, stdout: '', stderr: 'device busy\n' }) };
  await expect(beginAt(broken, one, 0)).rejects.toThrow('the machine could not be cleared: device busy');
});

test('files that are there are kept', async () => {
  const { machine, log } = played(['app']);
  await putMissingFiles(machine, [...one.files, ...two.files]);
  expect(log).toEqual(['b: B']);
});
