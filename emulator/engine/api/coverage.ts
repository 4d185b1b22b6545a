import { apiTables, type ApiParts } from './create-api.ts';
import { imageRoutes } from './images.ts';
import type { Route } from './route.ts';

/** One endpoint as the documentation lists it. */
export interface EndpointCoverage {
  readonly method: Route['method'];
  /** '/containers/{id}/json' */
  readonly path: string;
  /** Why it is not implemented; undefined when it is. */
  readonly missing?: string;
}

/** Stands for parts of an engine: tables close over them, and only a request would use them. */
const part: never = new Proxy({}, { get: () => part }) as never;

/** Every endpoint of Docker's that is answered, in the order of the tables; it needs no engine. */
export function endpointCoverage(): EndpointCoverage[] {
  const parts: ApiParts = {
    context: part,
    containers: part,
    execs: part,
    engineId: '',
    facts: () => Promise.reject(new Error('there is no engine')),
    imageRoutes: imageRoutes(part),
    builder: part,
  };
  return apiTables(parts)
    .flat()
    .filter(({ path }) => !path.startsWith('/slipway/'))
    .map(({ method, path, missing }) => ({ method, path: path.replaceAll('...}', '}'), missing }));
}
