import { expect, test } from 'vitest';
import { plainOutput } from './plain-output.ts';

test.each([
  ['one\r\ntwo\r\n', 'one\ntwo\n'],
  ['\x1b[32mgreen\x1b[0m\x1b[?25l', 'green'],
  // npm's spinner writes over itself.
  ['|\r/\r-\radded 1 package\n', 'added 1 package\n'],
  ['a\n1%\r99%\nb', 'a\n99%\nb'],
])('%j shows %j', (output, shown) => expect(plainOutput(output)).toBe(shown));
