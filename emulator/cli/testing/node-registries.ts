import { createRegistryClient } from '../../registry/client.ts';
import { isLoopback } from '../../registry/client-errors.ts';
import type { RegistryClient } from '../../registry/types.ts';

/** Registries over Node's own network, as Docker's CLI reaches them. */
export function nodeRegistries(): RegistryClient {
  const baseUrlOf = (domain: string): string => `${isLoopback(domain) ? 'http' : 'https'}://${domain}`;
  return createRegistryClient({ fetch, dockerHubUrl: baseUrlOf('docker.io'), baseUrlOf });
}
