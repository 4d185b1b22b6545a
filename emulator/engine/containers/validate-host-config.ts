import { SlipwayError } from '../../errors.ts';
import { normalizeCapabilities } from './capabilities.ts';
import type { ContainerConfig } from './config.ts';
import { checkCpuSets } from './cpu-sets.ts';
import type { HostConfig } from './host-config.ts';
import { publishesSctp, validatePorts } from './port-bindings.ts';
import { checkLogDriver, checkLogOptions } from './log-options.ts';
import { RLIMITS } from './rlimits.ts';
import { checkSecurityOptions } from './security-options.ts';
import { checkTmpfsOptions } from './tmpfs-options.ts';
import { checkModes } from './validate-modes.ts';

const MIN_MEMORY_BYTES = 6 * 1024 * 1024;
const RESTART_POLICIES = ['', 'no', 'always', 'unless-stopped', 'on-failure'];

/** Checks values in dockerd's words ('invalid'), then refuses ('not-implemented') what Slipway cannot honour. */
export function validateHostConfig(host: HostConfig, config: ContainerConfig, cpuCount: number): void {
  checkRestartPolicy(host);
  checkResources(host, cpuCount);
  checkModes(host, config);
  checkTmpfsOptions(host.Tmpfs);
  checkSecurityOptions(host.SecurityOpt);
  checkLogDriver(host.LogConfig.Type);
  checkLogOptions(host.LogConfig.Type, host.LogConfig.Config);
  if (host.StorageOpt !== undefined) {
    const message = "--storage-opt is supported only for overlay over xfs with 'pquota' mount option";
    throw new SlipwayError('internal', message);
  }
  validatePorts(host, config);
  normalizeCapabilities(host.CapAdd, 'CapAdd');
  normalizeCapabilities(host.CapDrop, 'CapDrop');
  for (const limit of host.Ulimits) {
    if (!RLIMITS.has(limit.Name)) throw invalid(`invalid ulimit type: ${limit.Name}`);
  }
  for (const extra of host.ExtraHosts ?? []) {
    if (!/^[^:]+:.+$/.test(extra)) throw invalid(`bad format for add-host: "${extra}"`);
  }
  for (const [refused, what] of refusals(host)) {
    if (refused) throw new SlipwayError('not-implemented', `${what} is not implemented in Slipway`);
  }
}

/** `Warnings` of the answer to create. */
export function warningsOf(host: HostConfig): string[] {
  const warnings: string[] = [];
  if (host.NetworkMode === 'host' && Object.keys(host.PortBindings).length > 0) {
    warnings.push('Published ports are discarded when using host network mode');
  }
  return warnings;
}

function checkRestartPolicy(host: HostConfig): void {
  const { Name: name, MaximumRetryCount: retries } = host.RestartPolicy;
  if (!RESTART_POLICIES.includes(name)) throw invalid(`invalid restart policy '${name}'`);
  if (name !== 'on-failure' && retries !== 0) {
    throw invalid(`maximum retry count cannot be used with restart policy '${name}'`);
  }
  if (retries < 0) throw invalid('maximum retry count cannot be negative');
  if (host.AutoRemove && name !== '' && name !== 'no') {
    throw invalid("can't create 'AutoRemove' container with restart policy");
  }
}

function checkResources(host: HostConfig, cpuCount: number): void {
  const { Memory: memory, MemorySwap: swap, MemoryReservation: reservation } = host;
  if (host.ShmSize < 0) throw invalid('SHM size can not be less than 0');
  if (memory !== 0 && memory < MIN_MEMORY_BYTES) throw invalid('Minimum memory limit allowed is 6MB');
  if (memory > 0 && swap > 0 && swap < memory) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memory === 0 && swap > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (reservation > 0 && reservation < MIN_MEMORY_BYTES) throw invalid('Minimum memory reservation allowed is 6MB');
  if (memory > 0 && reservation > memory) {
    throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
  if (host.OomScoreAdj < -1000 || host.OomScoreAdj > 1000) {
    throw invalid(`Invalid value ${host.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  }
  if (host.NanoCpus > 0 && (host.CpuPeriod > 0 || host.CpuQuota > 0)) {
    throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  }
  if (host.NanoCpus < 0 || host.NanoCpus > cpuCount * 1e9) {
    const range = `0.01 to ${cpuCount.toFixed(2)}`;
    throw invalid(`Range of CPUs is from ${range}, as there are only ${cpuCount} CPUs available`);
  }
  if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1_000 || host.CpuPeriod > 1_000_000)) {
    throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (host.CpuQuota > 0 && host.CpuQuota < 1_000) throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  if (host.CpuRealtimePeriod > 0 || host.CpuRealtimeRuntime > 0) {
    throw invalid('Your kernel does not support CPU real-time scheduler');
  }
  checkCpuSets(host);
}

/** Everything dockerd honours and Slipway does not (yet). */
function refusals(host: HostConfig): [boolean, string][] {
  const some = (list: readonly unknown[] | null) => (list?.length ?? 0) > 0;
  return [
    [publishesSctp(host), 'publishing a port with SCTP (-p …/sctp)'],
    [host.CgroupParent !== '', 'a parent cgroup (--cgroup-parent)'],
    [host.Cgroup !== '', 'joining a cgroup'],
    [some(host.DeviceCgroupRules), 'a device rule (--device-cgroup-rule)'],
    [host.CpuCount !== 0 || host.CpuPercent !== 0, 'a Windows CPU limit'],
    [host.IOMaximumIOps !== 0 || host.IOMaximumBandwidth !== 0, 'a Windows I/O limit'],
    [host.Annotations !== undefined, 'an annotation (--annotation)'],
  ];
}

function invalid(message: string): SlipwayError {
  return new SlipwayError('invalid', message);
}
