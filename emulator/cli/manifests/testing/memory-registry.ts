import { createHash } from 'node:crypto';
import { DOCKER_MANIFEST } from '../image-manifest.ts';

export interface MemoryRegistry {
  readonly fetch: typeof fetch;
  /** 'PUT /v2/me/list/manifests/latest', in order. */
  readonly changes: string[];
  /** Puts an image there; its digest. */
  image(name: string, config: object, layers?: readonly string[]): string;
  /** Puts any manifest there; its digest. */
  manifest(name: string, manifest: object): string;
  /** The manifest of 'repository:tag'. */
  text(name: string): string | undefined;
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A registry in memory that wants a user and a password ('me:secret') where `password` says so. */
export function memoryRegistry(password?: string): MemoryRegistry {
  /** 'repository@digest' and 'repository:tag' → text. */
  const manifests = new Map<string, string>();
  const blobs = new Map<string, string>();
  const changes: string[] = [];
  const put = (name: string, text: string): string => {
    const [repository = ''] = name.split(/[:@]/, 1);
    manifests.set(name, text);
    manifests.set(`${repository}@${digestOf(text)}`, text);
    return digestOf(text);
  };
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const asked = request.headers.get('authorization');
    if (password !== undefined && asked !== `Basic ${btoa(password)}`) {
      const headers = { 'www-authenticate': 'Basic realm="r"', 'content-type': 'application/json' };
      const errors = [{ code: 'UNAUTHORIZED', message: 'authentication required' }];
      return new Response(JSON.stringify({ errors }), { status: 401, headers });
    }
    if (pathname === '/v2/') return new Response('{}');
    if (request.method !== 'GET' && request.method !== 'HEAD') changes.push(`${request.method} ${pathname}`);
    const [, repository = '', kind, reference = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/(.*)$/.exec(pathname) ?? [];
    const name = `${repository}${reference.includes(':') ? '@' : ':'}${reference}`;
    if (kind === 'manifests' && request.method === 'PUT') {
      put(name, await request.text());
      return new Response(null, { status: 201 });
    }
    const mounted = searchParams.get('mount');
    if (kind === 'blobs' && mounted !== null) {
      const text = blobs.get(`${searchParams.get('from')}@${mounted}`);
      if (text === undefined) return new Response(null, { status: 202, headers: { location: `${pathname}x` } });
      blobs.set(`${repository}@${mounted}`, text);
      return new Response(null, { status: 201 });
    }
    const text = (kind === 'blobs' ? blobs : manifests).get(name);
    if (text === undefined) {
      const errors = [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }];
      return new Response(JSON.stringify({ errors }), { status: 404 });
    }
    const type = kind === 'blobs' ? 'application/octet-stream' : (JSON.parse(text) as { mediaType: string }).mediaType;
    const headers = {
      'content-type': type,
      'docker-content-digest': digestOf(text),
      'content-length': `${text.length}`,
    };
    return new Response(request.method === 'HEAD' ? null : text, { headers });
  };
  return {
    fetch: (input, init) => answer(new Request(input, init)),
    changes,
    image(name, config, layers = []) {
      const [repository = ''] = name.split(':', 1);
      const blob = (text: string, mediaType: string) => {
        blobs.set(`${repository}@${digestOf(text)}`, text);
        return { mediaType, size: text.length, digest: digestOf(text) };
      };
      const manifest = {
        schemaVersion: 2,
        mediaType: DOCKER_MANIFEST,
        config: blob(JSON.stringify(config), 'application/vnd.docker.container.image.v1+json'),
        layers: layers.map((text) => blob(text, 'application/vnd.docker.image.rootfs.diff.tar.gzip')),
      };
      return put(name, JSON.stringify(manifest));
    },
    manifest: (name, manifest) => put(name, JSON.stringify(manifest)),
    text: (name) => manifests.get(name),
  };
}
