import { NextResponse, type NextRequest } from 'next/server';
import { pagePolicy } from './app/security-headers.ts';

/** Gives every page a policy with a nonce of its own; Next reads it from the request and marks its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  // Pages only: not the registry, the guest's files, the bundles or anything with an extension.
  matcher: ['/((?!v2/|guest/|catalogue/|_next/|.*\\.[a-z0-9]+$).*)'],
};
