import { SlipwayError } from '../../errors.ts';
import { parseTime } from '../clock.ts';
import { parseEndpoint } from '../containers/container-networks.ts';
import type { Containers } from '../containers/containers.ts';
import { matches, matchesLabels, type Filters } from '../containers/list.ts';
import { JsonFields } from '../json-fields.ts';
import { parseNetworkRequest } from '../networks/create-network.ts';
import { isUserDefined, type NetworkRecord, type Networks } from '../networks/networks.ts';
import { parseUntil } from './containers.ts';
import { queryFilters, readJsonObject, requireJson } from './request-body.ts';
import { emptyResponse, jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

/** /networks of the Engine API. */
export function networkRoutes(networks: Networks, containers: Containers): RouteTable {
  const isBuiltin = (network: NetworkRecord) => !isUserDefined(network);
  // As with dockerd: containers that do not run keep no network.
  const isUnused = (network: NetworkRecord) => networks.members(network.id).length === 0;
  return [
    {
      method: 'GET',
      path: '/networks',
      handle(request) {
        const filters = queryFilters(request.query, FILTERS);
        checkFilters(filters);
        const any = (name: string, test: (value: string) => boolean) => filters.get(name)?.some(test) ?? true;
        const found = networks.list().filter((network) => {
          const builtin = isBuiltin(network);
          return (
            any('name', (value) => matches(value, network.name)) &&
            any('id', (value) => matches(value, network.id)) &&
            any('driver', (value) => value === network.driver) &&
            any('scope', (value) => value === 'local') &&
            any('type', (value) => value === (builtin ? 'builtin' : 'custom')) &&
            any('dangling', (value) => /^(1|true)$/.test(value) === (!builtin && isUnused(network))) &&
            matchesLabels(filters.get('label'), network.labels)
          );
        });
        return jsonResponse(found.map((network) => show(networks, network, false)));
      },
    },
    {
      method: 'GET',
      path: '/networks/{id}',
      handle: (request) => jsonResponse(show(networks, networks.resolve(request.params.id!), true)),
    },
    {
      method: 'DELETE',
      path: '/networks/{id}',
      async handle(request) {
        await networks.remove(networks.resolve(request.params.id!));
        return emptyResponse(204);
      },
    },
    {
      method: 'POST',
      path: '/networks/prune',
      async handle(request) {
        const filters = queryFilters(request.query, ['until', 'label', 'label!']);
        const before = filters.get('until')?.map(parseUntil).at(0);
        const unwanted = networks.list().filter((network) => {
          const isOld = before === undefined || (parseTime(network.created) ?? 0n) < before;
          const isSpared = filters.has('label!') && matchesLabels(filters.get('label!'), network.labels);
          return (
            !isBuiltin(network) &&
            isUnused(network) &&
            isOld &&
            !isSpared &&
            matchesLabels(filters.get('label'), network.labels)
          );
        });
        for (const network of unwanted) await networks.remove(network);
        networks.pruned();
        return jsonResponse({ NetworksDeleted: unwanted.length > 0 ? unwanted.map(({ name }) => name) : null });
      },
    },
    {
      method: 'POST',
      path: '/networks/create',
      async handle(request) {
        requireJson(request);
        const network = await networks.create(parseNetworkRequest(await fieldsOf(request)));
        return jsonResponse({ Id: network.id, Warning: '' }, 201);
      },
    },
    {
      method: 'POST',
      path: '/networks/{id}/connect',
      async handle(request) {
        const fields = await fieldsOf(request);
        const network = networks.resolve(request.params.id!);
        const container = containers.registry.resolve(fields.string('Container'));
        await containers.connect(container, network, parseEndpoint(fields.object('EndpointConfig')));
        return emptyResponse(200);
      },
    },
    {
      method: 'POST',
      path: '/networks/{id}/disconnect',
      async handle(request) {
        const fields = await fieldsOf(request);
        const network = networks.resolve(request.params.id!);
        await containers.disconnect(containers.registry.resolve(fields.string('Container')), network);
        return emptyResponse(200);
      },
    },
  ];
}

function checkFilters(filters: Filters): void {
  for (const type of filters.get('type') ?? []) {
    if (type === 'builtin' || type === 'custom') continue;
    throw new SlipwayError('invalid', `invalid filter: 'type'='${type}'`);
  }
  const dangling = filters.get('dangling');
  if (dangling && (dangling.length > 1 || !/^(?:true|1|false|0)$/.test(dangling[0] ?? ''))) {
    const values = 'must be "true" (or "1"), or "false" (or "0")';
    throw new SlipwayError('invalid', `invalid value for filter 'dangling', ${values}`);
  }
}

async function fieldsOf(request: RouteRequest): Promise<JsonFields> {
  return new JsonFields(await readJsonObject(request), 'NetworkRequest');
}

function show(networks: Networks, network: NetworkRecord, withMembers: boolean): object {
  const members = withMembers ? networks.members(network.id).filter(({ isHidden }) => !isHidden) : [];
  return {
    Name: network.name,
    Id: network.id,
    Created: network.created,
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: network.ipamOptions ?? null,
      Config: network.bridge
        ? [network.bridge.ipamConfig ?? { Subnet: network.bridge.subnet, Gateway: network.bridge.gateway }]
        : [],
    },
    Internal: network.internal,
    Attachable: network.attachable ?? false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: Object.fromEntries(
      members.map((endpoint) => [
        endpoint.containerId,
        {
          Name: endpoint.containerName,
          EndpointID: endpoint.endpointId,
          MacAddress: endpoint.macAddress,
          IPv4Address: endpoint.address === '' ? '' : `${endpoint.address}/${endpoint.prefix}`,
          IPv6Address: '',
        },
      ]),
    ),
    Options: network.options,
    Labels: network.labels,
  };
}
