import { CliError } from '../errors.ts';

/** Commands of Docker's CLI that Slipway does not have yet, by group. */
const missing: Readonly<Record<string, readonly string[]>> = {
  docker: [
    ...['bake', 'build', 'builder', 'buildx', 'checkpoint', 'commit', 'compose', 'config', 'context'],
    ...['import', 'init', 'load', 'login', 'logout', 'manifest', 'model', 'node', 'plugin', 'push'],
    ...['save', 'scout', 'search', 'secret', 'service', 'stack', 'swarm', 'trust'],
  ],
  'docker container': ['commit'],
  'docker image': ['build', 'import', 'load', 'push', 'save'],
  'docker volume': ['update'],
  'docker system': ['dial-stdio'],
};

/** Throws when `name` is a command that Docker has and Slipway has not. */
export function notSupportedYet([path, name]: readonly [string, string]): void {
  if (missing[path]?.includes(name)) throw new CliError(`docker: '${path} ${name}' is not supported by Slipway yet`);
}
