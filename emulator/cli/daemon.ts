import type { ApiClient } from './api/client.ts';
import type { Requirement } from './command.ts';

/** What a daemon says of itself in answer to a ping; fields it leaves out are undefined, all when none answers. */
export interface Daemon {
  /** '1.43'; what DOCKER_API_VERSION says, if it does. */
  readonly apiVersion?: string;
  /** 'linux' */
  readonly os?: string;
  readonly isExperimental?: boolean;
  /** 'inactive', 'active/manager' */
  readonly swarm?: string;
}

export async function askDaemon(api: ApiClient): Promise<Daemon> {
  const headers = await api.ping();
  const experimental = headers['docker-experimental'];
  return {
    apiVersion: api.version ?? headers['api-version'],
    os: headers['ostype'],
    isExperimental: experimental === undefined ? undefined : experimental === 'true',
    swarm: headers['swarm'],
  };
}

interface Conditions {
  readonly apiVersion?: string;
  readonly requires?: Requirement;
}

/** Whether anything of the kind is to be shown for this daemon; what is not known of it hides nothing. */
export function suits(daemon: Daemon, { apiVersion, requires }: Conditions): boolean {
  if (apiVersion && daemon.apiVersion && isNewer(apiVersion, daemon.apiVersion)) return false;
  switch (requires) {
    case 'experimental':
      return daemon.isExperimental ?? true;
    case 'windows':
      return (daemon.os ?? 'windows') === 'windows';
    case 'swarm':
      return (daemon.swarm ?? 'active').startsWith('active');
    case 'swarm-manager':
      return (daemon.swarm ?? 'active/manager') === 'active/manager';
    case undefined:
      return true;
  }
}

/** Why `subject` ('"--tree"', 'docker checkpoint ls') cannot be used with this daemon, in Docker's words. */
export function refusal(daemon: Daemon, subject: string, { apiVersion, requires }: Conditions): string | undefined {
  if (requires === 'windows' && daemon.os !== undefined && daemon.os !== 'windows') {
    return `${subject} is only supported on a Docker daemon running on windows, but the Docker daemon is running on ${daemon.os}`;
  }
  if (apiVersion && daemon.apiVersion && isNewer(apiVersion, daemon.apiVersion)) {
    return `${subject} requires API version ${apiVersion}, but the Docker daemon API version is ${daemon.apiVersion}`;
  }
  if (requires === 'experimental' && daemon.isExperimental === false) {
    return `${subject} is only supported on a Docker daemon with experimental features enabled`;
  }
  return undefined;
}

/** Whether API version `left` ('1.43') is newer than `right`. */
export function isNewer(left: string, right: string): boolean {
  const number = (version: string): number => Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1] ?? 0);
  return number(left) > number(right);
}
