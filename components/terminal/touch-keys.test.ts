import { expect, test } from 'vitest';
import { arrowKey, heldControl, withControl } from './touch-keys.ts';

test.each([
  ['c', '\x03'],
  ['C', '\x03'],
  ['[', '\x1b'],
  ['@', '\0'],
  [' ', '\0'],
  ['?', '\x7f'],
  ['1', '1'],
  ['中', '中'],
  ['ls', 'ls'],
])('Ctrl with %j is %j', (typed, expected) => expect(withControl(typed)).toBe(expected));

test('Ctrl is held for one character', () => {
  heldControl.set(true);
  expect(heldControl.apply('d')).toBe('\x04');
  expect(heldControl.get()).toBe(false);
  expect(heldControl.apply('d')).toBe('d');
});

test.each([
  ['up', false, false, '\x1b[A'],
  ['up', true, false, '\x1bOA'],
  ['left', true, true, '\x1b[1;5D'],
] as const)('arrow %s (application: %s, Ctrl: %s) is %j', (arrow, isApplication, isControlHeld, expected) => {
  expect(arrowKey(arrow, { isApplication, isControlHeld })).toBe(expected);
});
