import { SlipwayError } from '../../errors.ts';
import { matches, matchesLabels } from '../containers/list.ts';
import type { NetworkRecord, Networks } from '../networks/networks.ts';
import { queryFilters } from './request-body.ts';
import { jsonResponse } from './response.ts';
import { notImplemented, type RouteTable } from './route.ts';

const PREDEFINED = ['bridge', 'host', 'none'];
const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];
const LATER = 'is not implemented in Slipway yet: every container is in the networks bridge, host or none';

/** /networks of the Engine API. */
export function networkRoutes(networks: Networks): RouteTable {
  return [
    {
      method: 'GET',
      path: '/networks',
      handle(request) {
        const filters = queryFilters(request.query, FILTERS);
        const any = (name: string, test: (value: string) => boolean) => filters.get(name)?.some(test) ?? true;
        const found = networks.list().filter((network) => {
          const builtin = PREDEFINED.includes(network.name);
          return (
            any('name', (value) => matches(value, network.name)) &&
            any('id', (value) => matches(value, network.id)) &&
            any('driver', (value) => value === network.driver) &&
            any('scope', (value) => value === 'local') &&
            any('type', (value) => value === (builtin ? 'builtin' : 'custom')) &&
            any(
              'dangling',
              (value) => /^(1|true)$/.test(value) === (!builtin && networks.members(network.id).length === 0),
            ) &&
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
      handle(request) {
        const network = networks.resolve(request.params.id!);
        if (PREDEFINED.includes(network.name)) {
          throw new SlipwayError('forbidden', `${network.name} is a pre-defined network and cannot be removed`);
        }
        throw new SlipwayError('not-implemented', `removing a network ${LATER}`);
      },
    },
    {
      method: 'POST',
      path: '/networks/prune',
      handle: (request) => {
        queryFilters(request.query, ['until', 'label', 'label!']);
        return jsonResponse({ NetworksDeleted: null });
      },
    },
    notImplemented('POST', '/networks/create', `docker network create ${LATER}`),
    notImplemented('POST', '/networks/{id}/connect', `docker network connect ${LATER}`),
    notImplemented('POST', '/networks/{id}/disconnect', `docker network disconnect ${LATER}`),
  ];
}

function show(networks: Networks, network: NetworkRecord, withMembers: boolean): object {
  const members = withMembers ? networks.members(network.id) : [];
  return {
    Name: network.name,
    Id: network.id,
    Created: network.created,
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: null,
      Config: network.bridge ? [{ Subnet: network.bridge.subnet, Gateway: network.bridge.gateway }] : [],
    },
    Internal: network.internal,
    Attachable: false,
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
