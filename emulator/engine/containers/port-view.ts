import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import type { PortBinding } from './port-bindings.ts';

/** `NetworkSettings.Ports` of inspect: of a running container in a network of its own, by container port; null: exposed only. */
export function portsOf(context: EngineContext, container: Container): Record<string, PortBinding[] | null> {
  const isReachable = context.networks.endpointsOf(container.id).some(({ address }) => address !== '');
  if (!container.isRunning || !isReachable) return {};
  const ports = new Map<string, PortBinding[] | null>();
  for (const exposed of Object.keys(container.record.config.ExposedPorts ?? {})) ports.set(exposed, null);
  for (const { port, protocol, hostAddress, hostPort } of context.ports.of(container.id)) {
    const key = `${port}/${protocol}`;
    ports.set(key, [...(ports.get(key) ?? []), { HostIp: hostAddress, HostPort: String(hostPort) }]);
  }
  return Object.fromEntries([...ports].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `Ports` of an element of GET /containers/json. */
export function portSummaries(context: EngineContext, container: Container): object[] {
  return Object.entries(portsOf(context, container)).flatMap(([port, bindings]): object[] => {
    const [number = '', type = 'tcp'] = port.split('/');
    if (!/^\d+$/.test(number)) return [];
    const inside = { PrivatePort: Number(number), Type: type };
    if (!bindings) return [inside];
    return bindings.map(({ HostIp, HostPort }) => ({ IP: HostIp, ...inside, PublicPort: Number(HostPort) }));
  });
}
