const callbacks = new Set<(path: string) => void>();

/** What changes in the workspace, for parts of the editor that come later than the machine. */
export const workspaceChanges = {
  /** By the path; '' when anything may have changed. */
  tell(path: string): void {
    callbacks.forEach((callback) => callback(path));
  },
  /** Until the function that is returned is called. */
  subscribe(callback: (path: string) => void): () => void {
    callbacks.add(callback);
    return () => callbacks.delete(callback);
  },
};
