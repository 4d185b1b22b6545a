import { useEffect } from 'react';

/**
 * Calls `action` at Ctrl-Shift and a key anywhere in the page (on a Mac also Command-Shift), before the terminal gets it.
 * `code`: the key's place, as in KeyboardEvent.code ('KeyE').
 */
export function useShortcut(code: string, action: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== code || !event.shiftKey || event.altKey || event.ctrlKey === event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [code, action]);
}
