import { isLoopback } from './client-errors.ts';
import { createMachineFetch, type Dial } from './machine-fetch.ts';
import type { RegistryClientOptions } from './session.ts';

export interface Surroundings {
  /** Connects inside the machine. */
  readonly dial: Dial;
  /** The site's origin, where docker.io is. */
  readonly siteUrl: string;
  readonly siteFetch: typeof globalThis.fetch;
  /** Out of the machine: the browser's, with its rules, or Node's. */
  readonly remoteFetch: typeof globalThis.fetch;
  /** The same for registries; `remoteFetch` without it. */
  readonly registryFetch?: typeof globalThis.fetch | undefined;
}

export interface Reach extends Required<Pick<RegistryClientOptions, 'fetchOf' | 'baseUrlOf'>> {
  /** For a URL's host: as the daemon's machine reaches it, which has the containers' networks too. */
  readonly fetchFrom: (host: string) => typeof globalThis.fetch;
}

/**
 * Where registries are that are not docker.io: on the machine's own ports (without TLS, as Docker has it for loopback
 * addresses), else on the network around. When nobody listens on a port of the machine that is also the site's, the
 * name means the site's registry.
 */
export function reachRegistries(surroundings: Surroundings): Reach {
  const { dial, siteUrl, siteFetch, remoteFetch, registryFetch = remoteFetch } = surroundings;
  const machineFetch = createMachineFetch(dial);
  const siteHost = new URL(siteUrl).host;
  const orSite: typeof globalThis.fetch = async (input, init) => {
    try {
      return await machineFetch(input, init);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return siteFetch(input, init);
    }
  };
  const fetchOf = (domain: string, outside: typeof globalThis.fetch) => {
    if (!isLoopback(domain)) return outside;
    return domain === siteHost ? orSite : machineFetch;
  };
  /** An address may be a container's. */
  const orRemote: typeof globalThis.fetch = (input, init) =>
    machineFetch(input, init).catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
      return remoteFetch(input, init);
    });
  return {
    fetchOf: (domain) => fetchOf(domain, registryFetch),
    fetchFrom: (host) =>
      /^\d+(?:\.\d+){3}(?::\d+)?$/.test(host) && !isLoopback(host) ? orRemote : fetchOf(host, remoteFetch),
    baseUrlOf: (domain) => `${isLoopback(domain) ? 'http' : 'https'}://${domain}`,
  };
}
