import { expect, test } from 'vitest';
import { folderBefore } from './shell-folder.ts';

const steps = [
  [{ run: 'cd flask\nls' }, { run: 'cat app.py' }],
  [{ run: 'cd ../other/./deep\ncd ..' }],
  [{ run: 'cd /tmp' }],
  [{ run: 'cd' }],
];

test.each([
  [0, '/workspace'],
  [1, '/workspace/flask'],
  [2, '/workspace/other'],
  [3, '/tmp'],
  [4, '/workspace'],
])('before step %i: %s', (step, folder) => expect(folderBefore(steps, step)).toBe(folder));
