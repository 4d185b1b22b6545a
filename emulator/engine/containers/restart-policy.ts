import { parseTime } from '../clock.ts';
import type { ContainerRecord } from './record.ts';

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 60_000;
/** A run that lasted this long is a success, after which the delay begins anew. */
const SUCCESS_NS = 10_000_000_000n;

/** Whether a container that just ended is to be started again (docker run --restart). */
export function shouldRestart(record: ContainerRecord): boolean {
  const { Name: policy, MaximumRetryCount: limit } = record.hostConfig.RestartPolicy;
  if (record.manuallyStopped) return false;
  if (policy === 'always' || policy === 'unless-stopped') return true;
  if (policy !== 'on-failure' || record.state.exitCode === 0) return false;
  return limit === 0 || record.restartCount < limit;
}

/** Doubles with each restart, up to a minute. */
export function nextRestartDelayMs(record: ContainerRecord, nowNs: bigint): number {
  const startedNs = parseTime(record.state.startedAt);
  if (startedNs !== undefined && nowNs - startedNs >= SUCCESS_NS) return FIRST_DELAY_MS;
  return Math.min(FIRST_DELAY_MS * 2 ** Math.min(record.restartCount, 16), MAX_DELAY_MS);
}

/** Whether a container is started when the engine is: after a reload or a power cut, as when dockerd starts. */
export function startsWithEngine(record: ContainerRecord): boolean {
  const { Name: policy } = record.hostConfig.RestartPolicy;
  return policy === 'always' || (record.wasStarted && shouldRestart(record));
}
