import type { SeccompConfig } from '../seccomp/seccomp.ts';
import type { ProcessUser } from './accounts.ts';
import { capabilitiesFor } from './capabilities.ts';
import type { ContainerConfig } from './config.ts';
import type { OciDevice } from './devices.ts';
import { DEFAULT_SHM_BYTES, type HostConfig } from './host-config.ts';
import type { MountPoint } from './mounts.ts';
import { ociResources } from './oci-resources.ts';
import { RLIMITS } from './rlimits.ts';
import { hasNoNewPrivileges } from './security-options.ts';

export interface OciInputs {
  readonly id: string;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  /** The entrypoint with the command behind it. */
  readonly argv: readonly string[];
  readonly user: ProcessUser;
  readonly hostname: string;
  /** Binds, volumes and tmpfs; sources exist. */
  readonly mounts: readonly MountPoint[];
  /** Paths in the guest of what is mounted at /etc/hosts, /etc/hostname and /etc/resolv.conf. */
  readonly etcFiles: { readonly hosts: string; readonly hostname: string; readonly resolvConf: string };
  /** '/run/netns/<id>'; undefined shares the guest's network. */
  readonly networkNamespace: string | undefined;
  /** Processes of containers whose namespaces are shared, in the guest's pid namespace. */
  readonly pidOwner: number | undefined;
  readonly ipcOwner: number | undefined;
  /** Folder of the guest that is /dev/shm; undefined for one of its own. */
  readonly sharedMemory: string | undefined;
  /** What `--device` gives, beside what every container has. */
  readonly devices: readonly OciDevice[];
  /** Undefined for a container that may call whatever it likes. */
  readonly seccomp: SeccompConfig | undefined;
}

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The merged root file system that the agent mounts (engine/guest.ts). */
export const mergedFolder = (id: string) => `/var/lib/docker/overlay2/${id}/merged`;

/** config.json of the OCI runtime specification 1.0.2, as dockerd writes it (moby: oci.DefaultSpec and what follows). */
export function ociConfig(inputs: OciInputs): object {
  const { id, config, hostConfig, hostname } = inputs;
  const privileged = hostConfig.Privileged;
  return {
    ociVersion: '1.0.2',
    process: ociProcess({
      argv: hasInit(hostConfig) ? [INIT_PATH, '--', ...inputs.argv] : inputs.argv,
      environment: containerEnvironment(config, hostname),
      workingDirectory: config.WorkingDir || '/',
      terminal: config.Tty,
      user: inputs.user,
      hostConfig,
      consoleSize: hostConfig.ConsoleSize,
    }),
    root: { path: mergedFolder(id), readonly: hostConfig.ReadonlyRootfs },
    ...(hostConfig.UTSMode === 'host' ? {} : { hostname }),
    mounts: sortMounts([
      ...systemMounts(inputs),
      ...etcMounts(inputs),
      ...userMounts(inputs.mounts, hostConfig),
      ...initMounts(hostConfig),
    ]),
    linux: {
      cgroupsPath: `/docker/${id}`,
      namespaces: namespaces(inputs),
      resources: ociResources(hostConfig, inputs.devices),
      devices: inputs.devices.map(({ path, type, major, minor, fileMode, uid, gid }) => ({
        path,
        type,
        major,
        minor,
        fileMode,
        uid,
        gid,
      })),
      sysctl: {
        ...(config.Domainname === '' ? {} : { 'kernel.domainname': config.Domainname }),
        ...networkSysctls(inputs),
        ...hostConfig.Sysctls,
      },
      maskedPaths: privileged ? [] : hostConfig.MaskedPaths,
      readonlyPaths: privileged ? [] : hostConfig.ReadonlyPaths,
      rootfsPropagation: 'private',
      ...(inputs.seccomp?.seccomp ? { seccomp: inputs.seccomp.seccomp } : {}),
    },
    ...(inputs.seccomp ? { annotations: inputs.seccomp.annotations } : {}),
  };
}

