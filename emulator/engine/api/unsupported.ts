import { SlipwayError } from '../../errors.ts';
import { jsonResponse } from './response.ts';
import { notImplemented, type Route, type RouteTable } from './route.ts';

const NO_SWARM = 'Slipway has no swarm: services, tasks, nodes, secrets and configs are not implemented';
const NO_PLUGINS = 'plugins are not implemented in Slipway';
const NO_BUILD = 'docker build is not implemented in Slipway yet';

function each(methods: readonly Route['method'][], paths: readonly string[], reason: string): RouteTable {
  return paths.flatMap((path) => methods.map((method) => notImplemented(method, path, reason)));
}

/** Every other endpoint that Docker documents (Engine API 1.43), so that a client learns what is missing and why. */
export const unsupportedRoutes: RouteTable = [
  ...each(['GET'], ['/swarm', '/swarm/unlockkey'], NO_SWARM),
  ...each(['POST'], ['/swarm/init', '/swarm/join', '/swarm/leave', '/swarm/update', '/swarm/unlock'], NO_SWARM),
  ...each(['GET'], ['/nodes', '/services', '/tasks', '/secrets', '/configs'], NO_SWARM),
  ...each(['GET', 'DELETE'], ['/nodes/{id}', '/services/{id}', '/secrets/{id}', '/configs/{id}'], NO_SWARM),
  ...each(['GET'], ['/services/{id}/logs', '/tasks/{id}', '/tasks/{id}/logs'], NO_SWARM),
  ...each(['POST'], ['/services/create', '/secrets/create', '/configs/create'], NO_SWARM),
  ...each(
    ['POST'],
    ['/nodes/{id}/update', '/services/{id}/update', '/secrets/{id}/update', '/configs/{id}/update'],
    NO_SWARM,
  ),
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
  ...each(['POST'], ['/build', '/build/prune'], NO_BUILD),
  notImplemented(
    'GET',
    '/distribution/{name...}/json',
    'looking an image up in a registry is not implemented in Slipway yet',
  ),
];
