import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';

const container = (name: string, state: string) => ({ Id: name, Names: [`/${name}`], State: state });

const daemon = () =>
  fakeTransport({
    'GET /_ping': () => ({ headers: { 'api-version': '1.43', ostype: 'linux', swarm: 'inactive' } }),
    'GET /containers/json': () => ({
      json: [container('web', 'running'), container('held', 'paused'), container('old', 'exited')],
    }),
    'GET /images/json': () => ({
      json: [{ RepoTags: ['nginx:latest', 'me/bb:1'] }, { RepoTags: ['<none>:<none>'] }, { RepoTags: null }],
    }),
    'GET /networks': () => ({ json: [{ Name: 'bridge' }, { Name: 'mynet' }] }),
    'GET /volumes': () => ({ json: { Volumes: [{ Name: 'data' }] } }),
    'GET /info': () => ({ json: { Plugins: { Log: ['none', 'json-file'], Volume: ['local'] } } }),
  });

async function complete(line: string): Promise<string> {
  const { io, output } = fakePlace();
  const argv = line.split(' ').map((word) => word.replace('_', ' '));
  const code = await runDocker(['__complete', ...argv], io, daemon());
  expect(code).toBe(0);
  const lines = output.stdout.trimEnd().split('\n');
  return lines.map((one) => one.split('\t')[0]).join(' ');
}

describe('docker __complete', () => {
  it.each([
    // commands
    ['ru', 'run :4'],
    ['con', 'config container context :4'],
    ['container l', 'logs ls :4'],
    ['trust key ', 'generate load :4'],
    ['help con', 'config container context :4'],
    ['help network in', 'inspect :4'],
    ['-D ru', 'run :4'],
    ['nosuch ', ':4'],
    // flags
    ['--ver', '--version :4'],
    ['run --networ', '--network --network-alias :4'],
    ['run --rm --r', '--read-only --restart --runtime :4'],
    ['run -i', '-i :4'],
    ['logs -f -', '--details --since --tail -n --timestamps -t --until :4'],
    ['run --cpu-co', ':4'],
    ['rm --nosuch ', ':0'],
    // what flags can be
    ['run --network ', 'bridge mynet :4'],
    ['run --net ', 'bridge mynet :4'],
    ['run --network=m', 'mynet :4'],
    ['run --network container:', 'container:web :4'],
    ['run --restart=o', 'on-failure :4'],
    ['run -it --pull ', 'always missing never :4'],
    ['run -v d', 'data: :2'],
    ['run -v /ho', ':0'],
    ['run --log-driver ', 'json-file none :4'],
    ['run --name ', ':4'],
    ['run --env-file ', ':0'],
    ['ps --filter sta', 'status= :6'],
    ['ps -f status=r', 'status=removing status=restarting status=running :4'],
    ['ps --filter name=w', 'name=web :4'],
    ['-c ', 'default :4'],
    // arguments
    ['rm ', 'old :4'],
    ['rm -f w', 'web :4'],
    ['rm -f web ', 'held old :4'],
    ['container stop ', 'held web :4'],
    ['unpause ', 'held :4'],
    ['start ', 'old :4'],
    ['exec -it ', 'web :4'],
    ['exec web ', ':0'],
    ['logs web ', ':4'],
    ['run -it --rm ng', 'nginx:latest :4'],
    ['run --name x me/', 'me/bb:1 :4'],
    ['run nginx -', ':0'],
    ['rmi ', 'me/bb:1 nginx:latest :4'],
    ['network connect mynet w', 'web :4'],
    ['volume rm ', 'data :4'],
    ['cp w', 'web: :2'],
    ['cp web:/etc/hosts ./', ':0'],
    ['inspect ', 'held old web me/bb:1 nginx:latest bridge mynet data :4'],
    ['ps ', ':4'],
    ['context use ', 'default :4'],
  ])('%s', async (line, wanted) => {
    expect(await complete(line)).toBe(wanted);
  });

  it('describes candidates, and leaves that out when asked to', async () => {
    for (const [command, text] of [
      ['__complete', 'run\tCreate and run a new container from an image\n:4\n'],
      ['__completeNoDesc', 'run\n:4\n'],
    ] as const) {
      const { io, output } = fakePlace();
      await runDocker([command, 'ru'], io, daemon());
      expect(output.stdout).toBe(text);
      expect(output.stderr).toBe('Completion ended with directive: ShellCompDirectiveNoFileComp\n');
    }
  });

  it('says that it cannot when no daemon answers', async () => {
    const { io, output } = fakePlace();
    await runDocker(['__complete', 'rm', ''], io, io.transportTo('unix:///nosuch'));
    expect(output.stdout).toBe(':1\n');
  });
});
