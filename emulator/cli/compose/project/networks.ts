import { encodedPath } from '../../commands/several.ts';
import type { Cli } from '../../cli.ts';
import { ApiError, CliError, errorMessage } from '../../errors.ts';
import { warnLine } from '../commands/warning.ts';
import { networkHash } from '../model/output/hash.ts';
import type { Project } from '../model/types/project.ts';
import type { Ipam, Network } from '../model/types/resources.ts';
import { done, failed, working } from '../progress/event.ts';
import type { ComposeWork } from './context.ts';
import { label, projectLabels } from './labels.ts';
import { stopServices } from './stop.ts';
import { composeVersionNumber } from './version.ts';

export interface NetworkDetails {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Containers?: Readonly<Record<string, unknown>> | null;
}

/** Sees to it that the project's networks are there; their IDs by their keys in the file. */
export async function ensureNetworks(work: ComposeWork, project: Project): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const key of Object.keys(project.networks).toSorted()) {
    const network = project.networks[key];
    if (network) ids.set(key, await ensureNetwork(work, project, key, network));
  }
  return ids;
}

async function ensureNetwork(work: ComposeWork, project: Project, key: string, network: Network): Promise<string> {
  if (network.external) return externalNetwork(work.cli, network);
  try {
    return await findOrCreate(work, project, key, network);
  } catch (error) {
    // somebody else made it in between
    if (error instanceof ApiError && error.status === 409) return findOrCreate(work, project, key, network);
    throw error;
  }
}

async function findOrCreate(work: ComposeWork, project: Project, key: string, network: Network): Promise<string> {
  const { cli } = work;
  const { name } = network;
  const hash = await networkHash(network);
  const found = await inspectNetwork(cli, name);
  // an ID that begins like the name is found, too
  if (found && (found.Name === name || found.Id === name)) {
    await checkLabels(cli, project, key, found);
    const actual = found.Labels?.[label.configHash] ?? '';
    if (actual === '' || actual === hash) return found.Id;
    await removeDiverged(work, project, key, name);
  }
  const others = await networksNamed(cli, name);
  const own = others.find(({ Labels }) => Labels?.[label.project] === project.name && Labels?.[label.network] === key);
  if (own) return own.Id;
  const [other] = others;
  if (other) {
    await cli.err(
      warnLine(
        cli,
        `a network with name ${name} exists but was not created by compose.\nSet \`external: true\` to use an existing network`,
      ),
    );
    return other.Id;
  }
  return create(work, project, key, { network, hash });
}

async function checkLabels(cli: Cli, project: Project, key: string, found: NetworkDetails): Promise<void> {
  const advice = 'Set `external: true` to use an existing network';
  const owner = found.Labels?.[label.project];
  if (owner === undefined) {
    await cli.err(warnLine(cli, `a network with name ${found.Name} exists but was not created by compose.\n${advice}`));
  } else if (owner !== project.name) {
    const message = `a network with name ${found.Name} exists but was not created for project "${project.name}".\n${advice}`;
    await cli.err(warnLine(cli, message));
  }
  const actual = found.Labels?.[label.network] ?? '';
  if (actual === key) return;
  throw new CliError(
    `network ${found.Name} was found but has incorrect label ${label.network} set to "${actual}" (expected: "${key}")`,
  );
}

async function create(
  { cli, progress }: ComposeWork,
  project: Project,
  key: string,
  { network, hash }: { network: Network; hash: string },
): Promise<string> {
  const id = `Network ${network.name}`;
  progress.event(working(id, 'Creating'));
  const own = { [label.network]: key, ...projectLabels(project, composeVersionNumber), [label.configHash]: hash };
  try {
    const created = await cli.api.post<{ Id: string }>('/networks/create', {
      body: {
        Name: network.name,
        CheckDuplicate: true,
        Driver: network.driver ?? '',
        Options: network.driver_opts ?? null,
        Internal: network.internal ?? false,
        Attachable: network.attachable ?? false,
        IPAM: ipamOf(network.ipam),
        EnableIPv6: network.enable_ipv6,
        EnableIPv4: network.enable_ipv4,
        Labels: { ...network.labels, ...own },
      },
    });
    progress.event(done(id, 'Created'));
    return created.Id;
  } catch (error) {
    progress.event(failed(id));
    const message = `failed to create network ${network.name}: ${errorMessage(error)}`;
    throw error instanceof ApiError ? new ApiError(error.status, message) : error;
  }
}

function ipamOf(ipam: Ipam | undefined): object | undefined {
  if (!ipam?.driver && !ipam?.config?.length) return undefined;
  return {
    Driver: ipam.driver ?? '',
    Config: ipam.config?.map((pool) => ({
      Subnet: pool.subnet,
      IPRange: pool.ip_range,
      Gateway: pool.gateway,
      AuxiliaryAddresses: pool.aux_addresses,
    })),
    Options: ipam.options,
  };
}

/** Its containers are stopped first; they are made anew with the network. */
async function removeDiverged(work: ComposeWork, project: Project, key: string, name: string): Promise<void> {
  const users = Object.values(project.services).filter((service) => service.networks && key in service.networks);
  const services = users.map((service) => service.name);
  if (services.length > 0) await stopServices(work, project.name, { project, services });
  await work.cli.api.delete(`/networks/${encodedPath(name)}`);
  work.progress.event(done(`Network ${name}`, 'Removed'));
}

async function externalNetwork(cli: Cli, { name }: Network): Promise<string> {
  const named = await networksNamed(cli, name);
  if (named.length > 1) {
    throw new CliError(
      `multiple networks with name "${name}" were found. Use network ID as \`name\` to avoid ambiguity`,
    );
  }
  const found = named[0] ?? (await inspectNetwork(cli, name));
  if (found && (found.Name === name || found.Id === name)) return found.Id;
  throw new CliError(`network ${name} declared as external, but could not be found`);
}

/** Undefined when there is none by this name or ID. */
export async function inspectNetwork(cli: Cli, nameOrId: string): Promise<NetworkDetails | undefined> {
  try {
    return await cli.api.get<NetworkDetails>(`/networks/${encodedPath(nameOrId)}`);
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return undefined;
    throw error;
  }
}

/** The daemon's filter finds names that hold `name`, too. */
async function networksNamed(cli: Cli, name: string): Promise<NetworkDetails[]> {
  const filters = JSON.stringify({ name: [name] });
  const all = await cli.api.get<NetworkDetails[]>('/networks', { query: { filters } });
  return all.filter((one) => one.Name === name);
}
