import { SlipwayError } from '../errors.ts';
import { fieldValue, type Fields } from './http-client.ts';

/*
 * CORS as a browser does it (Fetch, 3.2 and 4.9): what a service worker answers is not checked again, and a page that
 * works here should work beside a real Docker. Only for requests to another port than the page's own.
 */

interface CorsRequest {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The page's, as the server knows it: `http://localhost:8080`. */
  readonly origin: string;
  readonly hasCredentials: boolean;
}

const SAFE_METHODS = ['GET', 'HEAD', 'POST'];
const SAFE_HEADERS = ['accept', 'accept-language', 'content-language', 'range'];
const SAFE_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;
/** Set by the browser itself. */
const BROWSERS_OWN =
  /^(sec-|proxy-|user-agent$|referer$|origin$|host$|dnt$|upgrade-insecure-requests$|cache-control$|pragma$)/;

/** The names of the fields that the server has to allow beforehand; undefined when it need not be asked. */
export function preflightFields({ method, headers, origin }: CorsRequest): Fields | undefined {
  const asked = headers.flatMap(([name, value]) => (isSafe(name, value) ? [] : [name])).sort();
  if (asked.length === 0 && SAFE_METHODS.includes(method)) return undefined;
  return [
    ['Origin', origin],
    ['Access-Control-Request-Method', method],
    ...(asked.length === 0 ? [] : [['Access-Control-Request-Headers', asked.join(',')] as const]),
  ];
}

function isSafe(name: string, value: string): boolean {
  if (name === 'content-type') return SAFE_TYPES.test(value);
  return SAFE_HEADERS.includes(name) || BROWSERS_OWN.test(name);
}

/** Throws 'forbidden' where a browser would not let the page see the answer. */
export function requireAllowed(fields: Fields, request: CorsRequest): void {
  const allowed = fieldValue(fields, 'access-control-allow-origin');
  const isAny = allowed === '*' && !request.hasCredentials;
  if (!isAny && allowed !== request.origin) {
    const said = allowed === undefined ? 'its answer has no Access-Control-Allow-Origin' : `it allows ${allowed}`;
    throw new SlipwayError('forbidden', `the server does not allow ${request.origin} (CORS): ${said}`);
  }
  if (request.hasCredentials && fieldValue(fields, 'access-control-allow-credentials') !== 'true') {
    throw new SlipwayError('forbidden', `the server does not allow cookies from ${request.origin} (CORS)`);
  }
}

/** The same for the answer to a preflight. */
export function requirePreflight(status: number, fields: Fields, request: CorsRequest): void {
  requireAllowed(fields, request);
  if (status < 200 || status > 299) throw new SlipwayError('forbidden', `the preflight was answered ${status} (CORS)`);
  const methods = listed(fields, 'access-control-allow-methods');
  const isMethodAllowed =
    SAFE_METHODS.includes(request.method) ||
    methods.includes(request.method) ||
    (!request.hasCredentials && methods.includes('*'));
  if (!isMethodAllowed) throw new SlipwayError('forbidden', `the server does not allow ${request.method} (CORS)`);
  const names = listed(fields, 'access-control-allow-headers').map((name) => name.toLowerCase());
  for (const [name, value] of request.headers) {
    const isWild = !request.hasCredentials && names.includes('*') && name !== 'authorization';
    if (isSafe(name, value) || isWild || names.includes(name)) continue;
    throw new SlipwayError('forbidden', `the server does not allow the header ${name} (CORS)`);
  }
}

function listed(fields: Fields, name: string): string[] {
  return (fieldValue(fields, name) ?? '').split(',').map((item) => item.trim());
}
