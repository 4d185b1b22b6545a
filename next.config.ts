import type { NextConfig } from 'next';
import { isolationHeaders, workerPolicy } from './app/security-headers.ts';

process.env.NEXT_TELEMETRY_DISABLED = '1';

/** What v86 asks for when it finds itself in Node; the page's copy never gets there. */
const nodeModules = ['fs', 'perf_hooks', 'crypto', 'node:crypto', 'node:fs/promises'];
const absent = { browser: './emulator/browser/absent-module.ts' };

const PREVIEW_HOST = '\\d{1,5}\\.preview\\..+';

const immutable = { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' };

const config: NextConfig = {
  // The registry needs `/v2/` to stay `/v2/`.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types once, for the whole repository.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  turbopack: { resolveAlias: Object.fromEntries(nodeModules.map((name) => [name, absent])) },
  async rewrites() {
    return {
      beforeFiles: [
        ...['v2', 'registries'].map((folder) => ({
          source: `/${folder}/:path*`,
          destination: `/api/${folder}/:path*`,
        })),
        // With a point in its name: no page, which would have a language.
        { source: '/course-changes.stream', destination: '/api/course-changes' },
      ],
    };
  },
  async headers() {
    return [
      // Registry clients are not browsers, everything else is what a page or its worker loads.
      // The previews' origins (proxy.ts) are framed by the site and have headers of their own.
      { source: '/((?!v2/).*)', headers: isolationHeaders, missing: [{ type: 'host', value: PREVIEW_HOST }] },
      { source: '/_next/static/:path*', headers: [{ key: 'Content-Security-Policy', value: workerPolicy }] },
      { source: '/guest/manifest.json', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
      // `<part>-<12 hex of the content's hash>.<extension>`
      { source: '/guest/:file([a-zA-Z]+-[0-9a-f]{12}\\..*)', headers: [immutable] },
    ];
  },
};

export default config;
