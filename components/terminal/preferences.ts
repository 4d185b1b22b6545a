const KEY = 'slipway.terminal';

export interface TerminalPreferences {
  readonly screenReaderMode: boolean;
}

export function readPreferences(): TerminalPreferences {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<TerminalPreferences>;
    return { screenReaderMode: stored.screenReaderMode === true };
  } catch {
    return { screenReaderMode: false };
  }
}

export function writePreferences(preferences: TerminalPreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage may be denied; the choice then lasts as long as the page.
  }
}
