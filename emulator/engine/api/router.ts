import { SlipwayError } from '../../errors.ts';
import type { ApiRequest, ApiResponse, EngineTransport } from '../transport.ts';
import { jsonResponse } from './response.ts';
import type { Route, RouteTable } from './route.ts';
import { statusOf } from './status.ts';

/** The newest Engine API that is answered, and the oldest. */
export const API_VERSION = '1.43';
export const MIN_API_VERSION = '1.24';

interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
}

/**
 * The Engine API over route tables. Of routes that fit a path the first wins.
 *
 * @param commonHeaders sent with every answer, names in lower case
 */
export function createRouter(
  tables: readonly RouteTable[],
  commonHeaders: Readonly<Record<string, string>>,
): EngineTransport {
  const routes = tables.flat().map((route): CompiledRoute => ({ route, pattern: compile(route.path) }));
  return {
    async request(request: ApiRequest): Promise<ApiResponse> {
      try {
        const response = await dispatch(routes, request);
        return { ...response, headers: { ...commonHeaders, ...response.headers } };
      } catch (error) {
        const { status, message } = statusOf(error);
        const response = jsonResponse({ message }, status);
        return { ...response, headers: { ...commonHeaders, ...response.headers } };
      }
    },
  };
}

async function dispatch(routes: readonly CompiledRoute[], request: ApiRequest): Promise<ApiResponse> {
  const { pathname, search } = splitTarget(request.path);
  const versioned = /^\/v(\d+\.\d+)(\/.*)$/.exec(pathname);
  const apiVersion = versioned?.[1] ?? API_VERSION;
  checkVersion(apiVersion);
  const path = versioned?.[2] ?? pathname;
  for (const { route, pattern } of routes) {
    // A HEAD is the GET without the body, which the HTTP server leaves out.
    if (route.method !== request.method && !(request.method === 'HEAD' && route.method === 'GET')) continue;
    const match = pattern.exec(path);
    if (!match) continue;
    return route.handle({
      method: request.method,
      params: decodeParams(match.groups ?? {}),
      query: new URLSearchParams(search),
      headers: request.headers ?? {},
      body: request.body,
      client: request.client,
      signal: request.signal ?? new AbortController().signal,
      apiVersion,
    });
  }
  throw new SlipwayError('not-found', 'page not found');
}

/** Path and query of '/v1.43/containers/json?all=1', and of the absolute form 'http://docker/…'. */
function splitTarget(target: string): { pathname: string; search: string } {
  const path = target.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const mark = path.indexOf('?');
  return mark < 0 ? { pathname: path, search: '' } : { pathname: path.slice(0, mark), search: path.slice(mark + 1) };
}

function checkVersion(version: string): void {
  if (compareVersions(version, API_VERSION) > 0) {
    throw new SlipwayError(
      'invalid',
      `client version ${version} is too new. Maximum supported API version is ${API_VERSION}`,
    );
  }
  if (compareVersions(version, MIN_API_VERSION) < 0) {
    throw new SlipwayError(
      'invalid',
      `client version ${version} is too old. Minimum supported API version is ${MIN_API_VERSION}, ` +
        'please upgrade your client to a newer version',
    );
  }
}

/** Below zero when a is older than b: '1.9' < '1.10'. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** '/images/{name...}/json' → a pattern with the group `name`. */
function compile(path: string): RegExp {
  const segments = path.split('/').map((segment) => {
    const parameter = /^\{(\w+)(\.\.\.)?\}$/.exec(segment);
    if (parameter) return `(?<${parameter[1]}>${parameter[2] ? '.+' : '[^/]+'})`;
    return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}/?$`);
}

function decodeParams(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
