import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { memoryRegistry } from '../manifests/testing/memory-registry.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';
import { memoryFiles } from '../testing/memory-files.ts';

const record = (id: string, size: number, rest: object = {}) => ({
  ...{ ID: id, Type: 'regular', Description: `made ${id}`, InUse: false, Shared: false, Size: size },
  ...{ CreatedAt: '2024-01-01T00:00:00Z', LastUsedAt: null, UsageCount: 1, ...rest },
});
const daemon = () =>
  fakeTransport({
    'GET /version': () => ({ json: { Version: '20.10.1', Os: 'linux', Arch: '386' } }),
    'GET /system/df': () => ({
      json: { BuildCache: [record('one', 1000), record('two', 500, { Shared: true, Type: 'exec.cachemount' })] },
    }),
    'POST /build/prune': () => ({ json: { CachesDeleted: ['one'], SpaceReclaimed: 1000 } }),
  });

async function buildx(line: string, place = fakePlace()): Promise<{ said: string; asked: string[] }> {
  const transport = daemon();
  const code = await runDocker(['buildx', ...line.split(' ')], place.io, transport);
  return { said: `${code} ${place.output.stdout}${place.output.stderr}`, asked: transport.asked };
}

const ABSENT = (command: string, why: string) =>
  `1 docker: 'docker buildx ${command}' is not supported by Slipway: ${why}`;
const ONE = 'it has one builder, which builds for the machine it runs on\n';

describe('docker buildx', () => {
  it.each<[string, string]>([
    ['ls --format {{.Name}}|{{.DriverEndpoint}}|{{.Platforms}}', '0 default|docker|\ndefault|default|linux/386\n'],
    ['inspect nosuch', '1 ERROR: no builder "nosuch" found\n'],
    ['--builder nosuch inspect', '1 ERROR: no builder "nosuch" found\n'],
    ['du --builder nosuch', '1 ERROR: no builder "nosuch" found\n'],
    ['build --builder nosuch .', '1 ERROR: no builder "nosuch" found\n'],
    ['use default', '0 '],
    ['use --default nosuch', '1 ERROR: failed to find instance "nosuch": file does not exist\n'],
    ['stop', '0 '],
    [
      'rm -f',
      '1 failed to remove default: context builder cannot be removed, run `docker context rm default` to remove this ' +
        'context\nERROR: failed to remove one or more builders\n',
    ],
    ['rm --all-inactive --force', '0 '],
    ['create --name x --driver docker-container --use', ABSENT('create', ONE)],
    ['imagetools create -t a b', ABSENT('imagetools create', 'docker manifest create and docker manifest push make')],
    ['history ls --no-trunc', ABSENT('history ls', 'its builder keeps no records of builds that are over\n')],
    [
      'bake -f x.hcl --set *.platform=linux/386 web',
      ABSENT('bake', 'it does not read bake files: build the targets of a'),
    ],
    ['du --verbose --format json', '1 ERROR: --format and --verbose cannot be used together\n'],
    ['du --format {{.ID}}:{{.Size}}', '0 one:1kB\ntwo:500B\n'],
    ['du --filter type=exec.cachemount --format {{.ID}}', '0 two\n'],
    ['du --filter nosuch=1', '1 ERROR: invalid filter "nosuch"\n'],
    ['prune --min-free-space 1g', '125 docker: --min-free-space is not supported by Slipway: its disk grows with what'],
  ])('%s', async (line, expected) => {
    const { said } = await buildx(line);
    expect(said.slice(0, expected.length)).toBe(expected);
    if (!expected.startsWith('1 docker') && !expected.startsWith('125')) expect(said).toBe(expected);
  });

  it('lists builders and the cache in tables', async () => {
    const columns = (text: string) => text.split('\n').map((line) => line.split(/ {2,}/));
    expect(columns((await buildx('ls')).said.slice(2)).slice(0, 3)).toEqual([
      ['NAME/NODE', 'DRIVER/ENDPOINT', 'STATUS', 'BUILDKIT', 'PLATFORMS'],
      ['default*', 'docker', ''],
      [' \\_ default', '\\_ default', 'running', '20.10.1', 'linux/386'],
    ]);
    expect(JSON.parse((await buildx('ls --format json')).said.slice(2))).toMatchObject({
      ...{ Name: 'default', Driver: 'docker', Current: true, Nodes: [{ Platforms: ['linux/386'], Status: 'running' }] },
    });
    expect((await buildx('du')).said).toMatch(/^0 ID +RECLAIMABLE +SIZE +LAST ACCESSED\none +true +1kB/);
    expect((await buildx('du')).said).toMatch(/\nShared: +500B\nPrivate: +1kB\nReclaimable: +1.5kB\nTotal: +1.5kB\n$/);
    expect((await buildx('du --verbose')).said).toContain(
      'Mutable:      true\nReclaimable:  true\nShared:       true\n',
    );
  });

  it('prunes as it is told, and lists what went', async () => {
    const { said, asked } = await buildx('prune -a -f --max-used-space 1kb --filter type=regular');
    expect(said).toMatch(/^0 ID +RECLAIMABLE +SIZE +LAST ACCESSED\none +true +1kB *\nTotal:\t1kB\n$/);
    const { searchParams } = new URL(asked.at(-1)!.replace('POST ', 'http://daemon'));
    expect([...searchParams]).toEqual([
      ['all', '1'],
      ['keep-storage', '1024'],
      ['filters', '{"type":{"regular":true}}'],
    ]);
  });
});

