import type { Command, Invocation } from '../command.ts';
import { CliError, throwJoined } from '../errors.ts';
import { atLeast } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import type { FlagSpec } from '../parse/flags.ts';
import { createFlags } from './create-flags.ts';
import { pathName } from './several.ts';

const shared = ['blkio-weight', 'cpu-period', 'cpu-quota', 'cpu-rt-period', 'cpu-rt-runtime', 'cpu-shares', 'cpus'];
shared.push('cpuset-cpus', 'cpuset-mems', 'memory', 'memory-reservation', 'memory-swap', 'pids-limit');

/** Where `docker update` words a flag of `docker run` otherwise. */
const otherHelp: Readonly<Record<string, string>> = {
  'cpu-rt-period': 'Limit the CPU real-time period in microseconds',
  'cpu-rt-runtime': 'Limit the CPU real-time runtime in microseconds',
  'memory-swap': 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
};

const updateFlags: readonly FlagSpec[] = [
  ...createFlags
    .filter(({ name }) => shared.includes(name))
    .map((spec) => ({ ...spec, help: otherHelp[spec.name] ?? spec.help })),
  { name: 'restart', type: flagTypes.string, help: 'Restart policy to apply when a container exits' },
];

export const containerUpdate: Command = {
  name: 'update',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Update configuration of one or more containers',
  aliasLine: 'docker container update, docker update',
  flags: updateFlags,
  arguments: atLeast(1),
  run: async (invocation) => {
    const { cli, flags, args } = invocation;
    if (flags.used.size === 0) throw new CliError('you must provide one or more flags when using this command');
    const body = updateConfig(invocation);
    const errors: unknown[] = [];
    const warnings: string[] = [];
    for (const name of args) {
      try {
        const answer = await cli.api.post<{ Warnings: string[] | null }>(`/containers/${pathName(name)}/update`, {
          body,
        });
        await cli.out(`${name}\n`);
        warnings.push(...(answer.Warnings ?? []));
      } catch (error) {
        errors.push(error);
      }
    }
    await cli.out(warnings.map((warning) => `${warning}\n`).join(''));
    throwJoined(errors);
  },
};

/** UpdateConfig of the API: zero leaves a limit as it is. */
function updateConfig({ flags }: Invocation): Record<string, unknown> {
  return {
    BlkioWeight: flags.number('blkio-weight'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpuShares: flags.number('cpu-shares'),
    NanoCpus: flags.number('cpus'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Memory: flags.number('memory'),
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    // A pointer in the API: dockerd takes a zero for no limit.
    PidsLimit: flags.number('pids-limit') || undefined,
    RestartPolicy: restartPolicy(flags.string('restart')),
  };
}

function restartPolicy(text: string): { Name?: string; MaximumRetryCount?: number } {
  if (text === '') return {};
  const [name = '', count, ...rest] = text.split(':');
  if (name === '') throw new CliError('invalid restart policy format: no policy provided before colon');
  if (rest.length > 0 || (count !== undefined && !/^[+-]?\d+$/.test(count))) {
    throw new CliError('invalid restart policy format: maximum retry count must be an integer');
  }
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}
