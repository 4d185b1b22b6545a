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
];

const unframed = "frame-ancestors 'none'";

/** Where @webcontainer/api's frame comes from, and what the apps in it serve. */
const LAPTOP_ORIGINS = 'https://stackblitz.com https://*.webcontainer-api.io';

interface Page {
  /** Next's inline scripts carry it. */
  readonly nonce: string;
  /** The origins of the published ports. */
  readonly previews: string;
  /** React's development build needs eval. */
  readonly development: boolean;
  /**
   * Undefined where the operator has not turned it on. 'frame': the one page that shows another site's, and only inside
   * a page of this site. 'site': all others.
   */
  readonly laptop: 'frame' | 'site' | undefined;
}

/** For a page. */
export function pagePolicy(page: Page): string {
  const scripts = `script-src 'self' 'nonce-${page.nonce}' 'wasm-unsafe-eval'${page.development ? " 'unsafe-eval'" : ''}`;
  if (page.laptop === 'frame') {
    return [...shared, scripts, `frame-src ${LAPTOP_ORIGINS}`, "frame-ancestors 'self'"].join('; ');
  }
  const frames = page.laptop === 'site' ? `${page.previews} 'self'` : page.previews;
  return [...shared, scripts, `frame-src ${frames}`, unframed].join('; ');
}

/** For scripts that run as workers: no inline script there, so no nonce. */
export const workerPolicy = [...shared, unframed, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');
