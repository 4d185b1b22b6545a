const KEY = 'slipway.editor';

/** What of the editor survives a reload. */
export interface Remembered {
  readonly isOpen: boolean;
  readonly isTreeShown: boolean;
  /** Files that were open, relative to the workspace. */
  readonly paths: readonly string[];
  readonly activePath: string;
}

const NOTHING: Remembered = { isOpen: false, isTreeShown: true, paths: [], activePath: '' };

export function readRemembered(): Remembered {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Remembered>;
    return {
      isOpen: stored.isOpen === true,
      isTreeShown: stored.isTreeShown !== false,
      paths: Array.isArray(stored.paths) ? stored.paths.filter((path) => typeof path === 'string') : [],
      activePath: typeof stored.activePath === 'string' ? stored.activePath : '',
    };
  } catch {
    return NOTHING;
  }
}

export function remember(change: Partial<Remembered>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readRemembered(), ...change }));
  } catch {
    // Storage may be denied; what is open then lasts as long as the page.
  }
}
