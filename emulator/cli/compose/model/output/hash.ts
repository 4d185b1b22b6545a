import { service as serviceKind } from '../shape/service-shape.ts';
import { network as networkKind, volume as volumeKind } from '../shape/resource-shapes.ts';
import type { Network, Volume } from '../types/resources.ts';
import type { Service } from '../types/service.ts';
import { goJson } from './go-json.ts';

/**
 * The label com.docker.compose.config-hash of a service's containers: SHA-256 of what of the service makes a container
 * another one, computed as docker compose does it. Without build, dependencies, profiles, pull policy and scale.
 */
export function serviceHash(service: Service): Promise<string> {
  const { build: _, pull_policy: __, scale: ___, depends_on: ____, profiles: _____, deploy, ...rest } = service;
  const kept = deploy ? { ...rest, deploy: { ...deploy, replicas: undefined } } : rest;
  return sha256(goJson(serviceKind.print(kept, 'json')));
}

/** The same label of a network. */
export function networkHash(network: Network): Promise<string> {
  return sha256(goJson(networkKind.print(network, 'json')));
}

/** The same label of a volume. */
export function volumeHash(volume: Volume): Promise<string> {
  return sha256(goJson(volumeKind.print({ ...volume, driver: volume.driver || 'local' }, 'json')));
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
