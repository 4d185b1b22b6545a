import { expect, test } from 'vitest';
import type { LanguageSurroundings } from '../language-service.ts';
import { loadWords } from '../words/words.ts';
import { complete } from './complete.ts';
import { hover } from './hover.ts';

const surroundings: LanguageSurroundings = {
  words: () => loadWords('en'),
  imageNames: async () => [
    { name: 'alpine', detail: 'catalogue' },
    { name: 'mine:latest', detail: '3 MB' },
  ],
  listFolder: async () => undefined,
  readText: async () => undefined,
};

/** The labels offered at `|`, with what they replace. */
async function offered(marked: string): Promise<{ labels: string[]; replaced: string }> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = await complete(text, offset, surroundings);
  const from = found[0]?.replacesFrom ?? offset;
  expect(found.every((each) => each.replacesFrom === from)).toBe(true);
  return { labels: found.map(({ label }) => label), replaced: text.slice(from, offset) };
}

test.each([
  ['|', ['FROM', 'RUN', 'COPY'], ''],
  ['FROM alpine\nWO|', ['WORKDIR'], 'WO'],
  ['from alpine\nwo|', ['workdir'], 'wo'],
  ['FROM alpine\nONBUILD R|', ['RUN'], 'R'],
  ['FROM al|', ['alpine', 'mine:latest', 'scratch'], 'al'],
  ['FROM alpine AS base\nRUN true\nFROM |', ['base', 'alpine'], ''],
  ['FROM alpine |', ['AS'], ''],
  ['FROM alpine\nCOPY --|', ['--from', '--chown', '--link'], '--'],
  ['FROM a AS base\nFROM b\nCOPY --from=b|', ['base', 'alpine'], 'b'],
  ['FROM alpine\nRUN --mount=type=|', ['cache', 'bind', 'secret'], ''],
  ['FROM alpine\nRUN --mount=type=cache,t|', ['target', 'id'], 't'],
  ['FROM alpine\nRUN --network=|', ['none', 'host'], ''],
  ['FROM alpine\nRUN \\\n  --mount=type=cache,target=/a \\\n  --n|', ['--network'], '--n'],
  ['ARG TAG=1\nFROM alpine:$|', ['TAG', 'TARGETPLATFORM'], ''],
  ['FROM alpine\nARG A=1\nENV B=2\nWORKDIR /${B|', ['A', 'B'], 'B'],
  ['FROM a AS base\nENV DEEP=1\nFROM base\nWORKDIR /$D|', ['DEEP'], 'D'],
] as const)('%j', async (marked, labels, replaced) => {
  const found = await offered(marked);
  expect(found.labels).toEqual(expect.arrayContaining([...labels]));
  expect(found.replaced).toBe(replaced);
});

test.each([
  // An ARG before FROM means nothing in a stage.
  ['ARG TAG=1\nFROM alpine\nWORKDIR /$|', ['TAG']],
  // A stage is not offered to itself, nor numbers to FROM.
  ['FROM alpine AS base\nCOPY --from=|', ['base']],
  ['FROM alpine\nRUN true\nFROM |', ['0']],
  // "The image reference 'scratch' is reserved" (docs.docker.com, base images): nothing can be copied from it.
  ['FROM alpine\nCOPY --from=|', ['scratch']],
  ['FROM alpine\nONBUILD |', ['FROM', 'ONBUILD']],
  ['FROM alpine\nCOPY a --|', ['--from']],
  ['# FR|', ['FROM']],
] as const)('%j does not offer %j', async (marked, absent) => {
  const { labels } = await offered(marked);
  for (const label of absent) expect(labels).not.toContain(label);
});

test.each([
  ['FR|OM alpine', /FROM \[--platform=PLATFORM\] IMAGE \[AS NAME\]/],
  ['FROM alpine\nONBUILD R|UN true', /Runs a command/],
  ['FROM alpine\nCOPY --fr|om=a b c', /from a stage or an image/],
  ['FROM alpine\nENV A=12\nWORKDIR /${A|}', /ENV A=12/],
  ['FROM $BUILDPL|ATFORM', /linux\/386/],
  ['FROM alpine AS base\nFROM b\nCOPY --from=ba|se a b', /stage `base` FROM `alpine`, line 1/],
] as const)('hover: %j', async (marked, expected) => {
  expect((await hover(marked.replace('|', ''), marked.indexOf('|'), surroundings))?.markdown).toMatch(expected);
});

test.each(['# FR|OM', 'FROM alp|ine', 'FROM alpine\nRUN ec|ho', 'FROM alpine\n|\n'])('no hover: %j', async (marked) => {
  expect(await hover(marked.replace('|', ''), marked.indexOf('|'), surroundings)).toBeUndefined();
});

test('in Chinese', async () => {
  const chinese = { ...surroundings, words: () => loadWords('zh') };
  expect((await hover('RUN true', 1, chinese))?.markdown).toMatch(/^```dockerfile\nRUN COMMAND …[^]*保存为新的一层/);
  const flags = await complete('FROM alpine\nCOPY --', 'FROM alpine\nCOPY --'.length, chinese);
  expect(flags.find(({ label }) => label === '--from')?.documentation).toMatch(/构建上下文/);
});
