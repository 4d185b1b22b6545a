import { describe, expect, it } from 'vitest';
import { ComposePlace } from './compose-place.ts';

const file = `services:
  web: {image: test, command: serve, depends_on: [db], environment: [A=1]}
  db: {image: test, command: serve, volumes: ["data:/data", /anonymous]}
volumes: {data: {}}
`;

const container = (name: string, status: string): string => ` Container demo-${name}  ${status}`;

describe('docker compose', () => {
  it('up makes what there is not, and nothing a second time', async () => {
    const place = await ComposePlace.open(file);
    const first = await place.type('up -d');
    expect(first.lines).toEqual([
      ' Network demo_default  Creating',
      ' Network demo_default  Created',
      ' Volume "demo_data"  Creating',
      ' Volume "demo_data"  Created',
      container('db-1', 'Creating'),
      container('db-1', 'Created'),
      container('web-1', 'Creating'),
      container('web-1', 'Created'),
      container('db-1', 'Starting'),
      container('db-1', 'Started'),
      container('web-1', 'Starting'),
      container('web-1', 'Started'),
    ]);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(await place.containers()).toEqual(['demo-db-1 running', 'demo-web-1 running']);
    const second = await place.type('up -d');
    expect(second.lines).toEqual([container('db-1', 'Running'), container('web-1', 'Running')]);
  });

  it('up replaces what the file has otherwise, and keeps anonymous volumes', async () => {
    const place = await ComposePlace.open(file);
    await place.type('up -d');
    const volumesOf = async (): Promise<string[]> => {
      const { body } = await place.engine.call('GET', '/containers/demo-db-1/json');
      return (body as { Mounts: { Name: string; Destination: string }[] }).Mounts.map(
        ({ Name, Destination }) => `${Destination} ${Name}`,
      ).toSorted();
    };
    const before = await volumesOf();
    place.write(file.replace('volumes: ["data', 'labels: [x=y], volumes: ["data'));
    const { lines } = await place.type('up -d');
    expect(lines).toContain(container('db-1', 'Recreated'));
    expect(lines).toContain(container('web-1', 'Running'));
    expect(await volumesOf()).toEqual(before);
    expect(before).toHaveLength(2);
    await place.type('up -d -V');
    const [anonymous, named] = await volumesOf();
    expect(named).toBe('/data demo_data');
    expect(anonymous).not.toBe(before[0]);
  });

  it('scales up by numbers and down from the highest', async () => {
    const place = await ComposePlace.open(file);
    await place.type('up -d --scale web=3');
    expect((await place.containers()).slice(1)).toEqual([
      'demo-web-1 running',
      'demo-web-2 running',
      'demo-web-3 running',
    ]);
    await place.type('scale web=1');
    expect(await place.containers()).toEqual(['demo-db-1 running', 'demo-web-1 running']);
    expect(await place.type('up -d --scale web')).toMatchObject({
      code: 1,
      lines: ['invalid --scale option "web". Should be SERVICE=NUM'],
    });
  });

  it('warns of orphans, and removes them when asked to', async () => {
    const place = await ComposePlace.open(file);
    await place.type('up -d');
    place.write('services: {web: {image: test, command: serve, environment: [A=1]}}\n');
    const { lines } = await place.type('up -d');
    expect(lines.join('\n')).toContain('Found orphan containers ([demo-db-1]) for this project.');
    await place.type('up -d --remove-orphans');
    expect(await place.containers()).toEqual(['demo-web-1 running']);
  });

  it('down removes containers and networks, who depends on others first; -v volumes, too', async () => {
    const place = await ComposePlace.open(file);
    await place.type('up -d');
    const { lines } = await place.type('down');
    expect(lines).toEqual([
      ...['Stopping', 'Stopped', 'Removing', 'Removed'].map((status) => container('web-1', status)),
      ...['Stopping', 'Stopped', 'Removing', 'Removed'].map((status) => container('db-1', status)),
      ' Network demo_default  Removing',
      ' Network demo_default  Removed',
    ]);
    const volumes = async (): Promise<number> => {
      const { body } = await place.engine.call('GET', '/volumes?filters={"name":["demo_data"]}');
      return ((body as { Volumes: object[] | null }).Volumes ?? []).length;
    };
    expect(await volumes()).toBe(1);
    await place.type('up -d');
    await place.type('down -v');
    expect(await volumes()).toBe(0);
    expect((await place.type('-p demo down')).lines.join()).toContain('No resource found to remove for project');
  });

  it('down, stop and start need no file', async () => {
    const place = await ComposePlace.open(file);
    await place.type('up -d');
    place.write('nonsense');
    expect(await place.type('-p demo stop')).toMatchObject({ code: 0 });
    expect(await place.containers()).toEqual(['demo-db-1 exited', 'demo-web-1 exited']);
    expect(await place.type('-p demo start')).toMatchObject({ code: 0 });
    expect(await place.containers()).toEqual(['demo-db-1 running', 'demo-web-1 running']);
    expect(await place.type('-p demo down')).toMatchObject({ code: 0 });
    expect(await place.containers()).toEqual([]);
  });

  it('up in the foreground: lines, the end of one, and its exit code', async () => {
    const place = await ComposePlace.open(`services:
  job: {image: test, command: ["false"]}
  web: {image: test, command: serve}
`);
    const { code, stdout, lines } = await place.type('up --abort-on-container-exit');
    expect(code).toBe(1);
    expect(stdout).toContain('Attaching to job-1, web-1\n');
    expect(stdout).toContain('\r\x1b[Kjob-1 exited with code 1\n');
    expect(lines).toContain('Aborting on container exit...');
    expect(await place.containers()).toEqual(['demo-job-1 exited', 'demo-web-1 exited']);
  });

  it('Ctrl-C stops what runs, with exit code 130', async () => {
    const place = await ComposePlace.open(file);
    const { code, stdout, lines } = await place.type('up', { interruptAt: 'web-1  | ready' });
    expect(code).toBe(130);
    expect(stdout).toContain('db-1   | ready\n');
    expect(lines).toContain('Gracefully stopping... (press Ctrl+C again to force)');
    expect(await place.containers()).toEqual(['demo-db-1 exited', 'demo-web-1 exited']);
  });

  it('run: another command, once, beside what the service needs', async () => {
    const place = await ComposePlace.open(file);
    const { code, stdout } = await place.type('run --rm -T web echo one');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'one\n' });
    expect(await place.containers()).toEqual(['demo-db-1 running']);
    expect(await place.type('run --rm -T --no-deps web false')).toMatchObject({ code: 1 });
  });

  it('--dry-run tells what it would do, and does nothing', async () => {
    const place = await ComposePlace.open(file);
    const { lines } = await place.type('--dry-run up -d');
    expect(lines[0]).toBe(' DRY-RUN MODE -  Network demo_default  Creating');
    expect(lines.at(-1)).toBe(' DRY-RUN MODE -  Container demo-web-1  Started');
    expect(await place.containers()).toEqual([]);
    await place.type('up -d');
    await place.type('--dry-run down -v');
    expect(await place.containers()).toEqual(['demo-db-1 running', 'demo-web-1 running']);
  });

  it.each([
    ['up -d nosuch', 'no such service: nosuch'],
    ['up -d --build --no-build', '--build and --no-build are incompatible'],
    [
      'up --wait --abort-on-container-exit',
      '--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies',
    ],
    [
      'up -d --exit-code-from web',
      '--detach cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch',
    ],
    ['--progress tty --ansi never up -d', "can't use --progress tty while ANSI support is disabled"],
    ['--progress some up -d', 'unsupported --progress value "some"'],
    ['down --rmi some', 'invalid value for --rmi: "some"'],
    ['scale web', 'invalid scale specifier: web'],
    ['up -d --pull some', 'invalid --pull option "some"'],
    ['build --builder other', 'no builder "other" found'],
    ['build --ssh key', 'invalid ssh key "key"'],
    ['build --ssh default', 'invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set'],
    ['up --watch --no-build', '--no-build and --watch are incompatible'],
    ['up -w', "none of the selected services is configured for watch, consider setting an 'develop' section"],
    ['watch nosuch', 'no such service: nosuch'],
  ])('%s: %s', async (argv, message) => {
    const place = await ComposePlace.open(file);
    expect(await place.type(argv)).toMatchObject({ code: 1, lines: [message] });
  });

  it.each([
    [
      'networks: {default: {external: true, name: nonesuch}}',
      'network nonesuch declared as external, but could not be found',
    ],
    ['volumes: {vol: {external: true, name: nonesuch}}', 'external volume "nonesuch" not found'],
  ])('%s', async (text, message) => {
    const place = await ComposePlace.open(
      `services: {web: {image: test, volumes: ["vol:/v"]}}\n${text}\n${text.startsWith('v') ? '' : 'volumes: {vol: {}}'}\n`,
    );
    const { code, lines } = await place.type('up -d');
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe(message);
  });
});
