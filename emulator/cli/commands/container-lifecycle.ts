import type { WaitResult } from '../api/types.ts';
import type { Command, Invocation } from '../command.ts';
import { ApiError, CliError, errorMessage, throwJoined } from '../errors.ts';
import { atLeast, exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import type { FlagSpec } from '../parse/flags.ts';
import { forceFlag } from './common-flags.ts';
import { forEachName, pathName } from './several.ts';

const severalContainers = 'CONTAINER [CONTAINER...]';
const signalFlag: FlagSpec = {
  name: 'signal',
  short: 's',
  type: flagTypes.string,
  help: 'Signal to send to the container',
};
const timeoutFlags: readonly FlagSpec[] = [
  { name: 'timeout', short: 't', type: flagTypes.int, help: 'Seconds to wait before killing the container' },
  {
    name: 'time',
    type: flagTypes.int,
    help: 'Seconds to wait before killing the container (deprecated: use --timeout)',
    aliasOf: 'timeout',
    deprecated: 'use --timeout instead',
  },
];

/** Stop and restart: -s and -t as the API's query takes them. */
function stopQuery({ flags }: Invocation): { signal?: string; t?: number } {
  if (flags.used.has('time') && flags.used.has('timeout')) {
    throw new CliError('conflicting options: cannot specify both --timeout and --time');
  }
  return {
    signal: flags.string('signal') || undefined,
    t: flags.changed('timeout') ? flags.number('timeout') : undefined,
  };
}

export const containerStop: Command = {
  name: 'stop',
  use: `[OPTIONS] ${severalContainers}`,
  short: 'Stop one or more running containers',
  aliasLine: 'docker container stop, docker stop',
  flags: [signalFlag, ...timeoutFlags],
  arguments: atLeast(1),
  run: async (invocation) => {
    const { cli, args } = invocation;
    const query = stopQuery(invocation);
    await forEachName(cli, args, async (name) => cli.api.post(`/containers/${pathName(name)}/stop`, { query }));
  },
};

export const containerRestart: Command = {
  name: 'restart',
  use: `[OPTIONS] ${severalContainers}`,
  short: 'Restart one or more containers',
  aliasLine: 'docker container restart, docker restart',
  flags: [signalFlag, ...timeoutFlags],
  arguments: atLeast(1),
  run: async (invocation) => {
    const { cli, args } = invocation;
    const query = stopQuery(invocation);
    const errors: unknown[] = [];
    for (const name of args) {
      try {
        await cli.api.post(`/containers/${pathName(name)}/restart`, { query });
        await cli.out(`${name}\n`);
      } catch (error) {
        errors.push(error);
      }
    }
    throwJoined(errors);
  },
};

export const containerKill: Command = {
  name: 'kill',
  use: `[OPTIONS] ${severalContainers}`,
  short: 'Kill one or more running containers',
  aliasLine: 'docker container kill, docker kill',
  flags: [signalFlag],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const query = { signal: flags.string('signal') || undefined };
    await forEachName(cli, args, async (name) => cli.api.post(`/containers/${pathName(name)}/kill`, { query }));
  },
};

export const containerPause: Command = {
  name: 'pause',
  use: severalContainers,
  short: 'Pause all processes within one or more containers',
  aliasLine: 'docker container pause, docker pause',
  flags: [],
  arguments: atLeast(1),
  run: async ({ cli, args }) =>
    forEachName(cli, args, async (name) => cli.api.post(`/containers/${pathName(name)}/pause`)),
};

export const containerUnpause: Command = {
  name: 'unpause',
  use: severalContainers,
  short: 'Unpause all processes within one or more containers',
  aliasLine: 'docker container unpause, docker unpause',
  flags: [],
  arguments: atLeast(1),
  run: async ({ cli, args }) =>
    forEachName(cli, args, async (name) => cli.api.post(`/containers/${pathName(name)}/unpause`)),
};

export const containerRm: Command = {
  name: 'rm',
  aliases: ['remove'],
  use: `[OPTIONS] ${severalContainers}`,
  short: 'Remove one or more containers',
  aliasLine: 'docker container rm, docker container remove, docker rm',
  flags: [
    forceFlag('Force the removal of a running container (uses SIGKILL)'),
    { name: 'link', short: 'l', type: flagTypes.bool, help: 'Remove the specified link' },
    {
      name: 'volumes',
      short: 'v',
      type: flagTypes.bool,
      help: 'Remove anonymous volumes associated with the container',
    },
  ],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const isForced = flags.bool('force');
    const query = { v: flags.bool('volumes'), link: flags.bool('link'), force: isForced };
    const remove = async (name: string): Promise<unknown> => {
      if (name.replace(/^\/+|\/+$/g, '') === '') throw new CliError('container name cannot be empty');
      return cli.api.delete(`/containers/${pathName(name)}`, { query });
    };
    await forEachName(cli, args, remove, async (error) => {
      if (!isForced || !(error instanceof ApiError) || !error.isNotFound) return false;
      await cli.err(`${error.message}\n`);
      return true;
    });
  },
};

export const containerWait: Command = {
  name: 'wait',
  use: severalContainers,
  short: 'Block until one or more containers stop, then print their exit codes',
  aliasLine: 'docker container wait, docker wait',
  flags: [],
  arguments: atLeast(1),
  run: async ({ cli, args }) => {
    const errors: unknown[] = [];
    for (const name of args) {
      try {
        const result = await cli.api.post<WaitResult>(`/containers/${pathName(name)}/wait`);
        await cli.out(`${result.StatusCode}\n`);
      } catch (error) {
        errors.push(error);
      }
    }
    throwJoined(errors);
  },
};

export const containerRename: Command = {
  name: 'rename',
  use: 'CONTAINER NEW_NAME',
  short: 'Rename a container',
  aliasLine: 'docker container rename, docker rename',
  flags: [],
  arguments: exactly(2),
  run: async ({ cli, args }) => {
    const [from = '', to = ''] = args.map((name) => name.trim());
    if (from === '' || to === '') throw new CliError('Error: Neither old nor new names may be empty');
    try {
      await cli.api.post(`/containers/${pathName(from)}/rename`, { query: { name: to } });
    } catch (error) {
      await cli.err(`${errorMessage(error)}\n`);
      throw new CliError(`Error: failed to rename container named ${from}`);
    }
  },
};
