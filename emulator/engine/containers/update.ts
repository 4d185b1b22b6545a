import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { JsonFields } from '../json-fields.ts';
import { runCommand } from '../system/guest-command.ts';
import type { Container } from './container.ts';
import { parseHostConfig, type HostConfig } from './host-config.ts';
import { cpuMax, cpuWeight } from './oci-resources.ts';
import { validateHostConfig } from './validate-host-config.ts';

/** What POST /containers/{id}/update may change; a zero leaves things as they are. */
const NUMBERS = [
  'CpuShares',
  'Memory',
  'NanoCpus',
  'CpuPeriod',
  'CpuQuota',
  'MemoryReservation',
  'MemorySwap',
] as const;

/** Changes the limits and the restart policy of a container, at once where it runs. Errors in dockerd's words. */
export async function updateContainer(
  context: EngineContext,
  container: Container,
  body: Record<string, unknown>,
  cpuCount: number,
): Promise<void> {
  const fields = new JsonFields(body, 'UpdateConfig');
  const asked = parseHostConfig(body);
  // Memory alone is no reason for a swap limit here: the rule for that follows.
  const changed = { ...asked, MemorySwap: fields.integer('MemorySwap') };
  validateHostConfig(
    changed.MemorySwap > 0 && changed.Memory === 0 ? { ...changed, MemorySwap: 0 } : changed,
    container.record.config,
    cpuCount,
  );
  const { hostConfig: before } = container.record;
  const fail = (message: string) => new SlipwayError('internal', `Cannot update container ${container.id}: ${message}`);
  if (container.removing) throw fail('Container is marked for removal and cannot be "update".');
  if (changed.Memory > before.MemorySwap && before.MemorySwap >= 0 && changed.MemorySwap === 0) {
    throw fail(
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
  if (changed.NanoCpus > 0 && (before.CpuPeriod > 0 || before.CpuQuota > 0)) {
    throw fail('Conflicting options: Nano CPUs cannot be updated as CPU Period/Quota has already been set');
  }
  if ((changed.CpuPeriod > 0 || changed.CpuQuota > 0) && before.NanoCpus > 0) {
    throw fail('Conflicting options: CPU Period/Quota cannot be updated as NanoCPUs has already been set');
  }
  const after: HostConfig = {
    ...before,
    ...Object.fromEntries(NUMBERS.filter((name) => changed[name] !== 0).map((name) => [name, changed[name]])),
    ...(asked.CpusetCpus === '' ? {} : { CpusetCpus: asked.CpusetCpus }),
    ...(asked.CpusetMems === '' ? {} : { CpusetMems: asked.CpusetMems }),
    ...(fields.has('PidsLimit') && fields.integer('PidsLimit') !== 0 ? { PidsLimit: fields.integer('PidsLimit') } : {}),
    ...(asked.RestartPolicy.Name === '' ? {} : { RestartPolicy: asked.RestartPolicy }),
  };
  if (before.AutoRemove && !['', 'no'].includes(asked.RestartPolicy.Name)) {
    throw fail('Restart policy cannot be updated because AutoRemove is enabled for the container');
  }
  if (container.isRunning) await writeLimits(context, container, after);
  container.update({ hostConfig: after });
  container.publish('update');
}

/** Writes cgroup v2 files; each argument is 'file=value'. */
const WRITE = 'cd "$1" && shift && for pair; do echo "${pair#*=}" >"${pair%%=*}" || exit 1; done';

async function writeLimits({ guest }: EngineContext, container: Container, host: HostConfig): Promise<void> {
  const { Memory: memory, MemorySwap: swap, MemoryReservation: reservation, PidsLimit: pids } = host;
  const values = [
    ...(memory > 0 ? [`memory.max=${memory}`] : []),
    ...(swap !== 0 && memory > 0 ? [`memory.swap.max=${swap < 0 ? 'max' : Math.max(0, swap - memory)}`] : []),
    ...(reservation > 0 ? [`memory.low=${reservation}`] : []),
    ...(host.CpuShares > 0 ? [`cpu.weight=${cpuWeight(host.CpuShares)}`] : []),
    ...(host.NanoCpus > 0 || host.CpuQuota !== 0 || host.CpuPeriod !== 0 ? [`cpu.max=${cpuMax(host)}`] : []),
    ...(pids === null ? [] : [`pids.max=${pids > 0 ? pids : 'max'}`]),
  ];
  if (values.length === 0) return;
  const folder = `/sys/fs/cgroup/docker/${container.id}`;
  const { code, stderr } = await runCommand(guest, ['sh', '-c', WRITE, 'sh', folder, ...values]);
  if (code !== 0) throw new SlipwayError('internal', `Cannot update container ${container.id}: ${stderr}`);
}
