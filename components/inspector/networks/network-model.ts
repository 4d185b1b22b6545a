import { isUp, nameOf, networkOwner, type ListedContainer, type ListedNetwork } from '../machine/engine-objects.ts';

export interface PublishedPort {
  /** Where the machine listens: '0.0.0.0', '127.0.0.1', '::'. */
  readonly address: string;
  readonly port: number;
  readonly containerPort: number;
  /** 'tcp', 'udp' */
  readonly protocol: string;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly isUp: boolean;
  /** '' while it has none. */
  readonly address: string;
  readonly mac: string;
  /** By which other containers of the network find it, beside its name. */
  readonly aliases: readonly string[];
  readonly ports: readonly PublishedPort[];
  /** Names of other networks that it is in as well: the only way from one to the other. */
  readonly alsoIn: readonly string[];
  /** Containers that use its interfaces as theirs (`--network container:NAME`). */
  readonly joinedBy: readonly { readonly id: string; readonly name: string; readonly isUp: boolean }[];
}

export interface NetworkPicture {
  readonly id: string;
  readonly name: string;
  readonly kind: 'bridge' | 'host' | 'none' | 'other';
  readonly driver: string;
  readonly isInternal: boolean;
  /** The machine's end of it; '' for none. */
  readonly bridge: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly attachments: readonly Attachment[];
}

/** Networks as Docker lists them: bridges, those with containers first, then host and none. */
export function networkPictures(
  networks: readonly ListedNetwork[],
  containers: readonly ListedContainer[],
): readonly NetworkPicture[] {
  const pictures = networks.map((network): NetworkPicture => {
    const { Id, Name, Driver, Internal, IPAM, Options } = network;
    const kind = Driver === 'bridge' || Driver === 'host' ? Driver : Driver === 'null' ? 'none' : 'other';
    const config = IPAM.Config?.[0];
    const attachments = containers.flatMap((container) => attachmentOf(container, network, containers));
    const endpointGateways = containers.map(({ NetworkSettings }) => NetworkSettings.Networks[Name]?.Gateway ?? '');
    return {
      id: Id,
      name: Name,
      kind,
      driver: Driver,
      isInternal: Internal,
      bridge: kind === 'bridge' ? (Options?.['com.docker.network.bridge.name'] ?? `br-${Id.slice(0, 12)}`) : '',
      subnet: config?.Subnet ?? '',
      // Docker does not say it where nobody chose it, but gives it to the containers.
      gateway: config?.Gateway ?? endpointGateways.find((gateway) => gateway !== '') ?? '',
      attachments: [...attachments.filter((each) => each.isUp), ...attachments.filter((each) => !each.isUp)],
    };
  });
  const order = (each: NetworkPicture) =>
    each.kind === 'host' ? 2 : each.kind === 'none' ? 3 : each.attachments.some((at) => at.isUp) ? 0 : 1;
  return pictures.sort((a, b) => order(a) - order(b));
}

function attachmentOf(
  container: ListedContainer,
  network: ListedNetwork,
  all: readonly ListedContainer[],
): readonly Attachment[] {
  const { Id, NetworkSettings, Ports } = container;
  const endpoint = NetworkSettings.Networks[network.Name];
  if (endpoint === undefined) return [];
  const name = nameOf(container);
  return [
    {
      id: Id,
      name,
      isUp: isUp(container),
      address: endpoint.IPAddress,
      mac: endpoint.MacAddress,
      aliases: [...new Set(endpoint.Aliases ?? [])].filter((alias) => alias !== name && !Id.startsWith(alias)),
      ports: network.Name === firstNetwork(container) ? publishedPorts(Ports) : [],
      alsoIn: Object.keys(NetworkSettings.Networks).filter((other) => other !== network.Name),
      joinedBy: all
        .filter((each) => networkOwner(each, all) === container)
        .map((each) => ({ id: each.Id, name: nameOf(each), isUp: isUp(each) })),
    },
  ];
}

/** The one that it was made with, as long as it is on it: there its ports are shown, once. */
function firstNetwork({ HostConfig, NetworkSettings }: ListedContainer): string | undefined {
  const name = HostConfig.NetworkMode === 'default' ? 'bridge' : HostConfig.NetworkMode;
  return NetworkSettings.Networks[name] === undefined ? Object.keys(NetworkSettings.Networks)[0] : name;
}

/** Each once: Docker lists a port for IPv4 and for IPv6. */
function publishedPorts(ports: ListedContainer['Ports']): readonly PublishedPort[] {
  const found = new Map<string, PublishedPort>();
  for (const { IP = '', PrivatePort, PublicPort, Type } of ports) {
    if (PublicPort === undefined) continue;
    const address = IP === '::' ? '0.0.0.0' : IP;
    const key = `${address} ${PublicPort} ${Type}`;
    if (!found.has(key)) found.set(key, { address, port: PublicPort, containerPort: PrivatePort, protocol: Type });
  }
  return [...found.values()].sort((a, b) => a.containerPort - b.containerPort || a.port - b.port);
}

/** 'localhost:8080', or with the address where only one of the machine's leads there. */
export function publishedName({ address, port }: PublishedPort): string {
  return `${address === '0.0.0.0' || address === '' ? 'localhost' : address}:${port}`;
}
