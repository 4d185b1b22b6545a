import { describe, expect, it } from 'vitest';
import { Cli } from '../../cli.ts';
import { fakePlace, fakeTransport, type Answer } from '../../testing/fake-place.ts';
import type { ProjectContainer } from '../project/containers.ts';
import type { ContainerEvent } from './log-printer.ts';
import { watchContainers } from './watch-containers.ts';

const labels = (service: string, more: Record<string, string> = {}): Record<string, string> => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': service,
  'com.docker.compose.container-number': '1',
  ...more,
});

const container = (id: string, service: string): ProjectContainer =>
  ({ Id: id, Names: [`/shop-${service}-1`], Labels: labels(service) }) as unknown as ProjectContainer;

interface Happening {
  readonly action: string;
  readonly id: string;
  readonly service: string;
  /** What inspect says then. */
  readonly state?: { Running?: boolean; Restarting?: boolean; ExitCode?: number };
  readonly labels?: Record<string, string>;
  readonly isGone?: boolean;
}

/** Plays events and resolves to what was told of them. */
async function watched(
  happenings: readonly Happening[],
  services: readonly string[],
  required?: readonly string[],
  isRestarting?: (service: string) => boolean,
): Promise<string[]> {
  const told: string[] = [];
  const toCome = [...happenings];
  const inspect: Answer = ({ path }) => {
    const at = toCome.findIndex(({ id }) => path === `/containers/${id}/json`);
    const [one] = toCome.splice(at, 1);
    if (!one || one.isGone) return { status: 404, text: '{"message":"No such container"}' };
    const own = labels(one.service, one.labels);
    const State = { Running: false, Restarting: false, ExitCode: 0, ...one.state };
    return { json: { Id: path.split('/')[2], Name: `/shop-${one.service}-1`, Config: { Labels: own }, State } };
  };
  const events = happenings.map(({ action, id, service, labels: more }, index) =>
    JSON.stringify({
      Type: 'container',
      Action: action,
      Actor: { ID: id, Attributes: labels(service, more) },
      time: 100 + index,
    }),
  );
  const ids = [...new Set(happenings.map(({ id }) => id))];
  const transport = fakeTransport({
    'GET /events': () => ({ text: events.join('\n') }),
    ...Object.fromEntries(ids.map((id) => [`GET /containers/${id}/json`, inspect])),
  });
  const cli = new Cli(fakePlace().io, transport);
  const { ended } = await watchContainers(cli, {
    project: 'shop',
    services,
    required,
    isRestarting,
    containers: [container('w1', 'web'), container('d1', 'db')].filter((one) =>
      services.includes(one.Labels?.['com.docker.compose.service'] ?? ''),
    ),
    listener: ({ type, name, exitCode, isRestarting }: ContainerEvent) =>
      Promise.resolve(void told.push(`${type} ${name} ${exitCode}${isRestarting ? ' again' : ''}`)),
    onStart: ({ Id }, since) => Promise.resolve(void told.push(`start ${Id} ${since}`)),
    onRecreate: ({ Id }) => Promise.resolve(void told.push(`recreate ${Id}`)),
  });
  await ended;
  return told;
}

describe('watchContainers', () => {
  const web = (action: string, more: Partial<Happening> = {}): Happening => ({
    action,
    id: 'w1',
    service: 'web',
    ...more,
  });
  const db = (action: string, more: Partial<Happening> = {}): Happening => ({
    action,
    id: 'd1',
    service: 'db',
    ...more,
  });

  it.each<[string, readonly Happening[], readonly string[], readonly string[] | undefined, readonly string[]]>([
    [
      'ends with the last container',
      [web('die', { state: { ExitCode: 3 } }), db('die'), web('die')],
      ['web', 'db'],
      undefined,
      ['exit web-1 3', 'exit db-1 0'],
    ],
    ['waits for those required only', [web('die'), db('die')], ['web', 'db'], ['web'], ['exit web-1 0']],
    ['hears nothing of other services', [db('die'), web('die')], ['web'], undefined, ['exit web-1 0']],
    [
      'goes on after a restart, with the moment of the end before it',
      [web('die', { state: { Running: true } }), web('start'), web('die', { state: { ExitCode: 1 } })],
      ['web'],
      undefined,
      ['exit web-1 0 again', 'start w1 100', 'exit web-1 1'],
    ],
    [
      'follows a container that takes the place of another',
      [
        { action: 'create', id: 'w2', service: 'web', labels: { 'com.docker.compose.replace': 'w1' } },
        web('die', { state: { ExitCode: 137 } }),
        { action: 'start', id: 'w2', service: 'web' },
        { action: 'die', id: 'w2', service: 'web', state: { ExitCode: 2 } },
      ],
      ['web'],
      undefined,
      ['recreate w2', 'recreated web-1 137', 'start w2 undefined', 'exit web-1 2'],
    ],
    [
      'does not count a container of compose run',
      [{ action: 'die', id: 'r1', service: 'web', labels: { 'com.docker.compose.oneoff': 'True' } }, web('die')],
      ['web'],
      undefined,
      ['exit web-1 0'],
    ],
    ['lets go of a container that is removed', [web('destroy', { isGone: true })], ['web'], undefined, []],
    ['takes a stop that was no restart for the end', [web('stop')], ['web'], undefined, ['stopped web-1 0']],
  ])('%s', async (_, happenings, services, required, told) => {
    expect(await watched(happenings, services, required)).toEqual(told);
  });

  it('goes on where it is known that a container is being restarted', async () => {
    const happenings = [web('die'), web('stop'), web('start'), web('die', { state: { ExitCode: 1 } })];
    let asked = 0;
    const told = await watched(happenings, ['web'], undefined, (service) => service === 'web' && ++asked <= 2);
    expect(told).toEqual(['exit web-1 0 again', 'start w1 100', 'exit web-1 1']);
  });

  it('is over at once when there is nothing to watch', async () => {
    expect(await watched([], [])).toEqual([]);
  });
});
