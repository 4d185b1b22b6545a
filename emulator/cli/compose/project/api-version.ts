import type { Cli } from '../../cli.ts';
import { askDaemon, isNewer } from '../../daemon.ts';

const known = new WeakMap<Cli, Promise<string>>();

/** Whether the API that is spoken with the daemon is at least this ('1.44'). The daemon is asked once. */
export async function speaksAtLeast(cli: Cli, version: string): Promise<boolean> {
  const asked = known.get(cli) ?? spoken(cli);
  known.set(cli, asked);
  return !isNewer(version, await asked);
}

async function spoken(cli: Cli): Promise<string> {
  return cli.api.version ?? (await askDaemon(cli.api)).apiVersion ?? '1.24';
}
