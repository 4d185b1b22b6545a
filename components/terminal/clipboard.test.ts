import { expect, test, vi } from 'vitest';
import { handleClipboardKey } from './clipboard.ts';

const screen = { hasSelection: () => true, getSelection: () => 'selected', clearSelection: () => {} };

function press(keys: Partial<KeyboardEvent>): { reachesShell: boolean; copied: string[] } {
  const copied: string[] = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
  const event = {
    type: 'keydown',
    preventDefault: () => {},
    ctrlKey: false,
    shiftKey: false,
    ...keys,
  } as KeyboardEvent;
  const reachesShell = handleClipboardKey(event, screen);
  vi.unstubAllGlobals();
  return { reachesShell, copied };
}

test.each([
  ['Ctrl-C', { ctrlKey: true, code: 'KeyC' }, true, []],
  ['Ctrl-V', { ctrlKey: true, code: 'KeyV' }, true, []],
  ['Ctrl-P', { ctrlKey: true, code: 'KeyP' }, true, []],
  ['Ctrl-Shift-C', { ctrlKey: true, shiftKey: true, code: 'KeyC' }, false, ['selected']],
  ['Ctrl-Insert', { ctrlKey: true, code: 'Insert' }, false, ['selected']],
  ['Ctrl-Shift-V', { ctrlKey: true, shiftKey: true, code: 'KeyV' }, false, []],
  ['Shift-Insert', { shiftKey: true, code: 'Insert' }, false, []],
] as const)('%s', (_, keys, reachesShell, copied) => {
  expect(press(keys)).toEqual({ reachesShell, copied });
});
