import { CliError } from '../errors.ts';

/** Commands of Docker's CLI that Slipway does not have yet, by group. */
const missing: Readonly<Record<string, readonly string[]>> = {
  docker: [...['bake'], ...['init', 'model', 'scout']],
  'docker system': ['dial-stdio'],
};

/** What `docker compose` has and we have not yet. */
const composeCommands: readonly string[] = [
  ...['alpha', 'attach', 'bridge', 'build', 'commit', 'cp', 'create', 'down', 'events', 'exec', 'export', 'images'],
  ...['kill', 'logs', 'ls', 'pause', 'port', 'ps', 'publish', 'pull', 'push', 'restart', 'rm', 'run', 'scale'],
  ...['start', 'stats', 'stop', 'top', 'unpause', 'up', 'volumes', 'wait', 'watch'],
];

const compose = (name: string): string =>
  `docker: 'docker compose ${name}' is not in Slipway yet: Compose is what comes next. Until then, ` +
  'docker network create, docker volume create and docker run do what the file says, one after the other.';

/** Throws when `name` is a command that Docker has and Slipway has not. */
export function notSupportedYet([path, name]: readonly [string, string]): void {
  if (path === 'docker compose' && composeCommands.includes(name)) throw new CliError(compose(name));
  if (missing[path]?.includes(name)) throw new CliError(`docker: '${path} ${name}' is not supported by Slipway yet`);
}
