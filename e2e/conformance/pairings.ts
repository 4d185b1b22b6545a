import type { ClientKind } from './clients.ts';
import type { EngineKind } from './engines.ts';
import type { Scenario } from './scenario.ts';

export interface Pairing {
  readonly name: string;
  readonly client: ClientKind;
  readonly engine: EngineKind;
}

/** Docker's own two: what the others are held against. */
export const REFERENCE = { name: 'docker-dockerd', client: 'docker', engine: 'dockerd' } as const satisfies Pairing;

const OURS_ON_DOCKERD: Pairing = { name: 'ours-dockerd', client: 'ours', engine: 'dockerd' };

export const OTHERS: readonly Pairing[] = [
  OURS_ON_DOCKERD,
  { name: 'docker-slipway', client: 'docker', engine: 'slipway' },
  { name: 'ours-slipway', client: 'ours', engine: 'slipway' },
];

export const PAIRINGS: readonly Pairing[] = [REFERENCE, ...OTHERS];

/**
 * Whether a scenario is played in a pairing. BuildKit is spoken by Docker's own client and engine between themselves,
 * and by ours: the mixed pairings have the classic builder alone. What only one client has is played by that one.
 */
export function plays({ isBuildKit, client }: Scenario, pairing: Pairing): boolean {
  if (client !== undefined && client !== pairing.client) return false;
  return !isBuildKit || pairing === REFERENCE || pairing.name === 'ours-slipway';
}

/** The release whose words our `docker` speaks. */
export const CLIENT_MAJOR = 28;

/**
 * How much can be compared: with a `docker` of our release everything with one reference; with another release (Debian
 * has 20.10) the clients differ by their age, so only the engines are compared, each client's with its own.
 */
export type Scope = 'clients and engines' | 'engines';

/** `version`: what `docker --version` prints. */
export function scopeOf(version: string): Scope {
  return Number(/version (\d+)\./.exec(version)?.[1]) === CLIENT_MAJOR ? 'clients and engines' : 'engines';
}

/** What `pairing` is compared with; itself for one that is only a measure. */
export function referenceOf(pairing: Pairing, scope: Scope, scenario?: Scenario): Pairing {
  if (scenario?.client === 'ours') return OURS_ON_DOCKERD;
  if (scenario?.isBuildKit || scope === 'clients and engines') return REFERENCE;
  return pairing.client === 'ours' ? OURS_ON_DOCKERD : REFERENCE;
}
