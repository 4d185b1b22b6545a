import { flagTypes, listOf } from '../parse/flag-types.ts';
import type { FlagSpec } from '../parse/flags.ts';
import { parseReference } from '../reference.ts';
import { extraHostType, ulimitType } from '../parse/run-flag-types.ts';
import { buildkitFlags } from './buildkit-flags.ts';
import { contentTrustFlag, labelType } from '../commands/common-flags.ts';
import { environmentType } from '../commands/environment.ts';

const { bool, string, int, bytes, swapBytes, strings } = flagTypes;

const tagType = listOf('list', (text) => {
  parseReference(text);
  return text;
});

/** The flags of the classic `docker build`, as --help of Docker's CLI without buildx lists them. */
const classicFlags: readonly FlagSpec[] = [
  { name: 'add-host', type: extraHostType, help: 'Add a custom host-to-IP mapping ("host:ip")' },
  { name: 'build-arg', type: environmentType, help: 'Set build-time variables' },
  { name: 'cache-from', type: strings, help: 'Images to consider as cache sources' },
  { name: 'cgroup-parent', type: string, help: 'Set the parent cgroup for the "RUN" instructions during build' },
  { name: 'compress', type: bool, help: 'Compress the build context using gzip' },
  { name: 'cpu-period', type: int, help: 'Limit the CPU CFS (Completely Fair Scheduler) period' },
  { name: 'cpu-quota', type: int, help: 'Limit the CPU CFS (Completely Fair Scheduler) quota' },
  { name: 'cpu-shares', short: 'c', type: int, help: 'CPU shares (relative weight)' },
  { name: 'cpuset-cpus', type: string, help: 'CPUs in which to allow execution (0-3, 0,1)' },
  { name: 'cpuset-mems', type: string, help: 'MEMs in which to allow execution (0-3, 0,1)' },
  contentTrustFlag,
  { name: 'file', short: 'f', type: string, help: 'Name of the Dockerfile (Default is "PATH/Dockerfile")' },
  { name: 'force-rm', type: bool, help: 'Always remove intermediate containers' },
  { name: 'iidfile', type: string, help: 'Write the image ID to the file' },
  { name: 'isolation', type: string, help: 'Container isolation technology' },
  { name: 'label', type: labelType, help: 'Set metadata for an image' },
  { name: 'memory', short: 'm', type: bytes, help: 'Memory limit' },
  {
    name: 'memory-swap',
    type: swapBytes,
    help: 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
  },
  {
    name: 'network',
    type: string,
    default: 'default',
    defaultText: 'default',
    help: 'Set the networking mode for the RUN instructions during build',
  },
  { name: 'no-cache', type: bool, help: 'Do not use cache when building the image' },
  { name: 'platform', type: string, help: 'Set platform if server is multi-platform capable', apiVersion: '1.38' },
  { name: 'pull', type: bool, help: 'Always attempt to pull a newer version of the image' },
  { name: 'quiet', short: 'q', type: bool, help: 'Suppress the build output and print image ID on success' },
  {
    name: 'rm',
    type: bool,
    default: true,
    defaultText: 'true',
    help: 'Remove intermediate containers after a successful build',
  },
  { name: 'security-opt', type: strings, help: 'Security options' },
  { name: 'shm-size', type: bytes, help: 'Size of "/dev/shm"' },
  { name: 'squash', type: bool, hidden: true, help: 'Squash newly built layers into a single new layer' },
  { name: 'tag', short: 't', type: tagType, help: 'Name and optionally a tag in the "name:tag" format' },
  { name: 'target', type: string, help: 'Set the target build stage to build.' },
  { name: 'ulimit', type: ulimitType, defaultText: '[]', help: 'Ulimit options' },
];

export const buildFlags: readonly FlagSpec[] = [
  ...classicFlags,
  ...buildkitFlags.map((flag) => ({ ...flag, hidden: true })),
];

/** Of `docker buildx build`: all of them shown. */
export const buildxFlags: readonly FlagSpec[] = [...classicFlags, ...buildkitFlags];
