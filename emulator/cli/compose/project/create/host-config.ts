import type { Cli } from '../../../cli.ts';
import { CliError, errorMessage } from '../../../errors.ts';
import { indentJson } from '../../../format/json-text.ts';
import type { Project } from '../../model/types/project.ts';
import type { Service } from '../../model/types/service.ts';
import { resources } from './resources.ts';

interface HostParts {
  readonly binds: readonly string[];
  readonly mounts: readonly object[];
  readonly networkMode: string;
  readonly links: readonly string[];
  readonly isRemovedAtExit: boolean;
}

/** HostConfig of POST /containers/create for a service whose references to other services are resolved. */
export async function hostConfig(
  cli: Cli,
  project: Project,
  service: Service,
  parts: HostParts,
): Promise<Record<string, unknown>> {
  const security = await securityOptions(cli, project, service.security_opt ?? []);
  return {
    ...resources(service),
    AutoRemove: parts.isRemovedAtExit,
    Annotations: service.annotations,
    Binds: parts.binds.length > 0 ? parts.binds : null,
    Mounts: parts.mounts.length > 0 ? parts.mounts : undefined,
    CapAdd: service.cap_add ?? null,
    CapDrop: service.cap_drop ?? null,
    NetworkMode: parts.networkMode,
    Init: service.init,
    IpcMode: service.ipc ?? '',
    CgroupnsMode: service.cgroup ?? '',
    ReadonlyRootfs: service.read_only ?? false,
    RestartPolicy: restartPolicy(service),
    ShmSize: service.shm_size ?? 0,
    Sysctls: service.sysctls,
    PortBindings: portBindings(service),
    VolumesFrom: service.volumes_from ?? null,
    Dns: service.dns ?? [],
    DnsSearch: service.dns_search ?? [],
    DnsOptions: service.dns_opt ?? [],
    ExtraHosts: extraHosts(service.extra_hosts) ?? null,
    StorageOpt: service.storage_opt,
    UsernsMode: service.userns_mode ?? '',
    UTSMode: service.uts ?? '',
    Privileged: service.privileged ?? false,
    PidMode: service.pid ?? '',
    Tmpfs: tmpfs(service.tmpfs),
    Isolation: service.isolation ?? '',
    Runtime: service.runtime || undefined,
    LogConfig: { Type: service.logging?.driver ?? '', Config: service.logging?.options ?? {} },
    GroupAdd: service.group_add ?? null,
    Links: parts.links.length > 0 ? parts.links : null,
    ...security,
  };
}

/** 'host:address', one for each address. */
export function extraHosts(hosts: Service['extra_hosts']): string[] | undefined {
  if (!hosts) return undefined;
  return Object.entries(hosts).flatMap(([host, addresses]) => addresses.map((address) => `${host}:${address}`));
}

function restartPolicy({ restart, deploy }: Service): { Name: string; MaximumRetryCount: number } {
  const policy = deploy?.restart_policy;
  if (policy) return { Name: policyName(policy.condition ?? ''), MaximumRetryCount: policy.max_attempts ?? 0 };
  const [name = '', attempts = '0'] = (restart ?? '').split(':');
  return { Name: policyName(name), MaximumRetryCount: Number.parseInt(attempts, 10) || 0 };
}

/** What `deploy` calls it → what the engine calls it. */
function policyName(condition: string): string {
  if (condition === 'none') return 'no';
  return condition === 'any' ? 'always' : condition;
}

function portBindings({ ports = [] }: Service): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { target, protocol, host_ip: HostIp = '', published: HostPort = '' } of ports) {
    (bindings[`${target}/${protocol || 'tcp'}`] ??= []).push({ HostIp, HostPort });
  }
  return bindings;
}

/** '/run:size=64k' → path and options. */
function tmpfs(mounts: Service['tmpfs']): Record<string, string> | undefined {
  if (!mounts) return undefined;
  const pairs = mounts.map((mount) => {
    const colon = mount.indexOf(':');
    return colon === -1 ? [mount, ''] : [mount.slice(0, colon), mount.slice(colon + 1)];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** A seccomp profile is sent with its content; systempaths=unconfined is told by other fields. */
async function securityOptions(cli: Cli, project: Project, options: readonly string[]): Promise<object> {
  const sent: string[] = [];
  for (const option of options) {
    if (option === 'systempaths=unconfined') continue;
    const at = option.search(option.includes('=') ? /=/ : /:/);
    if (at === -1 && option !== 'no-new-privileges')
      throw new CliError(`invalid security-opt: ${JSON.stringify(option)}`);
    const [key, value] = at === -1 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
    const isFile = key === 'seccomp' && value !== 'unconfined' && value !== 'builtin';
    sent.push(isFile ? `seccomp=${await seccompProfile(cli, project, value)}` : option);
  }
  const isUnconfined = options.includes('systempaths=unconfined');
  return {
    SecurityOpt: sent.length > 0 ? sent : null,
    ...(isUnconfined ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
  };
}

async function seccompProfile(cli: Cli, project: Project, path: string): Promise<string> {
  const whole = path.startsWith('/') ? path : `${project.workingDir}/${path}`;
  let text: string;
  try {
    text = new TextDecoder().decode(await cli.io.files.read(whole));
  } catch {
    throw new CliError(`opening seccomp profile (${path}) failed: open ${whole}: no such file or directory`);
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new CliError(`compacting json for seccomp profile (${path}) failed: ${errorMessage(error)}`);
  }
  return indentJson(text, '');
}
