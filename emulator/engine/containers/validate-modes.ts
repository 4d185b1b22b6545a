import { SlipwayError } from '../../errors.ts';
import type { ContainerConfig } from './config.ts';
import type { HostConfig } from './host-config.ts';

/** Namespace modes, alone and against each other (moby: runconfig, validateNetMode). Errors 'invalid' in dockerd's words. */
export function checkModes(host: HostConfig, config: ContainerConfig): void {
  checkNetworkMode(host, config);
  if (host.Runtime !== 'crun') throw invalid(`Unknown runtime specified ${host.Runtime}`);
  if (!/^(|host|container:.+)$/.test(host.PidMode)) throw invalid('Invalid PID mode');
  if (!/^(|host)$/.test(host.UTSMode)) throw invalid('Invalid UTS mode');
  if (!/^(|host)$/.test(host.UsernsMode)) throw invalid('invalid USER mode');
  if (!/^(private|host)$/.test(host.CgroupnsMode)) throw invalid('Invalid cgroup namespace mode');
  if (!/^(|default)$/.test(host.Isolation)) {
    throw invalid(`Invalid isolation: "${host.Isolation}" - linux only supports 'default'`);
  }
}

function checkNetworkMode(host: HostConfig, config: ContainerConfig): void {
  const { NetworkMode: mode } = host;
  const links = (host.Links?.length ?? 0) > 0;
  const undefinedBehavior = "can't be used with links. This would result in undefined behavior";
  const conflict = (what: string) => invalid(`conflicting options: ${what}`);
  if (host.UTSMode === 'host' && config.Hostname !== '') throw conflict('hostname and the UTS mode');
  if (mode === 'host') {
    if (links) throw conflict(`host type networking ${undefinedBehavior}`);
    if (config.MacAddress) throw conflict('mac-address and the network mode');
  }
  if (!/^container(:|$)/.test(mode)) return;
  if (mode === 'container' || mode === 'container:') {
    throw invalid('Invalid network mode: invalid container format container:<name|id>');
  }
  if (config.Hostname !== '') throw conflict('hostname and the network mode');
  if (links) throw conflict(`container type network ${undefinedBehavior}`);
  if (host.Dns.length > 0) throw conflict('dns and the network mode');
  if ((host.ExtraHosts?.length ?? 0) > 0) throw conflict('custom host-to-IP mapping and the network mode');
  if (config.MacAddress) throw conflict('mac-address and the network mode');
}

function invalid(message: string): SlipwayError {
  return new SlipwayError('invalid', message);
}
