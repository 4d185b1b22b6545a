import { SlipwayError } from '../../errors.ts';
import type { Credentials } from '../../registry/authorization.ts';
import type { RouteRequest } from './route.ts';

interface AuthConfig {
  readonly username?: string;
  readonly password?: string;
  /** Base64 of 'username:password', as config.json has it. */
  readonly auth?: string;
  readonly identitytoken?: string;
}

/**
 * The credentials of a request to pull or push, from its header X-Registry-Auth (Engine API, "Authentication");
 * undefined when there are none. Error 'invalid' for what is no base64 of JSON.
 */
export function registryAuth({ headers }: Pick<RouteRequest, 'headers'>): Credentials | undefined {
  const header = headers['x-registry-auth'];
  return header ? credentialsOf(decode(header, 'X-Registry-Auth') as AuthConfig) : undefined;
}

/** The credentials of a build by registry ('localhost:5000', 'docker.io'), from its header X-Registry-Config. */
export function registryConfig({
  headers,
}: Pick<RouteRequest, 'headers'>): (domain: string) => Credentials | undefined {
  const header = headers['x-registry-config'];
  const all = header ? (decode(header, 'X-Registry-Config') as Readonly<Record<string, AuthConfig>>) : {};
  const byDomain = new Map(Object.entries(all).map(([address, auth]) => [registryDomain(address), auth]));
  return (domain) => {
    const auth = byDomain.get(domain);
    return auth && credentialsOf(auth);
  };
}

/** 'https://index.docker.io/v1/' → 'docker.io', 'http://localhost:5000/v2/' → 'localhost:5000'. */
export function registryDomain(address: string): string {
  const host = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(host) ? 'docker.io' : host;
}

export function credentialsOf(auth: AuthConfig): Credentials | undefined {
  const pair = auth.auth && !auth.username ? textOf(auth.auth) : undefined;
  const colon = pair?.indexOf(':') ?? -1;
  const username = pair === undefined ? (auth.username ?? '') : pair.slice(0, Math.max(colon, 0));
  const password = pair === undefined ? (auth.password ?? '') : pair.slice(colon + 1);
  if (auth.identitytoken) return { username, password, identityToken: auth.identitytoken };
  return username === '' && password === '' ? undefined : { username, password };
}

function decode(header: string, name: string): object {
  try {
    const value: unknown = JSON.parse(textOf(header));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new SlipwayError('invalid', `invalid ${name} header: ${(cause as Error).message}`, { cause });
  }
  throw new SlipwayError('invalid', `invalid ${name} header: not an object`);
}

/** Base64 in either alphabet. */
function textOf(base64: string): string {
  const bytes = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
