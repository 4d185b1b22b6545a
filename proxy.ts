import { NextResponse, type NextRequest } from 'next/server';
import { pagePolicy } from './app/security-headers.ts';
import { parsePreviewHost, previewHost } from './emulator/preview/origin.ts';
import { answerPreview } from './emulator/preview/site/answer-preview.ts';

/**
 * Gives every page a policy with a nonce of its own; Next reads it from the request and marks its scripts. Answers
 * the previews' origins, where nothing of the site may be had.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const host = request.headers.get('host') ?? 'localhost';
  const protocol = request.nextUrl.protocol;
  const preview = parsePreviewHost(host);
  if (preview !== undefined) return answerPreview(request.nextUrl.pathname, { ...preview, protocol });

  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy({
    nonce,
    previews: `${protocol}//${previewHost('*', host)}`,
    development: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  matcher: [
    // Pages only: not the registry and those outside, the guest's files, the bundles or anything with an extension.
    '/((?!v2/|registries/|guest/|catalogue/|_next/|.*\\.[a-z0-9]+$).*)',
    // Of a preview's origin, everything.
    { source: '/:path*', has: [{ type: 'host', value: '\\d{1,5}\\.preview\\..+' }] },
  ],
};
