import type { ClientKind } from './clients.ts';
import type { EngineKind } from './engines.ts';

export interface Pairing {
  readonly name: string;
  readonly client: ClientKind;
  readonly engine: EngineKind;
}

/** Docker's own two: what the others are held against. */
export const REFERENCE = { name: 'docker-dockerd', client: 'docker', engine: 'dockerd' } as const satisfies Pairing;

export const OTHERS: readonly Pairing[] = [
  { name: 'ours-dockerd', client: 'ours', engine: 'dockerd' },
  { name: 'docker-slipway', client: 'docker', engine: 'slipway' },
  { name: 'ours-slipway', client: 'ours', engine: 'slipway' },
];

export const PAIRINGS: readonly Pairing[] = [REFERENCE, ...OTHERS];
