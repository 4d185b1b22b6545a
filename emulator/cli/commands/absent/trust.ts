import type { CommandGroup } from '../../command.ts';
import { atLeast, exactly } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';

const NO_NOTARY = 'there is no Notary server that it could ask for signatures';

export const trustGroup: CommandGroup = {
  name: 'trust',
  short: 'Manage trust on Docker images',
  commands: absent(
    [
      {
        name: 'inspect',
        use: 'IMAGE[:TAG] [IMAGE[:TAG]...]',
        short: 'Return low-level information about keys and signatures',
        arguments: atLeast(1),
        flags: flagTable(`
      --pretty: Print the information in a human friendly format
    `),
      },
      {
        name: 'revoke',
        use: '[OPTIONS] IMAGE[:TAG]',
        short: 'Remove trust for an image',
        arguments: exactly(1),
        flags: flagTable(`
      -y, --yes: Do not prompt for confirmation
    `),
      },
      {
        name: 'sign',
        use: 'IMAGE:TAG',
        short: 'Sign an image',
        arguments: exactly(1),
        flags: flagTable(`
      --local: Sign a locally tagged image
    `),
      },
    ],
    NO_NOTARY,
  ),
  groups: [
    {
      name: 'key',
      short: 'Manage keys for signing Docker images',
      commands: absent(
        [
          {
            name: 'generate',
            use: 'NAME',
            short: 'Generate and load a signing key-pair',
            arguments: exactly(1),
            flags: flagTable(`
      --dir string: Directory to generate key in, defaults to current directory
    `),
          },
          {
            name: 'load',
            use: '[OPTIONS] KEYFILE',
            short: 'Load a private key file for signing',
            arguments: exactly(1),
            flags: flagTable(`
      --name string: Name for the loaded key (default "signer")
    `),
          },
        ],
        NO_NOTARY,
      ),
    },
    {
      name: 'signer',
      short: 'Manage entities who can sign Docker images',
      commands: absent(
        [
          {
            name: 'add',
            use: 'OPTIONS NAME REPOSITORY [REPOSITORY...]',
            short: 'Add a signer',
            arguments: atLeast(2),
            flags: flagTable(`
      --key list: Path to the signer's public key file
    `),
          },
          {
            name: 'remove',
            use: '[OPTIONS] NAME REPOSITORY [REPOSITORY...]',
            short: 'Remove a signer',
            arguments: atLeast(2),
            flags: flagTable(`
      -f, --force: Do not prompt for confirmation before removing the most recent signer
    `),
          },
        ],
        NO_NOTARY,
      ),
    },
  ],
};
