import { describe, expect, test } from 'vitest';
import type { Endpoint, ListedContainer, ListedNetwork } from '../machine/engine-objects.ts';
import { networkPictures, publishedName } from './network-model.ts';

function network(Name: string, Driver: string, more: Partial<ListedNetwork> = {}): ListedNetwork {
  return { Id: `${Name}0123456789abcdef`, Name, Driver, Internal: false, IPAM: { Config: [] }, Options: {}, ...more };
}

function endpoint(IPAddress: string, more: Partial<Endpoint> = {}): Endpoint {
  return { NetworkID: '', Gateway: '', IPAddress, MacAddress: '', Aliases: null, ...more };
}

function container(name: string, networks: Record<string, Endpoint>, more: Partial<ListedContainer> = {}) {
  const listed: ListedContainer = {
    Id: `${name}-0123456789ab`,
    Names: [`/${name}`],
    Image: 'x',
    State: 'running',
    Status: '',
    Ports: [],
    HostConfig: { NetworkMode: 'default' },
    NetworkSettings: { Networks: networks },
    Mounts: [],
    ...more,
  };
  return listed;
}

const NETWORKS = [
  network('bridge', 'bridge', {
    IPAM: { Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] },
    Options: { 'com.docker.network.bridge.name': 'docker0' },
  }),
  network('host', 'host'),
  network('none', 'null', { IPAM: { Config: null }, Options: null }),
  network('back', 'bridge', { IPAM: { Config: [{ Subnet: '10.5.0.0/16' }] } }),
];

test('bridges with containers come first, host and none last; each with what it is', () => {
  const pictures = networkPictures(NETWORKS, [
    container('db', { back: endpoint('10.5.0.2', { Gateway: '10.5.0.1' }) }),
  ]);
  expect(pictures.map(({ name, kind, bridge, subnet, gateway }) => [name, kind, bridge, subnet, gateway])).toEqual([
    ['back', 'bridge', 'br-back01234567', '10.5.0.0/16', '10.5.0.1'],
    ['bridge', 'bridge', 'docker0', '172.17.0.0/16', '172.17.0.1'],
    ['host', 'host', '', '', ''],
    ['none', 'none', '', '', ''],
  ]);
});

test('a container on two networks is on both, its ports on the one it was made with', () => {
  const web = container(
    'web',
    {
      bridge: endpoint('172.17.0.2'),
      back: endpoint('10.5.0.2', { Aliases: ['store', 'web', 'web-01234567', 'store'] }),
    },
    {
      Ports: [
        { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
        { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
        { IP: '127.0.0.1', PrivatePort: 53, PublicPort: 5353, Type: 'udp' },
        { PrivatePort: 443, Type: 'tcp' },
      ],
    },
  );
  const on = (name: string) => networkPictures(NETWORKS, [web]).find((each) => each.name === name)?.attachments[0];
  expect(on('bridge')?.ports.map((port) => `${publishedName(port)} ${port.containerPort}/${port.protocol}`)).toEqual([
    '127.0.0.1:5353 53/udp',
    'localhost:8080 80/tcp',
  ]);
  expect(on('back')).toMatchObject({ ports: [], aliases: ['store'], alsoIn: ['bridge'], address: '10.5.0.2' });
});

describe('containers that use another one’s network hang on it', () => {
  test.each([['container:web'], ['container:web-0123456789ab']])('%s', (NetworkMode) => {
    const containers = [
      container('web', { bridge: endpoint('172.17.0.2') }),
      container('side', {}, { HostConfig: { NetworkMode } }),
      container('lost', {}, { HostConfig: { NetworkMode: 'container:gone' }, State: 'exited' }),
    ];
    const [bridge] = networkPictures(NETWORKS, containers);
    expect(bridge?.attachments.map(({ name, joinedBy }) => [name, joinedBy.map((each) => each.name)])).toEqual([
      ['web', ['side']],
    ]);
  });
});

test('those that run come before those that do not', () => {
  const containers = [
    container('dead', { bridge: endpoint('') }, { State: 'exited' }),
    container('held', { bridge: endpoint('172.17.0.2') }, { State: 'paused' }),
  ];
  const [bridge] = networkPictures(NETWORKS, containers);
  expect(bridge?.attachments.map(({ name, isUp }) => [name, isUp])).toEqual([
    ['held', true],
    ['dead', false],
  ]);
});
