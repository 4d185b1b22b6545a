import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_PATH, siteOrigins } from '../origin.ts';

const SCRIPTS: readonly string[] = ['service-worker.js', 'bridge.js', 'open.js', 'page.js'];
const FOLDER = join(process.cwd(), 'emulator', 'preview', 'site');

export interface AskedPreview {
  readonly port: number;
  readonly siteHost: string;
  readonly protocol: string;
  /** That the browser asks for: of the page that people see. */
  readonly language: keyof typeof OPEN_PAGE;
  /** Where the site has its playground in that language. */
  readonly playground: string;
}

/** What people read who come to a preview's address outside of Slipway. */
const OPEN_PAGE = {
  en: {
    tag: 'en',
    title: (address: string) => `${address} is in Slipway`,
    about:
      'This port is published by a container that runs in a tab of Slipway. Its pages can be seen there, and nowhere else.',
    link: 'Open the playground',
  },
  zh: {
    tag: 'zh-Hans',
    title: (address: string) => `${address} 在 Slipway 里`,
    about: '这个端口由在 Slipway 标签页里运行的容器发布，它的页面只能在那里看到。',
    link: '打开演练场',
  },
} as const;

/**
 * All that the site's server gives on a preview's origin: the service worker, the bridge to the site's page, and for
 * every other address the page that asks for the preview. Never anything of the site itself.
 */
export async function answerPreview(path: string, preview: AskedPreview): Promise<Response> {
  const sites = siteOrigins(preview.protocol, preview.siteHost);
  const script = SCRIPTS.find((name) => path === `${OWN_PATH}${name}`);
  if (script !== undefined) {
    const source = await readFile(/* turbopackIgnore: true */ join(FOLDER, script), 'utf8');
    return new Response(source, {
      headers: { ...headers(sites), 'Content-Type': 'text/javascript; charset=utf-8', 'Service-Worker-Allowed': '/' },
    });
  }
  const isBridge = path === `${OWN_PATH}bridge`;
  const attributes = `data-port="${preview.port}" data-site="${escapeHtml(sites[0]!)}" data-sites="${escapeHtml(JSON.stringify(sites))}"`;
  return new Response(isBridge ? bridgePage(attributes) : openPage(attributes, preview), {
    headers: { ...headers(sites), 'Content-Type': 'text/html; charset=utf-8' },
  });
}

function headers(sites: readonly string[]): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy(sites),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Origin-Agent-Cluster': '?1',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

function policy(sites: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites.join(' ')}`,
  ].join('; ');
}

function bridgePage(attributes: string): string {
  return `<!doctype html><html lang="en" ${attributes}><meta charset="utf-8"><title>Slipway</title><script type="module" src="${OWN_PATH}bridge.js"></script></html>`;
}

function openPage(attributes: string, { port, language, playground }: AskedPreview): string {
  const { tag, title, about, link } = OPEN_PAGE[language];
  return `<!doctype html>
<html lang="${tag}" ${attributes}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>localhost:${port} · Slipway</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; margin: 4rem auto; max-width: 34rem; padding: 0 1.25rem }</style>
<main hidden>
<h1>${title(`localhost:${port}`)}</h1>
<p>${about}</p>
<p><a href="${playground}">${link}</a></p>
</main>
<script type="module" src="${OWN_PATH}open.js"></script>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
