/**
 * What the site's answers say about themselves. Cross-origin isolation gives the worker fine clocks and
 * SharedArrayBuffer; the policies keep everything on this origin.
 */
export const isolationHeaders = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
];

const shared = [
  "default-src 'self'",
  // v86 starts a timer in a worker made from a blob.
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // xterm.js writes style elements at run time.
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/**
 * For a page: Next's inline scripts carry the nonce. React's development build needs eval. `previews` are the origins
 * of the published ports.
 */
export function pagePolicy(page: { nonce: string; previews: string; development: boolean }): string {
  const scripts = `script-src 'self' 'nonce-${page.nonce}' 'wasm-unsafe-eval'${page.development ? " 'unsafe-eval'" : ''}`;
  return [...shared, scripts, `frame-src ${page.previews}`].join('; ');
}

/** For scripts that run as workers: no inline script there, so no nonce. */
export const workerPolicy = [...shared, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');
