import type { Cli } from '../../../cli.ts';
import { CliError } from '../../../errors.ts';
import type { Project } from '../../model/types/project.ts';
import type { Service } from '../../model/types/service.ts';
import { speaksAtLeast } from '../api-version.ts';

const INTERFACE_NAME = 'com.docker.network.endpoint.ifname';

export interface Networking {
  readonly mode: string;
  /** Of NetworkingConfig, by the engine's names. */
  readonly endpoints: Readonly<Record<string, object>>;
  /** To be connected one after the other once the container is made: a daemon before API 1.44 takes one at creation. */
  readonly later: readonly { readonly network: string; readonly endpoint: object }[];
  /** Of the container as a whole, where the daemon has none for each endpoint. */
  readonly macAddress: string;
}

interface Endpoint {
  /** The container's name and where they are wanted its service's. */
  readonly aliases: readonly string[];
  readonly links: readonly string[];
  readonly usesServiceAliases: boolean;
}

/** The service's networks, the primary one first. */
export function networksByPriority({ networks = {} }: Service): string[] {
  const priority = (key: string): number => networks[key]?.priority ?? 0;
  return Object.keys(networks).toSorted((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1));
}

/** How a service's container is connected. Throws CliError for what this daemon cannot. */
export async function networking(
  cli: Cli,
  project: Project,
  service: Service,
  endpoint: Endpoint,
): Promise<Networking> {
  const takesSeveral = await speaksAtLeast(cli, '1.44');
  const keys = networksByPriority(service);
  const macAddress = primaryMac(service, keys, takesSeveral);
  const none = { endpoints: {}, later: [], macAddress: takesSeveral ? '' : macAddress };
  if (service.network_mode) return { mode: service.network_mode, ...none, macAddress };
  if (Object.keys(project.networks).length === 0) return { mode: 'none', ...none };
  const hasInterfaceName = Object.values(service.networks ?? {}).some((one) => one?.interface_name);
  if (hasInterfaceName && !(await speaksAtLeast(cli, '1.49'))) {
    throw new CliError('interface_name requires Docker Engine v28.1 or later');
  }
  const [primary = 'default', ...others] = keys;
  const nameOf = (key: string): string => project.networks[key]?.name ?? key;
  const settings = (key: string): object =>
    endpointSettings(service, key, endpoint, takesSeveral && key === primary ? macAddress : undefined);
  const rest = others.map((key) => ({ network: nameOf(key), endpoint: settings(key) }));
  return {
    mode: nameOf(primary),
    endpoints: Object.fromEntries([
      ...(takesSeveral ? rest.map(({ network, endpoint: one }) => [network, one]) : []),
      [nameOf(primary), settings(primary)],
    ]) as Record<string, object>,
    later: takesSeveral ? [] : rest,
    macAddress: takesSeveral ? '' : macAddress,
  };
}

function primaryMac(service: Service, keys: readonly string[], takesSeveral: boolean): string {
  const [primary = ''] = keys;
  const own = service.networks?.[primary]?.mac_address ?? '';
  const general = service.mac_address ?? '';
  if (general !== '' && own !== '' && own !== general) {
    throw new CliError(`the service-level mac_address should have the same value as network ${primary}`);
  }
  const withMac = keys.filter((key) => service.networks?.[key]?.mac_address);
  if (!takesSeveral && withMac.length > 1) {
    throw new CliError(
      `a MAC address is specified for multiple networks (${withMac.join(', ')}), but this feature requires Docker Engine v25 or later`,
    );
  }
  return own || general;
}

function endpointSettings(
  service: Service,
  key: string,
  { aliases, links, usesServiceAliases }: Endpoint,
  macAddress: string | undefined,
): object {
  const config = service.networks?.[key];
  const name = config?.interface_name;
  const options = name ? { [INTERFACE_NAME]: name, ...config.driver_opts } : config?.driver_opts;
  return {
    Aliases: [...aliases, ...(usesServiceAliases ? (config?.aliases ?? []) : [])],
    Links: links.length > 0 ? links : null,
    IPAMConfig: config
      ? {
          IPv4Address: config.ipv4_address,
          IPv6Address: config.ipv6_address,
          LinkLocalIPs: config.link_local_ips,
        }
      : null,
    MacAddress: macAddress || config?.mac_address || undefined,
    DriverOpts: options ?? null,
    GwPriority: config?.gw_priority,
  };
}
