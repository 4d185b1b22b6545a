import type { Terminal } from '@xterm/xterm';

type Screen = Pick<Terminal, 'hasSelection' | 'getSelection' | 'clearSelection'>;

/**
 * Copy and paste as terminals do it: Ctrl-Shift-C and Ctrl-Insert copy, Ctrl-Shift-V and Shift-Insert paste, and
 * Ctrl-C always interrupts. On a Mac the browser's own Command-C and -V work without us. Returns false for keys that
 * must not reach the shell. Pasting is left to the browser's paste event, which xterm.js brackets when asked to.
 */
export function handleClipboardKey(event: KeyboardEvent, screen: Screen): boolean {
  const isCopy =
    (event.ctrlKey && event.shiftKey && event.code === 'KeyC') || (event.ctrlKey && event.code === 'Insert');
  const isPaste =
    (event.ctrlKey && event.shiftKey && event.code === 'KeyV') || (event.shiftKey && event.code === 'Insert');
  if (isPaste) return false;
  if (!isCopy) return true;
  // Ctrl-Shift-C would open the browser's inspector.
  event.preventDefault();
  if (event.type === 'keydown' && screen.hasSelection()) void navigator.clipboard.writeText(screen.getSelection());
  return false;
}
