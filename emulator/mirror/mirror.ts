import type { ApiRequest, ApiResponse, EngineTransport } from '../engine/transport.ts';

/** Where the guest answers for the hosts below (guest/agent/places.h). */
export const MIRROR_ADDRESS = '10.0.2.4';

/** Hosts whose packages the sandbox has a part of, each in a folder of its name (guest/catalogue/mirror/). */
const HOSTS: Readonly<Record<string, (path: string) => string>> = {
  'deb.debian.org': (path) => path,
  // A package's document and the folder of its files share a name.
  'registry.npmjs.org': (path) => (path.includes('/-/') ? path : `${path.replaceAll('%2f', '/')}/packument.json`),
  // PEP 503's addresses are folders.
  'pypi.org': (path) => (path.startsWith('/simple') ? `${path.replace(/\/$/, '')}/index.html` : path),
  'files.pythonhosted.org': (path) => path,
};

/** The address of a host that containers can reach outside their networks; undefined as for any on an unplugged machine. */
export function outsideAddress(name: string): string | undefined {
  return Object.hasOwn(HOSTS, name) ? MIRROR_ADDRESS : undefined;
}

export interface MirrorOptions {
  readonly fetch: typeof fetch;
  /** The folder with a folder a host: 'https://site/catalogue/mirror'. */
  readonly baseUrl: string;
}

const PASSED_ON = ['content-length', 'content-type', 'last-modified', 'etag'];

/** Answers GET and HEAD for package archives with static files of the site; for `serveHttp`, on connections to MIRROR_ADDRESS. */
export function createMirror(options: MirrorOptions): EngineTransport {
  return { request: (request) => answer(options, request) };
}

async function answer({ fetch, baseUrl }: MirrorOptions, request: ApiRequest): Promise<ApiResponse> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'only GET and HEAD');
  const host = (request.headers?.host ?? '').toLowerCase().replace(/:\d+$/, '');
  const fileOf = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined;
  if (fileOf === undefined) {
    return textResponse(404, `${host}: not in the sandbox, which has ${Object.keys(HOSTS).join(', ')}`);
  }
  const path = fileOf(request.path.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]*/, ''));
  if (path.split('/').some((part) => part === '..' || /^%2e(%2e|\.)?$|^\.%2e$/i.test(part))) {
    return textResponse(400, `${path}: not a path`);
  }
  const since = request.headers?.['if-modified-since'];
  try {
    const response = await fetch(`${baseUrl}/${host}${path}`, {
      method: request.method,
      ...(since === undefined ? {} : { headers: { 'if-modified-since': since } }),
      ...(request.signal ? { signal: request.signal } : {}),
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return textResponse(404, `the sandbox has only a part of ${host}, and not ${path}`);
    }
    const headers = headersOf(response);
    if (path.endsWith('/index.html')) headers['content-type'] = 'text/html';
    return { status: response.status, headers, body: response.body ?? new Blob().stream() };
  } catch (error) {
    return textResponse(503, `the site that serves the sandbox cannot be reached: ${(error as Error).message}`);
  }
}

function headersOf({ headers }: Response): Record<string, string> {
  // The length of what was compressed on the way is not that of what goes on.
  const names = headers.has('content-encoding') ? PASSED_ON.filter((name) => name !== 'content-length') : PASSED_ON;
  return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}

function textResponse(status: number, message: string): ApiResponse {
  const body = new Blob([`${message}\n`]);
  return {
    status,
    headers: { 'content-type': 'text/plain', 'content-length': String(body.size) },
    body: body.stream(),
  };
}
