import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,components,lessons,emulator,e2e}/**/*.test.{ts,tsx}'],
    // Guest tests boot a machine; they set their own longer limits.
    testTimeout: 20_000,
    poolOptions: { forks: { maxForks: 2 } },
  },
});
