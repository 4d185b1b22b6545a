import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HeadlessPlace } from './headless-place.ts';

/** What a machine, its engine and its store consist of at one moment. */
export type Inventory = Readonly<Record<keyof typeof LIMITS, number>>;

/**
 * How much more of each there may be after many containers that are gone again: none of what is counted; of what is
 * measured in bytes what allocators and caches keep, far below what one leak a container would make of it.
 */
const LIMITS = {
  'processes of the guest': 0,
  'mounts of the guest': 0,
  'network interfaces of the guest': 0,
  'network namespaces of the guest': 0,
  'cgroups of the guest': 0,
  'dying cgroups of the guest': 0,
  'block devices of the guest': 0,
  'descriptors of the agent': 0,
  'files in /run': 0,
  'files on the data disk': 0,
  // The records have a second file from the time on when they are first written anew.
  'files in the store': 1,
  'descriptors of this process': 1,
  'memory of the agent (KB)': 128,
  'guest memory in use (KB)': 4096,
  'slab of the guest (KB)': 2048,
  'space used on the data disk (KB)': 1024,
  'records file (KB)': 2048,
  'engine heap (KB)': 4096,
} as const;

/** Printed by the guest in the order of LIMITS. */
const GUEST_COUNTS = [
  // Kernel threads come and go as the kernel likes: those with a command line are programs.
  'n=0; for p in /proc/[0-9]*; do grep -q . $p/cmdline 2>/dev/null && n=$((n+1)); done; echo $n',
  'wc -l < /proc/mounts',
  'ls /sys/class/net | wc -l',
  'ls /run/netns | wc -l',
  "sed -n 's/nr_descendants //p' /sys/fs/cgroup/cgroup.stat",
  "sed -n 's/nr_dying_descendants //p' /sys/fs/cgroup/cgroup.stat",
  'ls /sys/block | wc -l',
  'ls /proc/1/fd | wc -l',
  'find /run | wc -l',
  'find /var/lib/docker | wc -l',
] as const;
const GUEST_MEMORY = [
  "awk '/VmRSS/ {print $2}' /proc/1/status",
  "awk '/MemTotal/ {t=$2} /MemAvailable/ {a=$2} END {print t-a}' /proc/meminfo",
  "awk '/^Slab/ {print $2}' /proc/meminfo",
  "df -k /var/lib/docker | awk 'END {print $3}'",
] as const;

/** Machines that remove containers behind the scenes are given this long to be done with it. */
const SETTLE_TIMEOUT_S = 120;

/** Runs `run` COUNT times one after the other in the guest. Throws when one fails. */
export async function runMany(place: HeadlessPlace, count: number, run: string): Promise<void> {
  await place.run(`i=0; while [ $i -lt ${count} ]; do ${run} || exit 1; i=$((i+1)); done`);
}

/** Waits until removed containers have left the guest, and counts. `data` is the store's folder. */
export async function takeInventory(place: HeadlessPlace, data: string): Promise<Inventory> {
  await place.run(
    `i=0; while ls /sys/fs/cgroup/docker | grep -qv '\\.' || ls /run/netns /var/lib/docker/trash 2>/dev/null | grep -q '^[0-9a-f]'; ` +
      `do i=$((i+1)); [ $i -lt ${SETTLE_TIMEOUT_S} ] || exit 1; sleep 1; done; ` +
      'sync; echo 3 > /proc/sys/vm/drop_caches; sleep 1; echo 3 > /proc/sys/vm/drop_caches',
  );
  const printed = await place.output([...GUEST_COUNTS, ...GUEST_MEMORY].join('; '));
  const numbers = printed.trim().split(/\s+/).map(Number);
  const expected = GUEST_COUNTS.length + GUEST_MEMORY.length;
  if (numbers.length !== expected || numbers.some(Number.isNaN)) throw new Error(`no inventory: ${printed}`);
  await place.sandbox.flush();
  const store = await filesBelow(data);
  const figures = [
    ...numbers.slice(0, GUEST_COUNTS.length),
    store.length,
    (await readdir('/proc/self/fd')).length,
    ...numbers.slice(GUEST_COUNTS.length),
    await sizeKb(store.filter((path) => /\/records(\.new)?$/.test(path))),
    engineHeapKb(),
  ];
  return Object.fromEntries(Object.keys(LIMITS).map((name, i) => [name, figures[i]])) as Inventory;
}

/** What there is more of than there may be: 'mounts of the guest: 35 → 52'. */
export function growth(before: Inventory, after: Inventory): string[] {
  return (Object.keys(LIMITS) as (keyof typeof LIMITS)[])
    .filter((name) => after[name] - before[name] > LIMITS[name])
    .map((name) => `${name}: ${before[name]} → ${after[name]}`);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function sizeKb(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** After a collection. Without what lies outside the heap: the guest's memory and compiled code. */
function engineHeapKb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}
