import { expect, test } from 'vitest';
import { checkFileLinks } from './check-file-links.ts';

const step = (run: string) => ({
  id: 'a',
  title: 'A',
  parts: [],
  check: [],
  hints: [],
  wrong: [],
  solution: [{ run }],
});
const files = {
  startFiles: [
    { path: 'web/app.py', text: 'one\ntwo\n' },
    { path: 'web/grows.txt', text: 'one\n' },
  ],
  lesson: {
    start: 'empty' as const,
    steps: [step("cd web\ncat > Dockerfile <<'EOF'\nFROM x\nEOF\necho more >>grows.txt")],
  },
};

test.each([
  ['a file of start/', '[it](workspace:web/app.py:2)', undefined],
  ['a file that a command makes', '[it](workspace:web/Dockerfile)', undefined],
  ['a line that a command may add', '[it](workspace:web/grows.txt:9)', undefined],
  ['another link', '[it](https://example.com/web/none)', undefined],
  ['a line that is not there', 'See [it](workspace:web/app.py:3).', 'web/app.py has no line 3, but 2'],
  ['a file that nobody makes', '[it](workspace:web/none.py)', 'there is no web/none.py'],
  ['a name that is a part of another', '[it](workspace:web/file)', 'there is no web/file'],
  ['a way out', '[it](workspace:../etc/passwd)', 'is no file of the workspace'],
])('%s', (_, text, message) => {
  const problems = checkFileLinks(`First line.\n${text}\n`, files);
  if (message === undefined) expect(problems).toEqual([]);
  else expect(problems).toEqual([{ line: 2, message: expect.stringContaining(message) as string }]);
});

test('what the lesson before leaves is not known here', () => {
  const later = { ...files, lesson: { ...files.lesson, start: 'previous' as const } };
  expect(checkFileLinks('[it](workspace:old/file.txt)', later)).toEqual([]);
});