export interface OciProcessInputs {
  readonly argv: readonly string[];
  readonly environment: readonly string[];
  readonly workingDirectory: string;
  readonly terminal: boolean;
  readonly user: ProcessUser;
  readonly hostConfig: HostConfig;
  readonly consoleSize: readonly [number, number];
}

/** `process` of config.json, and process.json of an exec. */
export function ociProcess(inputs: OciProcessInputs): object {
  const { hostConfig, user } = inputs;
  const bounding = capabilitiesFor(hostConfig);
  // Without root, a process has no capabilities until it executes a file that gives them.
  const effective = user.uid === 0 ? bounding : [];
  const [rows, columns] = inputs.consoleSize;
  return {
    terminal: inputs.terminal,
    ...(inputs.terminal && rows > 0 && columns > 0 ? { consoleSize: { height: rows, width: columns } } : {}),
    user: { uid: user.uid, gid: user.gid, additionalGids: user.additionalGids },
    args: inputs.argv,
    env: withHome(inputs.environment, user),
    cwd: inputs.workingDirectory,
    capabilities: { bounding, effective, permitted: effective },
    ...(hostConfig.Ulimits.length > 0
      ? {
          rlimits: hostConfig.Ulimits.map((limit) => ({
            type: RLIMITS.get(limit.Name),
            soft: limit.Soft < 0 ? Number.MAX_SAFE_INTEGER : limit.Soft,
            hard: limit.Hard < 0 ? Number.MAX_SAFE_INTEGER : limit.Hard,
          })),
        }
      : {}),
    oomScoreAdj: hostConfig.OomScoreAdj,
    noNewPrivileges: hasNoNewPrivileges(hostConfig.SecurityOpt),
  };
}

/** crun takes HOME from /etc/passwd; a user that is not there has '/' (runc: user.GetExecUser). */
function withHome(environment: readonly string[], user: ProcessUser): readonly string[] {
  const isSet = environment.some((variable) => variable.startsWith('HOME='));
  return isSet || user.isListed ? environment : [...environment, 'HOME=/'];
}

/** PATH, HOSTNAME, TERM for a terminal, then what image and user set: later ones replace earlier ones in place. */
export function containerEnvironment(config: ContainerConfig, hostname: string): string[] {
  const environment = new Map<string, string>();
  const set = (variable: string) => {
    const name = variable.split('=', 1)[0]!;
    // `-e NAME` without a value removes what the image set.
    if (variable.includes('=')) environment.set(name, variable);
    else environment.delete(name);
  };
  [DEFAULT_PATH, `HOSTNAME=${hostname}`, ...(config.Tty ? ['TERM=xterm'] : []), ...config.Env].forEach(set);
  return [...environment.values()];
}

interface OciMount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

/** `--init`, which a container in somebody else's PID namespace has no use for. */
function hasInit(host: HostConfig): boolean {
  return host.Init === true && host.PidMode === '';
}

/** The guest's agent is docker-init, too, by the name it is called (guest/agent/agent.c). */
const INIT_PATH = '/sbin/docker-init';
const GUEST_INIT_PATH = '/sbin/agent';

function initMounts(host: HostConfig): OciMount[] {
  return hasInit(host) ? [mount(INIT_PATH, 'bind', GUEST_INIT_PATH, 'bind', 'ro')] : [];
}

function systemMounts({ hostConfig: host, sharedMemory }: OciInputs): OciMount[] {
  const readOnly = host.Privileged ? 'rw' : 'ro';
  const shared = host.IpcMode === 'host';
  return [
    mount('/proc', 'proc', 'proc', 'nosuid', 'noexec', 'nodev'),
    mount('/dev', 'tmpfs', 'tmpfs', 'nosuid', 'strictatime', 'mode=755', 'size=65536k'),
    mount('/dev/pts', 'devpts', 'devpts', 'nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'),
    mount('/sys', 'sysfs', 'sysfs', 'nosuid', 'noexec', 'nodev', readOnly),
    mount('/sys/fs/cgroup', 'cgroup', 'cgroup', readOnly, 'nosuid', 'noexec', 'nodev'),
    shared
      ? mount('/dev/mqueue', 'bind', '/dev/mqueue', 'rbind', 'nosuid', 'noexec', 'nodev')
      : mount('/dev/mqueue', 'mqueue', 'mqueue', 'nosuid', 'noexec', 'nodev'),
    ...(host.IpcMode === 'none' ? [] : [sharedMemoryMount(host, sharedMemory)]),
  ];
}

