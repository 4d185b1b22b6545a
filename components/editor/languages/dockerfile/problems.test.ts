import { expect, test } from 'vitest';
import { problems } from './problems.ts';

const at = ({ range }: ReturnType<typeof problems>[number]) =>
  `${range.startLine}:${range.startColumn}-${range.endLine}:${range.endColumn}`;

test.each([
  ['FROM alpine\nRUNN true\n', 'error', '', 'unknown instruction: RUNN (did you mean RUN?)', '2:1-2:5'],
  ['FROM alpine\n  COPY --form=a b c\n', 'error', '', 'unknown flag: form (did you mean from?)', '2:10-2:14'],
  ['FROM alpine as Base\n', 'warning', 'StageNameCasing', "Stage name 'Base' should be lowercase", '1:16-1:20'],
  // A name that stands there twice leaves the whole instruction.
  ['FROM alpine\nRUN a \\\n  b\n  \nCMD echo hi', 'warning', 'JSONArgsRecommended', undefined, '5:1-5:12'],
  ['FROM alpine\nCOPY a\n', 'error', '', undefined, '2:1-2:7'],
  ['', 'error', '', 'file with no instructions', '1:1-1:2'],
] as const)('%j', (text, severity, code, message, place) => {
  const found = problems(text).find((each) => each.severity === severity && each.code === code);
  if (message !== undefined) expect(found?.message).toBe(message);
  expect(found && at(found)).toBe(place);
});

test('a problem of several lines spans them', () => {
  const [found] = problems('FROM alpine\nCOPY --from=x \\\n  a\n');
  expect(found && at(found)).toBe('2:1-3:4');
});

test('a sound file has none, with either kind of line end', () => {
  expect(problems('FROM alpine\r\nCMD ["sh"]\r\n')).toEqual([]);
});
