import { CliError } from '../errors.ts';

/** Commands of Docker's CLI that Slipway does not have yet, by group. */
const missing: Readonly<Record<string, readonly string[]>> = {
  docker: [...['bake'], ...['init', 'model', 'scout']],
  'docker system': ['dial-stdio'],
};

const compose =
  "docker: 'docker compose' is not in Slipway yet: Compose is what comes next. Until then, docker network create, " +
  'docker volume create and docker run do what the file says, one after the other.';

/** Throws when `name` is a command that Docker has and Slipway has not. */
export function notSupportedYet([path, name]: readonly [string, string]): void {
  if (path === 'docker' && name === 'compose') throw new CliError(compose);
  if (missing[path]?.includes(name)) throw new CliError(`docker: '${path} ${name}' is not supported by Slipway yet`);
}
