import type { Builder } from '../build/builder.ts';
import type { Containers } from '../containers/containers.ts';
import type { EngineContext } from '../context.ts';
import type { Execs } from '../exec/execs.ts';
import type { GuestFacts } from '../system/system-info.ts';
import type { EngineTransport } from '../transport.ts';
import { ENGINE_VERSION } from '../version.ts';
import { buildRoutes } from './build.ts';
import { commitRoutes } from './commit.ts';
import { containerFileRoutes } from './container-files.ts';
import { containerStatsRoutes } from './container-stats.ts';
import { containerRoutes } from './containers.ts';
import { eventRoutes } from './events.ts';
import { execRoutes } from './exec.ts';
import { upperRoutes } from './layers.ts';
import { networkRoutes } from './networks.ts';
import { recordRequests } from '../runs/record-requests.ts';
import type { RouteTable } from './route.ts';
import { API_VERSION, createRouter } from './router.ts';
import { runRoutes } from './runs.ts';
import { systemRoutes } from './system.ts';
import { unsupportedRoutes } from './unsupported.ts';
import { volumeRoutes } from './volumes.ts';

export interface ApiParts {
  readonly context: EngineContext;
  readonly containers: Containers;
  readonly execs: Execs;
  readonly engineId: string;
  facts(): Promise<GuestFacts>;
  /** Of the image store (images.ts). */
  readonly imageRoutes: RouteTable;
  readonly builder: Builder | undefined;
}

/** All of Docker's endpoints, a table a resource. */
export function apiTables(parts: ApiParts): RouteTable[] {
  const { context, containers } = parts;
  return [
    systemRoutes(parts),
    containerRoutes(context, containers),
    containerFileRoutes(context, containers),
    containerStatsRoutes(context, containers),
    commitRoutes(context, containers),
    execRoutes(parts.execs),
    parts.imageRoutes,
    parts.builder ? buildRoutes(parts.builder) : [],
    networkRoutes(context.networks, containers),
    volumeRoutes(context),
    eventRoutes(context),
    unsupportedRoutes,
  ];
}

/** Those that Docker has not: all begin with /slipway. */
function ownTables({ context, containers }: ApiParts): RouteTable[] {
  return [runRoutes(context), upperRoutes(context, containers)];
}

/** The Docker Engine API over the engine. */
export function createApi(parts: ApiParts): EngineTransport {
  const router = createRouter([...apiTables(parts), ...ownTables(parts)], {
    'api-version': API_VERSION,
    'docker-experimental': 'false',
    ostype: 'linux',
    server: `Slipway/${ENGINE_VERSION} (linux)`,
  });
  return recordRequests(router, parts.context.runs);
}
