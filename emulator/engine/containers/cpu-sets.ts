import { SlipwayError } from '../../errors.ts';
import type { HostConfig } from './host-config.ts';

/** The machine's one CPU and one memory node. */
const AVAILABLE = '0';

/**
 * Checks `--cpuset-cpus` and `--cpuset-mems`, as dockerd does. What passes is the whole machine, so nothing is left to
 * be set. Errors 'invalid'.
 */
export function checkCpuSets({ CpusetCpus: cpus, CpusetMems: nodes }: HostConfig): void {
  check(cpus, 'cpus', 'CPUs');
  check(nodes, 'mems', 'memory nodes');
}

function check(set: string, option: string, what: string): void {
  if (set === '') return;
  const numbers = parseSet(set);
  if (!numbers) {
    throw new SlipwayError('invalid', `Invalid value ${set} for cpuset ${option}: invalid format: ${set}`);
  }
  if (numbers.some((number) => number > Number(AVAILABLE))) {
    throw new SlipwayError(
      'invalid',
      `Requested ${what} are not available - requested ${set}, available: ${AVAILABLE}`,
    );
  }
}

/** The ends of '0-2,7'; undefined when it is no list of numbers. */
function parseSet(text: string): number[] | undefined {
  const ends = text.split(',').map((part) => /^(\d+)(?:-(\d+))?$/.exec(part));
  const isList = ends.every((match) => match && Number(match[2] ?? match[1]) >= Number(match[1]));
  return isList ? ends.map((match) => Number(match![2] ?? match![1])) : undefined;
}
