import { expect, test } from 'vitest';
import { ProgressFileError, readProgressFile, writeProgressFile } from './progress-file.ts';
import { merged } from './progress-store.ts';

const progress = { done: new Set(['one/b', 'one/a', 'two-words/first-step']), lastLesson: 'one' };
const text = writeProgressFile(progress, Date.UTC(2026, 10, 21, 12));

test('what is written is read again', () => {
  expect(JSON.parse(text)).toEqual({
    format: 'slipway-progress',
    version: 1,
    exportedAt: '2026-11-21T12:00:00.000Z',
    lastLesson: 'one',
    lessons: { one: ['a', 'b'], 'two-words': ['first-step'] },
  });
  expect(readProgressFile(text)).toEqual(progress);
  const none = { done: new Set<string>(), lastLesson: undefined };
  expect(readProgressFile(writeProgressFile(none, 0))).toEqual(none);
});

test.each([
  ['no JSON', '{"format"', 'not-json', ''],
  ['another file', '{"name":"slipway"}', 'not-progress', 'format'],
  ['null', 'null', 'not-progress', ''],
  ['a list', '[]', 'not-progress', ''],
  ['a later version', text.replace('"version": 1', '"version": 2'), 'version', '2'],
  ['a list instead of lessons', text.replace(/"lessons": \{[^}]*\}/, '"lessons": []'), 'field', 'lessons'],
  ['a step that is no id', text.replace('"first-step"', '"<script>"'), 'field', 'lessons.two-words.0'],
  ['a lesson that is no id', text.replace('"two-words"', '"two/words"'), 'field', 'lessons.two/words'],
  ['a number as step', text.replace('"first-step"', '7'), 'field', 'lessons.two-words.0'],
  ['a field too many', text.replace('"version"', '"user": "x", "version"'), 'field', 'user'],
  ['a time that is none', text.replace('2026-11-21T12', 'yesterday'), 'field', 'exportedAt'],
  ['far too much', ' '.repeat(1024 * 1024 + 1), 'too-large', ''],
])('refuses %s', (_, wrong, kind, detail) => {
  expect(() => readProgressFile(wrong)).toThrow(ProgressFileError);
  try {
    readProgressFile(wrong);
  } catch (error) {
    expect((error as ProgressFileError).kind).toBe(kind);
    expect((error as ProgressFileError).detail).toContain(detail);
  }
});

test('merging loses nothing', () => {
  const here = { done: new Set(['one/a', 'three/a']), lastLesson: 'three' };
  expect(merged(here, progress)).toEqual({
    done: new Set(['one/a', 'three/a', 'one/b', 'two-words/first-step']),
    lastLesson: 'one',
  });
  expect(merged(here, { ...progress, lastLesson: undefined }).lastLesson).toBe('three');
});
