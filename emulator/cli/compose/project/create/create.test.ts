import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../model/testing/memory-files.ts';
import type { ContainerMount } from '../containers.ts';
import { withReferences } from '../references.ts';
import { containerMounts } from './mounts.ts';
import { networksByPriority } from './networking.ts';
import { resources } from './resources.ts';

async function service(text: string, top = '') {
  const project = await loadTexts({ 'compose.yaml': `services: {web: {image: x, ${text}}}\n${top}` });
  const [web] = Object.values(project.services);
  if (!web) throw new Error('no service');
  return { project, web };
}

describe('containerMounts', () => {
  it.each([
    ['volumes: ["./a:/a"]', '', ['/work/demo/a:/a:rw'], []],
    ['volumes: ["/a:/a:ro,z"]', '', ['/a:/a:ro,z'], []],
    ['volumes: ["data:/d"]', 'volumes: {data: {}}', ['demo_data:/d:rw'], []],
    ['volumes: [/d]', '', [], [{ Type: 'volume', Source: '', Target: '/d' }]],
    [
      'volumes: [{type: bind, source: /a, target: /b, bind: {create_host_path: false}}]',
      '',
      [],
      [{ Type: 'bind', Source: '/a', Target: '/b' }],
    ],
    [
      'volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1k}}]',
      '',
      [],
      [{ Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 1024 } }],
    ],
    [
      'secrets: [s]',
      'secrets: {s: {file: ./s.txt}}',
      [],
      [{ Type: 'bind', Source: '/work/demo/s.txt', Target: '/run/secrets/s', ReadOnly: true }],
    ],
    [
      'configs: [{source: c, target: /etc/c}]',
      'configs: {c: {file: /c.txt}}',
      [],
      [{ Type: 'bind', Source: '/c.txt', Target: '/etc/c', ReadOnly: true }],
    ],
  ])('%s', async (text, top, binds, mounts) => {
    const { project, web } = await service(text, top);
    const actual = containerMounts(project, web, undefined, () => undefined);
    expect(actual.binds).toEqual(binds);
    expect(actual.mounts).toMatchObject(mounts);
    expect(actual.mounts).toHaveLength(mounts.length);
  });

  it('takes anonymous volumes over, the image’s and the service’s own', async () => {
    const { project, web } = await service('volumes: [/own, "data:/named"]', 'volumes: {data: {}}');
    const mount = (Destination: string, Name: string): ContainerMount => ({
      Type: 'volume',
      Name,
      Destination,
      RW: true,
    });
    const mounts = [mount('/own', 'v1'), mount('/image', 'v2'), mount('/gone', 'v3'), mount('/named', 'demo_data')];
    const actual = containerMounts(project, web, { mounts, imageVolumes: ['/image'] }, () => undefined);
    expect(actual.binds).toEqual(['demo_data:/named:rw']);
    expect(actual.mounts.map(({ Source, Target }) => `${Source} ${Target}`)).toEqual(['v1 /own', 'v2 /image']);
  });

  it.each([
    ['secrets: [s]', 'secrets: {s: {external: true}}', 'unsupported external secret s'],
    ['configs: [c]', 'configs: {c: {external: true}}', 'unsupported external config c'],
  ])('%s %s: %s', async (text, top, message) => {
    const { project, web } = await service(text, top);
    expect(() => containerMounts(project, web, undefined, () => undefined)).toThrow(message);
  });
});

describe('resources', () => {
  it.each([
    ['deploy: {resources: {limits: {memory: 32m}}}', { Memory: 33554432 }],
    ['cpus: 0.5', { NanoCpus: 500000000 }],
    ['pids_limit: 5', { PidsLimit: 5 }],
    [
      'ulimits: {nofile: {soft: 1, hard: 2}, core: 3}',
      {
        Ulimits: [
          { Name: 'core', Soft: 3, Hard: 3 },
          { Name: 'nofile', Soft: 1, Hard: 2 },
        ],
      },
    ],
    [
      'devices: ["/dev/a:/dev/b:r"]',
      { Devices: [{ PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'r' }] },
    ],
  ])('%s', async (text, expected) => {
    expect(resources((await service(text)).web)).toMatchObject(expected);
  });
});

describe('references to other services', () => {
  const container = { Id: 'c1', Names: ['/demo-db-1'], Labels: {} } as never;

  it('become those to their containers', async () => {
    const { project } = await service('network_mode: "service:db", volumes_from: ["db:ro"]}, db: {image: y');
    const web = project.services['web'];
    if (!web) throw new Error('no service');
    expect(withReferences(web, () => [container])).toMatchObject({
      network_mode: 'container:c1',
      volumes_from: ['c1:ro'],
    });
    expect(() => withReferences(web, () => [])).toThrow('cannot share volume with service db: container missing');
  });
});

it('networks go by priority, then by name', async () => {
  const { web } = await service('networks: {a: {}, b: {priority: 5}, c: {}}', 'networks: {a: {}, b: {}, c: {}}');
  expect(networksByPriority(web)).toEqual(['b', 'a', 'c']);
});
