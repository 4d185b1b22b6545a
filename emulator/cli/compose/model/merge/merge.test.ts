import { describe, expect, it } from 'vitest';
import { loadTexts } from '../testing/memory-files.ts';
import type { Service } from '../types/service.ts';

/** What two files make of a service: attributes on one side, on the other, and those that are expected of the whole. */
type Case = readonly [what: string, base: string, other: string, expected: Partial<Service>];

const volumes = 'volumes: { foo: {}, bar: {} }\nnetworks: { a: {}, b: {} }\nsecrets: { s: { file: s } }';

async function merged(base: string, other: string): Promise<Service> {
  const file = (attributes: string): string => `services:\n  app:\n    ${attributes.replaceAll('\n', '\n    ')}\n`;
  const texts = { 'compose.yaml': `${file(`image: i\n${base}`)}${volumes}\n`, 'compose.override.yaml': file(other) };
  const project = await loadTexts(texts);
  const { app } = project.services;
  if (!app) throw new Error('no app');
  return app;
}

const cases: readonly Case[] = [
  // the examples of the specification's chapter on merging
  [
    'mappings',
    'labels: {key1: value1, key2: value2}',
    'labels: {key2: VALUE, key3: value3}',
    {
      labels: { key1: 'value1', key2: 'VALUE', key3: 'value3' },
    },
  ],
  ['sequences', 'dns: [1.1.1.1]', 'dns: [8.8.8.8]', { dns: ['1.1.1.1', '8.8.8.8'] }],
  ['commands', 'command: ["echo", "foo"]', 'command: ["echo", "bar"]', { command: ['echo', 'bar'] }],
  [
    'volumes by target',
    'volumes: ["foo:/work"]',
    'volumes: ["bar:/work"]',
    {
      volumes: [{ type: 'volume', source: 'bar', target: '/work', volume: {} }],
    },
  ],
  [
    'reset',
    'ports: ["8080:80"]\nenvironment: {FOO: BAR}',
    'image: myapp\nports: !reset []\nenvironment: {FOO: !reset null}',
    {
      image: 'myapp',
      environment: {},
    },
  ],
  [
    'override',
    'ports: ["8080:80"]',
    'ports: !override ["8443:443"]',
    {
      ports: [{ mode: 'ingress', target: 443, published: '8443', protocol: 'tcp' }],
    },
  ],
  // its rules
  ['entrypoints', 'entrypoint: a b', 'entrypoint: [c]', { entrypoint: ['c'] }],
  [
    'health checks',
    'healthcheck: {test: [CMD, a], retries: 3}',
    'healthcheck: {test: b}',
    {
      healthcheck: { test: ['CMD-SHELL', 'b'], retries: 3 },
    },
  ],
  [
    'ports by all they are',
    'ports: ["80", "8080:80", "8080:80/udp"]',
    'ports: ["8080:80", {target: 80, published: 8081}]',
    {
      ports: [
        { mode: 'ingress', target: 80, protocol: 'tcp' },
        { mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' },
        { mode: 'ingress', target: 80, published: '8080', protocol: 'udp' },
        { mode: 'ingress', target: 80, published: '8081', protocol: 'tcp' },
      ],
    },
  ],
  [
    'secrets by target',
    'secrets: [s]',
    'secrets: [{source: s, uid: "1"}]',
    {
      secrets: [{ source: 's', uid: '1', target: '/run/secrets/s' }],
    },
  ],
  [
    'lists with mappings',
    'environment: [A=1, B=2]',
    'environment: {B: 3, C: }',
    {
      environment: { A: '1', B: '3', C: null },
    },
  ],
  ['labels of both forms', 'labels: {a: 1}', 'labels: [a=2, b]', { labels: { a: '2', b: '' } }],
  [
    'networks of both forms',
    'networks: [a]',
    'networks: {a: {aliases: [x]}, b: }',
    {
      networks: { a: { aliases: ['x'] }, b: null },
    },
  ],
  [
    'a build of both forms',
    'build: .',
    'build: {target: dev, args: [A=1]}',
    {
      build: { context: '/work/demo', target: 'dev', args: { A: '1' }, dockerfile: 'Dockerfile' },
    },
  ],
  ['a string with a list', 'tmpfs: /a', 'tmpfs: [/b, /a]', { tmpfs: ['/a', '/b'] }],
  [
    'logging of another driver',
    'logging: {driver: json-file, options: {a: "1"}}',
    'logging: {driver: none}',
    {
      logging: { driver: 'none' },
    },
  ],
  [
    'logging of the same driver',
    'logging: {options: {a: "1"}}',
    'logging: {driver: x, options: {b: "2"}}',
    {
      logging: { driver: 'x', options: { a: '1', b: '2' } },
    },
  ],
  [
    'hosts',
    'extra_hosts: ["a:1.1.1.1"]',
    'extra_hosts: ["a:1.1.1.1", "a=2.2.2.2"]',
    {
      extra_hosts: { a: ['1.1.1.1', '2.2.2.2'] },
    },
  ],
  [
    'limits',
    'ulimits: {nofile: {soft: 1, hard: 2}}',
    'ulimits: {nofile: 3, core: 0}',
    {
      ulimits: { nofile: { single: 3 }, core: { single: 0 } },
    },
  ],
  ['exposed ports, once', 'expose: ["80", 81]', 'expose: [80, "82"]', { expose: ['80', '81', '82'] }],
  ['extensions', 'x-a: {b: 1, c: [1]}', 'x-a: {b: 2, c: [2]}', { extensions: { 'x-a': { b: 2, c: [1, 2] } } }],
];

describe('two files', () => {
  it.each(cases)('merge %s', async (_, base, other, expected) => {
    expect(await merged(base, other)).toMatchObject(expected);
  });

  it('leave nothing of what is reset', async () => {
    const app = await merged('ports: ["8080:80"]\ncap_add: [A]', 'ports: !reset []\ncap_add: !reset null');
    expect(app).not.toHaveProperty('ports');
    expect(app).not.toHaveProperty('cap_add');
  });

  it('leave what the second has null', async () => {
    expect(await merged('hostname: a\nlabels: {a: b}', 'hostname:\nlabels:')).toMatchObject({
      hostname: 'a',
      labels: { a: 'b' },
    });
  });

  it('merge dependencies of both forms', async () => {
    const project = await loadTexts({
      'compose.yaml': 'services: {app: {image: i, depends_on: [db, cache]}, db: {image: d}, cache: {image: c}}',
      'compose.override.yaml': 'services: {app: {depends_on: {db: {condition: service_healthy, restart: true}}}}',
    });
    expect(project.services['app']?.depends_on).toEqual({
      db: { condition: 'service_healthy', required: true, restart: true },
      cache: { condition: 'service_started', required: true },
    });
  });

  it.each([
    ['hostname: {a: b}', 'hostname: i', /services\.app\.hostname must be a string/],
    ['labels: {a: b}\nulimits: {a: 1}', 'ulimits: [1]', /cannot override services\.app\.ulimits/],
    ['cap_add: [A]', 'cap_add: A', /cannot override services\.app\.cap_add/],
  ])('cannot merge %s with %s', async (base, other, message) => {
    await expect(merged(base, other)).rejects.toThrow(message);
  });

  it('pools of a network by their subnet', async () => {
    const pool = (subnet: string, more: string): string =>
      `services: {a: {image: i, networks: [n]}}\nnetworks: {n: {ipam: {config: [{subnet: ${subnet}${more}}]}}}`;
    const project = await loadTexts(
      {
        'a.yaml': pool('10.0.0.0/8', ', gateway: 10.0.0.1'),
        'b.yaml': pool('10.0.0.0/8', ', ip_range: 10.1.0.0/16'),
        'c.yaml': pool('11.0.0.0/8', ''),
      },
      { files: ['a.yaml', 'b.yaml', 'c.yaml'] },
    );
    expect(project.networks['n']?.ipam?.config).toEqual([
      { subnet: '10.0.0.0/8', gateway: '10.0.0.1', ip_range: '10.1.0.0/16' },
      { subnet: '11.0.0.0/8' },
    ]);
  });
});
