import { SlipwayError } from '../../errors.ts';
import { jsonResponse } from './response.ts';
import { notImplemented, type Route, type RouteTable } from './route.ts';

const NO_SWARM = 'Slipway has no swarm: services, tasks, nodes, secrets and configs are not implemented';
const NO_PLUGINS = 'plugins are not implemented in Slipway';

/** What dockerd says to whatever a swarm's manager would do, and to those who want to leave none. */
const NO_MANAGER =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
const NO_MEMBER = 'This node is not part of a swarm';
const SERVICE_UNAVAILABLE = 503;

/** Endpoints of a swarm, which a machine that is in none answers so. */
function swarm(methods: readonly Route['method'][], paths: readonly string[], message = NO_MANAGER): RouteTable {
  return paths.flatMap((path) =>
    methods.map((method): Route => ({
      method,
      path,
      missing: NO_SWARM,
      handle: () => jsonResponse({ message }, SERVICE_UNAVAILABLE),
    })),
  );
}

function each(methods: readonly Route['method'][], paths: readonly string[], reason: string): RouteTable {
  return paths.flatMap((path) => methods.map((method) => notImplemented(method, path, reason)));
}

/** Every other endpoint that Docker documents (Engine API 1.43), so that a client learns what is missing and why. */
export const unsupportedRoutes: RouteTable = [
  ...each(['POST'], ['/swarm/init', '/swarm/join'], NO_SWARM),
  ...swarm(['POST'], ['/swarm/leave'], NO_MEMBER),
  ...swarm(['POST'], ['/swarm/update', '/swarm/unlock']),
  ...swarm(['GET'], ['/swarm', '/swarm/unlockkey', '/nodes', '/services', '/tasks', '/secrets', '/configs']),
  ...swarm(['GET', 'DELETE'], ['/nodes/{id}', '/services/{id}', '/secrets/{id}', '/configs/{id}']),
  ...swarm(['GET'], ['/services/{id}/logs', '/tasks/{id}', '/tasks/{id}/logs']),
  ...swarm(['POST'], ['/services/create', '/secrets/create', '/configs/create']),
  ...swarm(['POST'], ['/nodes/{id}/update', '/services/{id}/update', '/secrets/{id}/update', '/configs/{id}/update']),
  { method: 'GET', path: '/plugins', handle: () => jsonResponse([]) },
  {
    method: 'GET',
    path: '/plugins/{name...}/json',
    handle({ params }) {
      throw new SlipwayError('not-found', `plugin "${params.name}" not found`);
    },
  },
  ...each(['GET'], ['/plugins/privileges'], NO_PLUGINS),
  ...each(['DELETE'], ['/plugins/{name...}'], NO_PLUGINS),
  ...each(
    ['POST'],
    [
      '/plugins/pull',
      '/plugins/create',
      '/plugins/{name...}/enable',
      '/plugins/{name...}/disable',
      '/plugins/{name...}/upgrade',
      '/plugins/{name...}/push',
      '/plugins/{name...}/set',
    ],
    NO_PLUGINS,
  ),
];
