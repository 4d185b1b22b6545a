import { CliError } from '../errors.ts';

/** Commands of Docker's CLI that Slipway does not have yet, by group. */
const missing: Readonly<Record<string, readonly string[]>> = {
  docker: [...['bake'], ...['init', 'model', 'scout']],
  'docker compose': ['alpha', 'bridge'],
  'docker system': ['dial-stdio'],
};

/** Throws when `name` is a command that Docker has and Slipway has not. */
export function notSupportedYet([path, name]: readonly [string, string]): void {
  if (missing[path]?.includes(name)) throw new CliError(`docker: '${path} ${name}' is not supported by Slipway yet`);
}
