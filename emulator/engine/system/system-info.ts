import { memoryTotal } from '../containers/proc-files.ts';
import type { Guest } from '../guest.ts';

/** What is measured from the guest; it does not change while the machine runs. */
export interface GuestFacts {
  readonly kernelVersion: string;
  readonly operatingSystem: string;
  readonly osVersion: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly hostname: string;
  readonly cgroupControllers: readonly string[];
  /** As `crun --version` says, '' when it cannot be asked. */
  readonly crunVersion: string;
  readonly crunCommit: string;
}

export async function readGuestFacts(guest: Guest): Promise<GuestFacts> {
  const text = (path: string) =>
    guest.files.read(path).then(
      (bytes) => new TextDecoder().decode(bytes).trim(),
      () => '',
    );
  const [kernelVersion, release, cpuInfo, memInfo, hostname, controllers, crun] = await Promise.all([
    text('/proc/sys/kernel/osrelease'),
    text('/etc/os-release'),
    text('/proc/cpuinfo'),
    text('/proc/meminfo'),
    text('/proc/sys/kernel/hostname'),
    text('/sys/fs/cgroup/cgroup.controllers'),
    runtimeVersion(guest).catch(() => ''),
  ]);
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? '';
  return {
    kernelVersion,
    operatingSystem: field('PRETTY_NAME') || 'Linux',
    osVersion: field('VERSION_ID'),
    cpuCount: Math.max(1, cpuInfo.match(/^processor\s*:/gm)?.length ?? 1),
    memoryBytes: memoryTotal(memInfo),
    hostname,
    cgroupControllers: controllers.split(' ').filter((name) => name !== ''),
    crunVersion: /^crun version (\S+)/m.exec(crun)?.[1] ?? '',
    crunCommit: /^commit: (\S+)/m.exec(crun)?.[1] ?? '',
  };
}

async function runtimeVersion(guest: Guest): Promise<string> {
  const child = await guest.spawn({
    argv: ['crun', '--version'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    cwd: '/',
    terminal: undefined,
  });
  await child.stdin.close().catch(() => {});
  void child.stderr.cancel().catch(() => {});
  return new Response(child.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}
