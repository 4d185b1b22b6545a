import { expect, test } from 'vitest';
import schema from '../../../../node_modules/dclint/schemas/compose.schema.json' with { type: 'json' };
import { FLAGS, NAMES } from '../../../../emulator/engine/build/dockerfile/instructions.ts';
import { catalogue } from '../../../../emulator/guest/catalogue/catalogue.ts';
import { LANGUAGES } from '../../../../lessons/language.ts';
import { MOUNT_FIELDS, MOUNT_TYPES } from '../dockerfile/reference.ts';
import { flagWords } from '../dockerfile/flag-words.ts';
import { loadWords } from './words.ts';

const CHINESE = /\p{Script=Han}/u;

test.each(LANGUAGES)(
  '%s: every instruction, flag and mount of the parser is explained, and no other',
  async (language) => {
    const { dockerfile: words } = await loadWords(language);
    expect(Object.keys(words.instructions).sort()).toEqual([...NAMES].sort());
    expect(Object.keys(words.mountTypes)).toEqual(MOUNT_TYPES);
    expect(Object.keys(words.mountFields)).toEqual(MOUNT_FIELDS);
    const explained = NAMES.flatMap((name) => (FLAGS[name] ?? []).map((flag) => flagWords(words, name, flag)));
    expect(explained).not.toContain('');
    expect(new Set(explained)).toEqual(new Set(Object.values(words.flags)));
  },
);

test('Chinese has all that the Compose schema describes', async () => {
  const { compose: words } = await loadWords('zh');
  const missing = [...describedBy(schema)].filter((each) => !CHINESE.test(words.described(each)));
  expect(missing).toEqual([]);
});

test.each(catalogue)('Chinese has the image $name', async ({ description }) => {
  expect((await loadWords('zh')).image(description)).toMatch(CHINESE);
});

function* describedBy(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'description' && typeof value === 'string') yield value;
    else yield* describedBy(value);
  }
}
