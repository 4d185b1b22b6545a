import { expect, it } from 'vitest';
import { publishedPorts, type ListedContainer } from './published-ports.ts';

const container = (Id: string, State: string, ports: ListedContainer['Ports'] = []): ListedContainer => ({
  Id,
  Names: [`/${Id}-name`],
  State,
  Ports: ports,
});

it('lists what runs, and what a stopped container would publish', () => {
  const containers = [
    container('web', 'running', [
      { PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
      { PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
      { PrivatePort: 53, PublicPort: 53, Type: 'udp' },
      { PrivatePort: 443, Type: 'tcp' },
    ]),
    container('paused', 'paused', [{ PrivatePort: 5000, PublicPort: 5000, Type: 'tcp' }]),
    container('old', 'exited'),
    container('new', 'created'),
  ];
  const bindings: Record<string, Parameters<typeof publishedPorts>[1] extends (id: string) => infer B ? B : never> = {
    old: { '80/tcp': [{ HostPort: '8080' }, { HostPort: '80' }], '53/udp': [{ HostPort: '53' }] },
    new: { '3000/tcp': [{ HostPort: '' }], '3001/tcp': null, '3002/tcp': [{ HostPort: '3002' }] },
  };
  expect(publishedPorts(containers, (id) => bindings[id] ?? {})).toEqual([
    { port: 80, containerPort: 80, containerName: 'old-name', isRunning: false },
    { port: 3002, containerPort: 3002, containerName: 'new-name', isRunning: false },
    { port: 5000, containerPort: 5000, containerName: 'paused-name', isRunning: true },
    { port: 8080, containerPort: 80, containerName: 'web-name', isRunning: true },
  ]);
});
