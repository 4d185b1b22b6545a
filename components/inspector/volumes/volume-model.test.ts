import { expect, test } from 'vitest';
import type { ListedContainer, ListedMount } from '../machine/engine-objects.ts';
import { volumesPicture } from './volume-model.ts';

const HASH = '74810568b9f6132cafe915f6d8cf3bd4b0541e7f30c25d935162729c977f892e';

function volume(Name: string, Labels: Record<string, string> | null = null) {
  return { Name, Driver: 'local', Mountpoint: `/v/${Name}/_data`, Labels };
}

function container(name: string, State: string, Mounts: readonly ListedMount[]): ListedContainer {
  return {
    Id: name,
    Names: [`/${name}`],
    Image: 'x',
    State,
    Status: '',
    Ports: [],
    HostConfig: { NetworkMode: 'none' },
    NetworkSettings: { Networks: {} },
    Mounts,
  };
}

function mount(Type: string, name: string, Destination: string, RW = true): ListedMount {
  return Type === 'volume'
    ? { Type, Name: name, Source: '', Destination, RW }
    : { Type, Source: name, Destination, RW };
}

test('who mounts a volume, where and how; nobody for one that is not used', () => {
  const { volumes } = volumesPicture(
    [volume(HASH), volume('unused'), volume('data'), volume('named', { 'com.docker.volume.anonymous': '' })],
    [
      container('db', 'running', [mount('volume', 'data', '/var/lib'), mount('volume', HASH, '/anon')]),
      container('reader', 'exited', [mount('volume', 'data', '/in', false), mount('tmpfs', '', '/tmp')]),
    ],
    new Map([['data', 12]]),
  );
  expect(
    volumes.map(({ name, isAnonymous, sizeBytes, mountings }) => [
      name,
      isAnonymous,
      sizeBytes,
      mountings.map(
        (each) => `${each.containerName}${each.isUp ? '' : '!'} ${each.destination} ${each.isReadOnly ? 'ro' : 'rw'}`,
      ),
    ]),
  ).toEqual([
    ['data', false, 12, ['db /var/lib rw', 'reader! /in ro']],
    ['unused', false, undefined, []],
    [HASH, true, undefined, ['db /anon rw']],
    ['named', true, undefined, []],
  ]);
});

test('bind mounts by what is mounted', () => {
  const { binds } = volumesPicture(
    [],
    [
      container('a', 'running', [mount('bind', '/workspace', '/w', false), mount('bind', '/etc/hosts', '/h')]),
      container('b', 'running', [mount('bind', '/workspace', '/src')]),
    ],
    new Map(),
  );
  expect(binds.map(({ source, mountings }) => [source, mountings.map(({ containerName }) => containerName)])).toEqual([
    ['/etc/hosts', ['a']],
    ['/workspace', ['a', 'b']],
  ]);
});
