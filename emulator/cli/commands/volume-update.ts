import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { between } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { pathName } from './several.ts';

/** Docker's is for volumes of a swarm; of others it says so, and there are no others here. */
export const volumeUpdate: Command = {
  name: 'update',
  use: '[OPTIONS] [VOLUME]',
  short: 'Update a volume (cluster volumes only)',
  apiVersion: '1.42',
  requires: 'swarm-manager',
  arguments: between(0, 1),
  flags: [
    {
      name: 'availability',
      type: flagTypes.string,
      default: 'active',
      defaultText: 'active',
      help: 'Cluster Volume availability ("active", "pause", "drain")',
      apiVersion: '1.42',
      requires: 'swarm-manager',
    },
  ],
  run: async ({ cli, args: [name = ''] }) => {
    await cli.api.get(`/volumes/${pathName(name, 'volume')}`);
    throw new CliError('Can only update cluster volumes');
  },
};
