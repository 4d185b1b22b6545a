import { homedir } from 'node:os';
import { join } from 'node:path';
import { createRegistryClient } from '../client.ts';
import { openUpstream, type Upstream } from './upstream.ts';

/**
 * The upstream that the operator names: SLIPWAY_UPSTREAM, the registry's URL ('https://registry.example'; with
 * SLIPWAY_UPSTREAM_LOGIN, 'user:password', where it asks for one), cached in SLIPWAY_UPSTREAM_CACHE. Undefined without it.
 * Error: a value that is no URL of a registry.
 */
export function configuredUpstream(environment: Readonly<Record<string, string | undefined>>): Upstream | undefined {
  const address = environment.SLIPWAY_UPSTREAM ?? '';
  if (address === '') return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.username !== '') {
    throw new Error(`SLIPWAY_UPSTREAM=${address}: not the URL of a registry, such as https://registry.example`);
  }
  const [, username, password] = /^([^:]+):(.*)$/s.exec(environment.SLIPWAY_UPSTREAM_LOGIN ?? '') ?? [];
  const cache = environment.SLIPWAY_CACHE ?? join(homedir(), '.cache', 'slipway');
  const client = createRegistryClient({
    fetch,
    dockerHubUrl: url.origin,
    baseUrlOf: () => url.origin,
    ...(username !== undefined && password !== undefined ? { credentialsOf: () => ({ username, password }) } : {}),
  });
  const folder = environment.SLIPWAY_UPSTREAM_CACHE ?? join(cache, 'upstream');
  return openUpstream({ client, domain: url.host, folder });
}
