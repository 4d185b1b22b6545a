import type { HostConfig } from './host-config.ts';

type Discard = readonly [
  isSet: (host: HostConfig) => boolean,
  warning: string,
  without: (host: HostConfig) => Partial<HostConfig>,
];

const some = (list: readonly unknown[] | null) => (list?.length ?? 0) > 0;

/**
 * What the guest's kernel has no controller for (block I/O; swappiness is none of cgroup v2's). As dockerd on such a
 * kernel: the option has no effect, and create warns.
 */
const DISCARDS: readonly Discard[] = [
  [
    (host) => host.MemorySwappiness !== null,
    'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
    () => ({ MemorySwappiness: null }),
  ],
  [
    (host) => host.OomKillDisable === true,
    'OomKillDisable is not supported on cgroup v2. OomKillDisable discarded.',
    () => ({ OomKillDisable: null }),
  ],
  [
    (host) => host.BlkioWeight !== 0,
    'Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.',
    () => ({ BlkioWeight: 0 }),
  ],
  [
    (host) => some(host.BlkioWeightDevice),
    'Your kernel does not support Block I/O weight_device or the cgroup is not mounted. Weight-device discarded.',
    () => ({ BlkioWeightDevice: [] }),
  ],
  [
    (host) => some(host.BlkioDeviceReadBps),
    'Your kernel does not support BPS Block I/O read limit or the cgroup is not mounted. Block I/O BPS read limit discarded.',
    () => ({ BlkioDeviceReadBps: [] }),
  ],
  [
    (host) => some(host.BlkioDeviceWriteBps),
    'Your kernel does not support BPS Block I/O write limit or the cgroup is not mounted. Block I/O BPS write limit discarded.',
    () => ({ BlkioDeviceWriteBps: [] }),
  ],
  [
    (host) => some(host.BlkioDeviceReadIOps),
    'Your kernel does not support IOPS Block read limit or the cgroup is not mounted. Block I/O IOPS read limit discarded.',
    () => ({ BlkioDeviceReadIOps: [] }),
  ],
  [
    (host) => some(host.BlkioDeviceWriteIOps),
    'Your kernel does not support IOPS Block write limit or the cgroup is not mounted. Block I/O IOPS write limit discarded.',
    () => ({ BlkioDeviceWriteIOps: [] }),
  ],
];

/** Without what this machine cannot do, and the warnings for it in dockerd's words. */
export function discardUnsupported(asked: HostConfig): { hostConfig: HostConfig; warnings: string[] } {
  const found = DISCARDS.filter(([isSet]) => isSet(asked));
  return {
    hostConfig: Object.assign({}, asked, ...found.map(([, , without]) => without(asked))) as HostConfig,
    warnings: found.map(([, warning]) => warning),
  };
}
