import { NextResponse, type NextRequest } from 'next/server';
import { pagePolicy } from './app/security-headers.ts';
import {
  DEFAULT_LANGUAGE,
  LANGUAGE_COOKIE,
  isLanguage,
  pathIn,
  preferredLanguage,
  splitPath,
} from './components/language/paths.ts';
import { LAPTOP_PATH } from './components/lesson/laptop/frame-protocol.ts';
import { isLaptopOffered } from './components/lesson/laptop/is-offered.ts';
import { parsePreviewHost, previewHost } from './emulator/preview/origin.ts';
import { answerPreview } from './emulator/preview/site/answer-preview.ts';
import type { Language } from './lessons/language.ts';

/**
 * Gives every page a policy with a nonce of its own; Next reads it from the request and marks its scripts. Leads to the
 * page in its language (`app/[language]/`). Answers the previews' origins, where nothing of the site may be had.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const host = request.headers.get('host') ?? 'localhost';
  const protocol = request.nextUrl.protocol;
  const preview = parsePreviewHost(host);
  if (preview !== undefined) {
    const language = acceptedLanguage(request);
    const playground = pathIn(language, '/playground');
    return answerPreview(request.nextUrl.pathname, { ...preview, protocol, language, playground });
  }

  const { language, path, isPrefixed } = splitPath(request.nextUrl.pathname);
  const elsewhere = redirection(request, isPrefixed ? language : undefined, path);
  if (elsewhere !== undefined) return NextResponse.redirect(new URL(elsewhere, request.url));

  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy({
    nonce,
    previews: `${protocol}//${previewHost('*', host)}`,
    development: process.env.NODE_ENV === 'development',
    laptop: isLaptopOffered(process.env) ? (path === LAPTOP_PATH ? 'frame' : 'site') : undefined,
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-language', language);
  const page = new URL(`/${language}${path === '/' ? '' : path}${request.nextUrl.search}`, request.url);
  const response = NextResponse.rewrite(page, { request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** One address a page and language; the first page opens in the language that was chosen before, or that is asked for. */
function redirection(request: NextRequest, prefix: string | undefined, path: string): string | undefined {
  if (prefix === 'en') return path + request.nextUrl.search;
  if (prefix !== undefined || path !== '/') return undefined;
  const chosen = request.cookies.get(LANGUAGE_COOKIE)?.value;
  const language = isLanguage(chosen) ? chosen : acceptedLanguage(request);
  return language === DEFAULT_LANGUAGE ? undefined : pathIn(language, '/');
}

function acceptedLanguage(request: NextRequest): Language {
  return preferredLanguage(request.headers.get('accept-language') ?? '') ?? DEFAULT_LANGUAGE;
}

export const config = {
  matcher: [
    // Pages only: not the registry and those outside, the guest's files, the bundles or anything with an extension.
    '/((?!v2/|registries/|guest/|catalogue/|_next/|.*\\.[a-z0-9]+$).*)',
    // Of a preview's origin, everything.
    { source: '/:path*', has: [{ type: 'host', value: '\\d{1,5}\\.preview\\..+' }] },
  ],
};
