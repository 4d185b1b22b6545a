/** Where the sizes of panes are kept: the browser's storage, or nowhere where that is denied or there is no browser. */
export const paneLayouts = {
  getItem(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // They last as long as the page then.
    }
  },
};
