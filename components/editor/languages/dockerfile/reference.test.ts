import { expect, test } from 'vitest';
import { FLAGS, NAMES } from '../../../../emulator/engine/build/dockerfile/instructions.ts';
import { parseRunMount } from '../../../../emulator/engine/build/dockerfile/run-flags.ts';
import { MOUNT_FIELDS, MOUNT_TYPES, REFERENCE } from './reference.ts';

test('every instruction of the parser is there, and no other', () => {
  expect(Object.keys(REFERENCE).sort()).toEqual([...NAMES].sort());
});

test.each([...NAMES])('%s: every flag of the parser is there, and no other', (name) => {
  const { flags, syntax } = REFERENCE[name]!;
  expect(flags.map((flag) => flag.name).sort()).toEqual([...(FLAGS[name] ?? [])].sort());
  for (const form of syntax) expect(form.startsWith(name)).toBe(true);
});

test.each(MOUNT_TYPES)('RUN --mount=type=%s is taken', (type) => {
  expect(parseRunMount(`type=${type},target=/a`).type).toBe(type);
});

test('the fields of mounts are known to the parser', () => {
  for (const field of MOUNT_FIELDS) {
    expect(() => parseRunMount(`target=/a,${field}=?`)).not.toThrow(/unexpected key/);
  }
});
