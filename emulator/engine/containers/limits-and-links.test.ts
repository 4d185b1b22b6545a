import { describe, expect, it } from 'vitest';
import { checkVolumeOptions } from '../volumes/local-driver.ts';
import { checkCpuSets } from './cpu-sets.ts';
import { discardUnsupported } from './discarded-options.ts';
import { parseHostConfig } from './host-config.ts';
import { linkEnvironment, linkHosts, parseLink, type LiveLink } from './links.ts';
import { checkTmpfsOptions } from './tmpfs-options.ts';

describe('--link', () => {
  it.each([
    ['db', { name: 'db', alias: 'db' }],
    ['db:store', { name: 'db', alias: 'store' }],
    ['/db:/web/store', { name: 'db', alias: 'store' }],
    ['', 'empty string specified for links'],
    ['a:b:c', 'bad format for links: a:b:c'],
  ])('%s', (text, result) => {
    if (typeof result === 'string') expect(() => parseLink(text)).toThrow(result);
    else expect(parseLink(text)).toEqual(result);
  });

  const link = (alias: string, ports: readonly string[]): LiveLink => ({
    alias,
    address: '172.17.0.2',
    target: {
      name: 'db',
      config: {
        Hostname: 'abc',
        Env: ['A=1', 'PATH=/bin', 'HOME=/'],
        ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])),
      },
    } as unknown as LiveLink['target'],
  });

  it('sets addresses, name and environment', () => {
    expect(linkHosts([link('store', []), link('db', [])])).toEqual([
      '172.17.0.2\tstore abc db\n',
      '172.17.0.2\tdb abc\n',
    ]);
    expect(linkEnvironment(link('my-db', ['5432/tcp', '53/udp']), 'web')).toEqual([
      'MY_DB_PORT=udp://172.17.0.2:53',
      'MY_DB_PORT_53_UDP=udp://172.17.0.2:53',
      'MY_DB_PORT_53_UDP_ADDR=172.17.0.2',
      'MY_DB_PORT_53_UDP_PORT=53',
      'MY_DB_PORT_53_UDP_PROTO=udp',
      'MY_DB_PORT_5432_TCP=tcp://172.17.0.2:5432',
      'MY_DB_PORT_5432_TCP_ADDR=172.17.0.2',
      'MY_DB_PORT_5432_TCP_PORT=5432',
      'MY_DB_PORT_5432_TCP_PROTO=tcp',
      'MY_DB_NAME=/web/my-db',
      'MY_DB_ENV_A=1',
    ]);
  });

  it('tells a range of ports in one', () => {
    const ports = ['80/tcp', '81/tcp', '82/tcp', '90/tcp'];
    const environment = linkEnvironment(link('db', ports), 'web');
    expect(environment).toContain('DB_PORT_80_TCP_START=tcp://172.17.0.2:80');
    expect(environment).toContain('DB_PORT_80_TCP_END=tcp://172.17.0.2:82');
    expect(environment).toContain('DB_PORT_80_TCP_PORT_END=82');
    expect(environment.filter((variable) => variable.includes('_START='))).toHaveLength(2);
  });
});

it.each([
  ['0', undefined],
  ['0-0,0', undefined],
  ['77', 'Requested CPUs are not available - requested 77, available: 0'],
  ['0-1', 'Requested CPUs are not available - requested 0-1, available: 0'],
  ['x', 'Invalid value x for cpuset cpus: invalid format: x'],
])('--cpuset-cpus %s', (CpusetCpus, message) => {
  const check = () => checkCpuSets(parseHostConfig({ CpusetCpus }));
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});

it('discards what the kernel has no controller for, and says so', () => {
  const { hostConfig, warnings } = discardUnsupported(parseHostConfig({ BlkioWeight: 300, MemorySwappiness: 10 }));
  expect([hostConfig.BlkioWeight, hostConfig.MemorySwappiness, warnings.length]).toEqual([0, null, 2]);
  expect(discardUnsupported(parseHostConfig({ Memory: 2 ** 26 })).warnings).toEqual([]);
});

it.each([
  ['size=1m,mode=1770,noexec', undefined],
  ['', undefined],
  ['nosuch=1', 'invalid tmpfs option ["nosuch" "1"]'],
  ['nosuch', 'invalid tmpfs option ["nosuch"]'],
  ['size', 'invalid tmpfs option ["size"]'],
])('--tmpfs /t:%s', (options, message) => {
  const check = () => checkTmpfsOptions({ '/t': options });
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});

it.each([
  [{ type: 'tmpfs', device: 'tmpfs', o: 'size=1m' }, undefined],
  [{ type: 'tmpfs' }, 'create v1: missing required option: "device"'],
  [{ device: '/srv' }, 'create v1: missing required option: "type"'],
  [{ nosuch: '1' }, 'create v1: invalid option: "nosuch"'],
])('volume create -o %j', (options, message) => {
  const check = () => checkVolumeOptions('v1', options as Record<string, string>);
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});
