import { describe, expect, it } from 'vitest';
import { runDocker } from '../../docker.ts';
import type { CliFiles } from '../../io.ts';
import { fakePlace, fakeTransport } from '../../testing/fake-place.ts';
import { textFiles } from '../model/testing/memory-files.ts';

const compose = `services:
  web: {image: "w:\${TAG:-1}", depends_on: [db], networks: [front], environment: ["A=\${A?no A}"]}
  db: {build: ., volumes: ["data:/d"]}
  debug: {image: x, profiles: [debug]}
networks: {front: {}}
volumes: {data: {}}
`;

/** `docker compose …` typed in a folder with these files. */
async function run(
  argv: readonly string[],
  texts: Readonly<Record<string, string>> = { 'compose.yaml': compose },
  answers: Parameters<typeof fakeTransport>[0] = {},
) {
  const place = fakePlace();
  const written: Record<string, string> = {};
  const files: CliFiles = {
    ...place.io.files,
    ...textFiles(texts),
    write: (path: string, bytes: Uint8Array) => Promise.resolve(void (written[path] = new TextDecoder().decode(bytes))),
  };
  const environment = { A: 'a', HOME: '/root' };
  const io = { ...place.io, files, environment, workingDirectory: '/work/demo' };
  const code = await runDocker(['compose', ...argv], io, fakeTransport(answers));
  return { code, written, ...place.output };
}

describe('docker compose config', () => {
  it.each([
    [['--services'], 'db\nweb\n'],
    [['--volumes'], 'data\n'],
    [['--networks'], 'default\nfront\n'],
    [['--images'], 'demo-db\nw:1\n'],
    [['--profiles'], 'debug\n'],
    [['--images', 'db'], 'demo-db\n'],
    [['--quiet'], ''],
    [['--environment'], 'A=a\nCOMPOSE_PROJECT_NAME=demo\nHOME=/root\nPWD=/work/demo\n'],
    [
      ['--variables', '--format', 'json'],
      '{"A":{"DefaultValue":"","Name":"A","PresenceValue":"","Required":true},"TAG":{"DefaultValue":"1","Name":"TAG","PresenceValue":"","Required":false}}\n',
    ],
  ])('%j', async (flags, expected) => {
    expect(await run(['config', ...flags])).toMatchObject({ code: 0, stdout: expected, stderr: '' });
  });

  it('--hash: a line a service', async () => {
    expect((await run(['config', '--hash', '*'])).stdout).toMatch(/^db [\da-f]{64}\nweb [\da-f]{64}\n$/);
    expect((await run(['config', '--hash', 'web'])).stdout).toMatch(/^web [\da-f]{64}\n$/);
  });

  it('--no-interpolate leaves variables, with sorted keys', async () => {
    const { stdout } = await run(['config', '--no-interpolate']);
    expect(stdout).toContain('    environment:\n      - A=${A?no A}\n    image: w:${TAG:-1}\n');
    expect(stdout.startsWith('name: demo\nnetworks:\n')).toBe(true);
  });

  it('-o writes a file instead', async () => {
    const { stdout, written } = await run(['config', '-o', 'out.yaml', 'web']);
    expect(stdout).toBe('');
    expect(written['/work/demo/out.yaml']).toMatch(/^name: demo\nservices:\n  db:\n/);
  });

  it('the flags before it choose files, name, folder and profiles', async () => {
    const texts = { 'a.yaml': compose, 'b.yaml': 'services: {web: {image: b}}' };
    const flags = ['-f', 'a.yaml', '-f', 'b.yaml', '-p', 'other', '--profile', 'debug'];
    const { stdout } = await run([...flags, 'config', '--images'], texts);
    expect(stdout).toBe('other-db\nx\nb\n');
  });

  it('prints what there is to warn of on stderr', async () => {
    const { stderr, code } = await run(['config', '-q'], { 'compose.yaml': 'services: {a: {image: "i:$NO"}}' });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^time="[^"]+" level=warning msg="The \\"NO\\" variable is not set\. Defaulting to a blank string\."\n$/,
    );
  });

  it.each<[flags: string[], stdout: string]>([
    [['--resolve-image-digests', '--no-normalize'], 'name: demo\nservices:\n  a:\n'],
    [['--lock-image-digests'], 'services:\n  a:\n'],
    [['--lock-image-digests', '--no-interpolate'], 'services:\n  a:\n'],
  ])('%j has the digests that registries say', async (flags, before) => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const other = `sha256:${'b'.repeat(64)}`;
    const texts = { 'compose.yaml': `services: {a: {image: busybox}, b: {image: "x.example/y:1@${other}"}}` };
    const name = 'docker.io/library/busybox:latest';
    const answers = { [`GET /distribution/${name}/json`]: () => ({ json: { Descriptor: { digest } } }) };
    const { stdout } = await run(['config', ...flags], texts, answers);
    expect(stdout.startsWith(`${before}    image: ${name}@${digest}\n  b:\n`)).toBe(true);
    expect(stdout).toContain(`    image: x.example/y@${other}\n`);
    expect(await run(['config', ...flags], texts)).toMatchObject({
      ...{ code: 1, stdout: '' },
      stderr: `failed to resolve digest for ${name}: Error response from daemon: page not found\n`,
    });
  });

  it.each([
    [['config'], {}, 'no configuration file provided: not found\n'],
    [['config', 'nope'], undefined, 'no such service: nope\n'],
    [['config', '--format', 'xml'], undefined, 'unsupported format "xml"\n'],
    [
      ['-p', 'No', 'config'],
      undefined,
      'invalid project name "No": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number\n',
    ],
    [
      ['config'],
      { 'compose.yaml': 'services: {a: {prots: 1}}' },
      'validating /work/demo/compose.yaml: services.a Additional property prots is not allowed\n',
    ],
    [
      ['config'],
      { 'compose.yaml': 'services: {a: {image: i, container_name: cc}, b: {image: i, container_name: cc}}' },
      'services.b: container name "cc" is already in use by service a\n',
    ],
    [['config', '--nope'], undefined, 'unknown flag: --nope\n'],
    [['--nope'], undefined, 'unknown flag: --nope\n'],
  ])('%j %j: an error', async (argv, texts, stderr) => {
    expect(await run(argv, texts)).toMatchObject({ code: 1, stdout: '', stderr });
  });
});

describe('docker compose', () => {
  it('says its version', async () => {
    expect((await run(['version'])).stdout).toMatch(/^Docker Compose version v2\.\d+\.\d+\+slipway\n$/);
    expect((await run(['version', '--short'])).stdout).toMatch(/^2\.\d+\.\d+\+slipway\n$/);
    expect((await run(['--version'])).stdout).toBe((await run(['version'])).stdout);
  });

  it('helps, and names a command that is none', async () => {
    expect(await run([])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage:  docker compose [OPTIONS] COMMAND'),
    });
    expect(await run(['nosuch'])).toMatchObject({ code: 1, stderr: 'unknown docker command: "compose nosuch"\n' });
  });
});