describe('docker buildx imagetools inspect', () => {
  const i386 = { os: 'linux', architecture: '386', config: { Env: ['A=1'], Cmd: null }, rootfs: { type: 'layers' } };

  function place(password?: string, login = password) {
    const registry = memoryRegistry(password);
    const one = registry.image('app:386', i386);
    const two = registry.image('app:arm', { os: 'linux', architecture: 'arm', variant: 'v7' });
    const entry = (digest: string, platform: object) => ({ mediaType: MANIFEST, digest, size: 2, platform });
    const list = registry.manifest('app:latest', {
      schemaVersion: 2,
      mediaType: LIST,
      manifests: [
        entry(one, { os: 'linux', architecture: '386' }),
        entry(two, { os: 'linux', architecture: 'arm', variant: 'v7' }),
      ],
    });
    const fake = fakePlace({ fetch: registry.fetch });
    const config = JSON.stringify({ auths: { 'reg.example': { auth: btoa(login ?? '') } } });
    const files = memoryFiles(new Map(login === undefined ? [] : [['/root/.docker/config.json', config]]));
    return { ...fake, io: { ...fake.io, files: { ...fake.io.files, ...files } }, registry, one, two, list };
  }
  const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
  const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
  const inspect = async (line: string, at: ReturnType<typeof place>) =>
    (await buildx(`imagetools inspect ${line}`, at)).said;

  it('shows a list with its images', async () => {
    const at = place();
    expect(await inspect('reg.example/app', at)).toBe(
      `0 Name:      reg.example/app:latest\nMediaType: ${LIST}\nDigest:    ${at.list}\n` +
        `           \nManifests: \n` +
        `  Name:      reg.example/app:latest@${at.one}\n  MediaType: ${MANIFEST}\n  Platform:  linux/386\n` +
        `             \n` +
        `  Name:      reg.example/app:latest@${at.two}\n  MediaType: ${MANIFEST}\n  Platform:  linux/arm/v7\n`,
    );
  });

  it('shows one image, and what a registry has, byte by byte', async () => {
    const at = place('me:secret');
    expect(await inspect('reg.example/app:386', at)).toBe(
      `0 Name:      reg.example/app:386\nMediaType: ${MANIFEST}\nDigest:    ${at.one}\n`,
    );
    const raw = place();
    expect(await inspect('--raw reg.example/app:386', raw)).toBe(`0 ${raw.registry.text('app:386')}`);
  });

  it.each<[string, string]>([
    ['{{.Name}} {{.Image.OS}}/{{.Image.Architecture}} {{.Image.Config.Env}}', 'reg.example/app:386 linux/386 [A=1]'],
    ['{{.Manifest.MediaType}}', MANIFEST],
    ['{{json .Image.Config}}', '{\n  "Env": [\n    "A=1"\n  ]\n}'],
    ['{{json .SBOM}}{{json .Provenance}}', '{}{}'],
  ])('%s', async (format, expected) => {
    const at = place();
    await runDocker(['buildx', 'imagetools', 'inspect', '--format', format, 'reg.example/app:386'], at.io, daemon());
    expect(at.output.stdout + at.output.stderr).toBe(expected);
  });

  it.each<[string, string]>([
    ['{{range .Manifest.Manifests}}{{.Platform.Architecture}} {{end}}', '386 arm '],
    ['{{(index .Image "linux/arm/v7").Variant}}', 'v7'],
    ['{{range $platform, $_ := .Image}}{{$platform}} {{end}}', 'linux/386 linux/arm/v7 '],
  ])('%s of a list', async (format, expected) => {
    const at = place();
    await runDocker(['buildx', 'imagetools', 'inspect', '--format', format, 'reg.example/app'], at.io, daemon());
    expect(at.output.stdout + at.output.stderr).toBe(expected);
  });

  it.each<[string, string]>([
    ['reg.example/app:none', '1 ERROR: reg.example/app:none: not found\n'],
    ['Reg/App', '1 ERROR: invalid reference format: repository name (App) must be lowercase\n'],
    ['--raw --format x reg.example/app', '1 ERROR: format and raw cannot be used together\n'],
  ])('%s is an error', async (line, expected) => expect(await inspect(line, place())).toBe(expected));

  it('is refused by a registry that wants another password', async () => {
    expect(await inspect('reg.example/app', place('me:secret', 'me:wrong'))).toMatch(
      /^1 ERROR: .*authentication required/,
    );
  });
});
