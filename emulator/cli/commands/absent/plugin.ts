import type { CommandGroup } from '../../command.ts';
import { atLeast, between, exactly } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { pluginInspect, pluginLs } from '../plugin.ts';
import { pathName } from '../several.ts';
import { absent } from './absent.ts';

const NO_PLUGINS = 'its daemon runs no plugins';

export const pluginGroup: CommandGroup = {
  name: 'plugin',
  short: 'Manage plugins',
  commands: [
    pluginInspect,
    pluginLs,
    ...absent(
      [
        {
          name: 'create',
          use: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
          short:
            'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.',
          arguments: atLeast(2),
          flags: flagTable(`
      --compress: Compress the context using gzip
    `),
        },
        {
          name: 'install',
          use: '[OPTIONS] PLUGIN [KEY=VALUE...]',
          short: 'Install a plugin',
          arguments: atLeast(1),
          flags: flagTable(`
      --alias string: Local name for plugin
      --disable: Do not enable the plugin on install
      --disable-content-trust: Skip image verification (default true)
      --grant-all-permissions: Grant all permissions necessary to run the plugin
    `),
        },
      ],
      NO_PLUGINS,
    ),
    // a plugin that is not there is the daemon's answer
    ...absent(
      [
        {
          name: 'disable',
          use: '[OPTIONS] PLUGIN',
          short: 'Disable a plugin',
          arguments: exactly(1),
          flags: flagTable(`
      -f, --force: Force the disable of an active plugin
    `),
        },
        {
          name: 'enable',
          use: '[OPTIONS] PLUGIN',
          short: 'Enable a plugin',
          arguments: exactly(1),
          flags: flagTable(`
      --timeout int: HTTP client timeout (in seconds) (default 30)
    `),
        },
        {
          name: 'push',
          use: '[OPTIONS] PLUGIN[:TAG]',
          short: 'Push a plugin to a registry',
          arguments: exactly(1),
          flags: flagTable(`
      --disable-content-trust: Skip image signing (default true)
    `),
        },
        {
          name: 'rm',
          aliases: ['remove'],
          use: '[OPTIONS] PLUGIN [PLUGIN...]',
          short: 'Remove one or more plugins',
          aliasLine: 'docker plugin rm, docker plugin remove',
          arguments: atLeast(1),
          flags: flagTable(`
      -f, --force: Force the removal of an active plugin
    `),
        },
        {
          name: 'set',
          use: 'PLUGIN KEY=VALUE [KEY=VALUE...]',
          short: 'Change settings for a plugin',
          arguments: atLeast(2),
          flags: [],
        },
        {
          name: 'upgrade',
          use: '[OPTIONS] PLUGIN [REMOTE]',
          short: 'Upgrade an existing plugin',
          arguments: between(1, 2),
          flags: flagTable(`
      --disable-content-trust: Skip image verification (default true)
      --grant-all-permissions: Grant all permissions necessary to run the plugin
      --skip-remote-check: Do not check if specified remote plugin matches existing plugin image
    `),
        },
      ],
      NO_PLUGINS,
      ([name = '']) => ({ path: `/plugins/${pathName(name, 'plugin')}/json` }),
    ),
  ],
};
