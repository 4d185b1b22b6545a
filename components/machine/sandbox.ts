import { connectSandbox } from '@/emulator/browser/connect-sandbox.ts';
import type { SandboxClient } from '@/emulator/browser/sandbox-client.ts';

declare global {
  /** The page's sandbox, for the curious at the browser's console and for `npm run bench`. */
  var slipway: SandboxClient | undefined;
}

let client: SandboxClient | undefined;

/** The page's one sandbox; it lives as long as the tab, across navigation between pages. Only in the browser. */
export function getSandbox(): SandboxClient {
  client ??= connectSandbox(
    () => new Worker(new URL('../../emulator/browser/worker.ts', import.meta.url), { type: 'module', name: 'slipway' }),
  );
  globalThis.slipway = client;
  return client;
}
