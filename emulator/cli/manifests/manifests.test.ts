import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { manifestRecord, readRecord } from './image-manifest.ts';
import { memoryRegistry } from './testing/memory-registry.ts';

const CONFIG = '/root/.docker/config.json';
const LOGIN = JSON.stringify({ auths: { 'reg.example': { auth: btoa('me:secret') } } });

/** A registry with two images, and a place to type in. */
function place(password?: string, config?: string) {
  const registry = memoryRegistry(password);
  const amd64 = registry.image('me/app:amd64', { os: 'linux', architecture: 'amd64' }, ['one']);
  const i386 = registry.image('you/app:i386', { os: 'linux', architecture: '386' }, ['two']);
  const files = new Map(config === undefined ? [] : [[CONFIG, config]]);
  const { io, output } = fakePlace({ fetch: registry.fetch });
  const withFiles = { ...io, files: { ...io.files, ...memoryFiles(files) } };
  const manifest = async (line: string): Promise<string> => {
    output.stdout = output.stderr = '';
    const code = await runDocker(['manifest', ...line.split(' ')], withFiles, fakeTransport({}));
    return `${code} ${output.stdout}${output.stderr}`.trimEnd();
  };
  return { manifest, registry, files, amd64, i386 };
}

const CREATE = 'create reg.example/me/list reg.example/me/app:amd64 reg.example/you/app:i386';

describe('docker manifest', () => {
  it('makes a list, annotates it, shows it and pushes it with what it needs', async () => {
    const { manifest, registry, amd64, i386, files } = place();
    expect(await manifest(CREATE)).toBe('0 Created manifest list reg.example/me/list:latest');
    expect([...files.keys()]).toEqual([
      '/root/.docker/manifests/reg.example_me_list-latest/reg.example_me_app-amd64',
      '/root/.docker/manifests/reg.example_me_list-latest/reg.example_you_app-i386',
    ]);
    expect(await manifest('annotate --variant v2 reg.example/me/list reg.example/you/app:i386')).toBe('0');
    const pushed = await manifest('push reg.example/me/list');
    const told = (digest: string) => `Pushed ref reg.example/me/list@${digest} with digest: ${digest}\n`;
    expect(pushed.replace(/sha256:[0-9a-f]{64}$/, 'DIGEST')).toBe(`0 ${told(amd64)}${told(i386)}DIGEST`);
    expect(JSON.parse(registry.text('me/list:latest')!)).toMatchObject({
      mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json',
      manifests: [
        { digest: amd64, platform: { os: 'linux', architecture: 'amd64' } },
        { digest: i386, platform: { os: 'linux', architecture: '386', variant: 'v2' } },
      ],
    });
    // Images of other repositories go along: their blobs are mounted, then their manifests and the list put.
    expect(registry.changes.filter((change) => change.startsWith('PUT'))).toEqual([
      `PUT /v2/me/list/manifests/${amd64}`,
      `PUT /v2/me/list/manifests/${i386}`,
      'PUT /v2/me/list/manifests/latest',
    ]);
    const shown = await manifest('inspect reg.example/me/list');
    expect(JSON.parse(shown.slice(2))).toEqual(JSON.parse(registry.text('me/list:latest')!));
  });

  it.each<[string, string]>([
    [`${CREATE}|${CREATE}`, '1 refusing to amend an existing manifest list with no --amend flag'],
    [`${CREATE}|${CREATE} --amend`, '0 Created manifest list reg.example/me/list:latest'],
    [
      `${CREATE}|annotate --arch vax reg.example/me/list reg.example/me/app:amd64`,
      '1 manifest entry for image has unsupported os/arch combination: /vax',
    ],
    [
      `${CREATE}|annotate --arch arm reg.example/me/list reg.example/me/none`,
      '1 manifest for image reg.example/me/none does not exist in reg.example/me/list',
    ],
    ['create reg.example/me/list reg.example/me/none', '1 no such manifest: reg.example/me/none:latest'],
    [
      'create Reg reg.example/me/app',
      '1 error parsing name for manifest list Reg: invalid reference format: repository',
    ],
    ['push reg.example/me/list', '1 No such manifest: reg.example/me/list:latest'],
    [
      `${CREATE}|push --purge reg.example/me/list|inspect reg.example/me/list reg.example/me/app:amd64`,
      '1 No such man',
    ],
    [`${CREATE}|rm reg.example/me/list reg.example/me/none`, '1 No such manifest: reg.example/me/none:latest'],
    [
      'create other.example/me/list reg.example/me/app:amd64|push other.example/me/list',
      '1 cannot use source images from a different registry than the target image: reg.example != other.example',
    ],
  ])('%s: %s', async (lines, expected) => {
    const { manifest } = place();
    let last = '';
    for (const line of lines.split('|')) last = await manifest(line);
    expect(last.slice(0, expected.length)).toBe(expected);
  });

  it('logs in where a registry wants it, and says where it could not', async () => {
    const known = place('me:secret', LOGIN);
    expect(await known.manifest(CREATE)).toBe('0 Created manifest list reg.example/me/list:latest');
    expect(await known.manifest('push -p reg.example/me/list')).toMatch(/^0 (Pushed ref .*\n){2}sha256:[0-9a-f]{64}$/);
    expect(known.registry.text('me/list:latest')).toContain(known.i386);
    const unknown = place('me:secret');
    expect(await unknown.manifest(CREATE)).toMatch(/^1 .*(?:authentication required|no such manifest)/);
    expect(unknown.registry.changes).toEqual([]);
    const wrong = place('me:secret', LOGIN.replace(btoa('me:secret'), btoa('me:wrong')));
    expect(await wrong.manifest(CREATE)).toMatch(/^1 .*(?:authentication required|no such manifest|unauthorized)/);
  });

  it('keeps an image of a list as Docker does, and reads it again', () => {
    const raw = new TextEncoder().encode('{"schemaVersion":2}');
    const platform = { architecture: 'arm', os: 'linux', variant: 'v7' };
    const one = {
      reference: { domain: 'reg.example', path: 'a/b', tag: '1', digest: undefined },
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${'1'.repeat(64)}`,
      sizeBytes: raw.length,
      platform,
      raw,
    };
    expect(Object.keys(JSON.parse(manifestRecord(one)) as object)).toEqual(['Ref', 'Descriptor', 'Raw', 'OCIManifest']);
    expect(readRecord(manifestRecord(one))).toEqual(one);
  });

  it('alone shows its help below an empty line', async () => {
    const { io, output } = fakePlace();
    await runDocker(['manifest'], io, fakeTransport({}));
    expect([output.stdout, output.stderr.slice(0, 34)]).toEqual([
      '',
      '\nUsage:  docker manifest COMMAND\n\n'.slice(0, 34),
    ]);
  });
});
