import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Stands in for StackBlitz's service, which tests must not call: a page at its address that speaks the protocol which
 * `@webcontainer/api` expects (Comlink, over a port that comes with the message `init`), behind the headers that a page
 * needs to be shown in an isolated one. It runs nothing: it prints what it was asked to do, and serves a page.
 */
export async function serveLaptop(page: Page): Promise<void> {
  const isolated = {
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  const answer = (body: string) => ({ contentType: 'text/html', headers: isolated, body });
  await page.route('https://stackblitz.com/headless*', (route) => route.fulfill(answer(SERVICE)));
  await page.route('https://*.webcontainer-api.io/**', (route) =>
    route.fulfill(answer('<h1>Hello from the laptop</h1>')),
  );
}

const COMLINK = readFileSync(
  join(import.meta.dirname, '../node_modules/@webcontainer/api/dist/vendor/index.js'),
  'utf8',
);

const SERVICE = `<script type="module">
${COMLINK.replace(/export \{[^}]*\};?/, '')}
{
const { proxy, expose } = comlink_exports;
const listeners = {};
let files;
const instance = {
  fs: () => proxy({}),
  previewScript: () => undefined,
  runtimeInfo: () => ({ path: '/bin', cwd: '/home/app' }),
  loadFiles: (payload) => { files = JSON.parse(new TextDecoder().decode(payload)).d; },
  on: (event, listener) => { listeners[event] = listener; return proxy(() => {}); },
  run: ({ command, args }, stdout, stderr, output) => {
    const print = (text) => output(new TextEncoder().encode(text));
    print([command, ...args].join(' ') + ' with ' + Object.keys(files).sort().join(' ') + '\\r\\n');
    if (command === 'npm') return proxy({ onExit: Promise.resolve(0) });
    print(/GREETING = .*/.exec(files['server.js'].f.c)[0] + '\\r\\n');
    listeners['server-ready'](3000, 'https://app--3000.local-corp.webcontainer-api.io/');
    return proxy({ onExit: new Promise(() => {}) });
  },
  teardown: () => {},
};
const { port1, port2 } = new MessageChannel();
expose({ build: () => proxy(instance) }, port1);
parent.postMessage({ type: 'init' }, '*', [port2]);
}
</script>`;
