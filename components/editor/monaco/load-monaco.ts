type Monaco = typeof import('./setup.ts');

let loading: Promise<Monaco> | undefined;

/** Monaco with our languages and themes: some megabytes, loaded when the first file is opened, and once. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./setup.ts').catch((error: unknown) => {
    // Another try may find the network back.
    loading = undefined;
    throw error;
  });
  return loading;
}