function sharedMemoryMount(host: HostConfig, sharedFolder: string | undefined): OciMount {
  const folder = host.IpcMode === 'host' ? '/dev/shm' : sharedFolder;
  if (folder !== undefined) return mount('/dev/shm', 'bind', folder, 'rbind', 'nosuid', 'noexec', 'nodev');
  const size = `size=${host.ShmSize || DEFAULT_SHM_BYTES}`;
  return mount('/dev/shm', 'tmpfs', 'shm', 'nosuid', 'noexec', 'nodev', 'mode=1777', size);
}

function etcMounts({ etcFiles, mounts, hostConfig }: OciInputs): OciMount[] {
  const taken = new Set(mounts.map((item) => item.Destination));
  const access = hostConfig.ReadonlyRootfs ? 'ro' : 'rw';
  return [
    ['/etc/resolv.conf', etcFiles.resolvConf] as const,
    ['/etc/hostname', etcFiles.hostname] as const,
    ['/etc/hosts', etcFiles.hosts] as const,
  ]
    .filter(([destination]) => !taken.has(destination))
    .map(([destination, source]) => mount(destination, 'bind', source, 'rbind', 'rprivate', access));
}

function userMounts(mounts: readonly MountPoint[], host: HostConfig): OciMount[] {
  return mounts.map((item) => {
    const access = item.RW ? 'rw' : 'ro';
    if (item.Type !== 'tmpfs') {
      return mount(item.Destination, 'bind', item.Source, 'rbind', access, item.Propagation || 'rprivate');
    }
    const options = item.tmpfsOptions ?? [];
    const own = options.some((option) => option === 'exec') || host.Privileged ? [] : ['noexec'];
    return mount(item.Destination, 'tmpfs', 'tmpfs', ...own, 'nosuid', 'nodev', access, 'rprivate', ...options);
  });
}

function mount(destination: string, type: string, source: string, ...options: string[]): OciMount {
  return { destination, type, source, options };
}

/** In a network namespace of its own nobody needs capabilities for ping and for low ports (moby: since 20.10). */
function networkSysctls({ networkNamespace, hostConfig }: OciInputs): Record<string, string> {
  if (networkNamespace === undefined || hostConfig.NetworkMode.startsWith('container:')) return {};
  return { 'net.ipv4.ip_unprivileged_port_start': '0', 'net.ipv4.ping_group_range': '0 2147483647' };
}

/** Parents before children; what the user mounts over a system mount replaces it. */
function sortMounts(mounts: readonly OciMount[]): OciMount[] {
  const byDestination = new Map(mounts.map((item) => [item.destination, item]));
  const depth = (item: OciMount) => item.destination.split('/').length;
  return [...byDestination.values()].sort((a, b) => depth(a) - depth(b));
}

function namespaces(inputs: OciInputs): { type: string; path?: string }[] {
  const { hostConfig: host, pidOwner, ipcOwner } = inputs;
  const joined = (type: string, owner: number | undefined, kernelName: string) =>
    owner === undefined ? { type } : { type, path: `/proc/${owner}/ns/${kernelName}` };
  return [
    { type: 'mount' },
    ...(inputs.networkNamespace === undefined ? [] : [{ type: 'network', path: inputs.networkNamespace }]),
    ...(host.UTSMode === 'host' ? [] : [{ type: 'uts' }]),
    ...(host.PidMode === 'host' ? [] : [joined('pid', pidOwner, 'pid')]),
    ...(host.IpcMode === 'host' ? [] : [joined('ipc', ipcOwner, 'ipc')]),
    ...(host.CgroupnsMode === 'host' ? [] : [{ type: 'cgroup' }]),
  ];
}
