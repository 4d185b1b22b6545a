import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { textFiles } from '../compose/model/testing/memory-files.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';

const file = `
services:
  web: { image: nginx }
  db: { image: redis }
  probe: { image: busybox, profiles: [debug, ci] }
`;

const labels = (project: string) => ({
  Id: project,
  Names: [`/${project}-web-1`],
  State: 'exited',
  Labels: { 'com.docker.compose.project': project },
});

async function complete(line: string, text: string = file): Promise<string> {
  const { io, output } = fakePlace();
  const place = { ...io, files: { ...io.files, ...textFiles({ '/work/compose.yaml': text }) } };
  const daemon = fakeTransport({
    'GET /containers/json': () => ({ json: [labels('shop'), labels('blog'), labels('shop')] }),
  });
  expect(await runDocker(['__complete', 'compose', ...line.split(' ')], place, daemon)).toBe(0);
  expect(output.stderr).toMatch(/^Completion ended with directive: .*\n$/);
  const lines = output.stdout.trimEnd().split('\n');
  return lines.map((one) => one.split('\t')[0]).join(' ');
}

describe('docker __complete compose', () => {
  it.each([
    ['lo', 'logs :4'],
    ['-p x po', 'port :4'],
    ['ps ', 'db web probe :4'],
    ['ps w', 'web :4'],
    ['ps web d', 'db :4'],
    ['logs -f ', 'db web probe :4'],
    ['logs --no', '--no-color --no-log-prefix :4'],
    ['exec d', 'db :4'],
    ['exec web ', ':0'],
    ['exec --in', '--index :4'],
    ['cp w', 'web: :6'],
    ['cp web:/x ./', ':0'],
    ['port w', 'web :4'],
    ['port web ', ':4'],
    ['ls ', ':4'],
    ['--profile ', 'ci debug :4'],
    ['-p ', 'blog shop :4'],
    ['--project-name=s', 'shop :4'],
    ['-f ', ':0'],
    ['--progress p', 'plain :4'],
    ['ps --status re', 'removing restarting :4'],
    ['-f nosuch.yaml ps ', ':4'],
  ])('%s', async (line, wanted) => {
    expect(await complete(line)).toBe(wanted);
  });

  it('offers nothing of a file that is wrong', async () => {
    expect(await complete('ps ', 'services: [')).toBe(':4');
  });
});
