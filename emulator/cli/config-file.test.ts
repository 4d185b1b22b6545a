import { describe, expect, it } from 'vitest';
import { runDocker } from './docker.ts';
import { fakePlace, fakeTransport } from './testing/fake-place.ts';

const daemon = fakeTransport({
  'GET /_ping': () => ({ text: 'OK' }),
  'GET /networks': () => ({ json: [{ Id: 'abc', Name: 'mynet', Driver: 'bridge', Scope: 'local', Labels: {} }] }),
});

/** Runs a command beside a ~/.docker/config.json; the text of the file afterwards is in `saved`. */
async function run(line: string, config: string): Promise<{ stdout: string; stderr: string; saved: string }> {
  const { io, output } = fakePlace();
  let saved = config;
  const path = '/root/.docker/config.json';
  const files = {
    ...io.files,
    exists: async (asked: string) => asked === path,
    read: async () => new TextEncoder().encode(saved),
    write: async (asked: string, bytes: Uint8Array) => {
      expect(asked).toBe(path);
      saved = new TextDecoder().decode(bytes);
    },
  };
  await runDocker(line.split(' '), { ...io, files }, daemon);
  return { ...output, saved };
}

describe('config.json', () => {
  it.each([
    ['network ls', '{"networksFormat":"{{.Name}} is {{.Driver}}"}', 'mynet is bridge\n'],
    ['network ls -q', '{"networksFormat":"{{.Name}}"}', 'abc\n'],
    ['network ls --format {{.Scope}}', '{"networksFormat":"{{.Name}}"}', 'local\n'],
    ['network ls --format {{.Scope}}', '{"networksFormat":7}', 'local\n'],
    ['context show', '{"currentContext":"far"}', 'far\n'],
    ['-c near context show', '{"currentContext":"far"}', 'near\n'],
  ])('docker %s beside %s', async (line, config, wanted) => {
    expect((await run(line, config)).stdout).toBe(wanted);
  });

  it('keeps what it does not know when it is changed', async () => {
    const { saved } = await run('context use default', '{"currentContext":"far","HttpHeaders":{"A":"b"}}');
    expect(JSON.parse(saved)).toEqual({ HttpHeaders: { A: 'b' } });
  });

  it('is warned of when it is broken, and then as if it were not there', async () => {
    const { stdout, stderr } = await run('context show', '{"currentContext":');
    expect(stdout).toBe('default\n');
    expect(stderr).toMatch(/^WARNING: Error loading config file: \/root\/\.docker\/config\.json: /);
  });
});
