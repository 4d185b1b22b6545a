import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogConsumer } from '../logs/log-consumer.ts';
import type { CreateOptions } from '../project/create-project.ts';
import { loadTexts } from '../model/testing/memory-files.ts';
import { QUIET_MS } from './batches.ts';
import { watchRules } from './rules.ts';
import { watchedPlace, type WatchedPlace } from './testing/watched-place.ts';
import { ProjectWatch } from './watch-project.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const COMPOSE = `services:
  web:
    image: w
    develop:
      watch:
        - {path: src, target: /app, action: sync, ignore: [skipped/]}
        - {path: conf, target: /conf, action: sync+restart}
        - {path: run, target: /run, action: sync+exec, exec: {command: [touch, x]}}
`;

async function watching(
  there: WatchedPlace,
  compose = COMPOSE,
): Promise<{ watch: ProjectWatch; ended: Promise<void> }> {
  const { context } = there;
  const project = await loadTexts({ 'compose.yaml': compose });
  const consumer = new LogConsumer(context.cli, { hasColor: false, hasPrefix: false, hasTime: false });
  const create: CreateOptions = {
    ...{ services: [], recreate: 'diverged', recreateDependencies: 'never', orphans: 'warn', envFiles: [] },
    ...{ timeoutSeconds: undefined, build: {}, keepsVolumes: true, isQuietPull: false, assumesYes: false },
  };
  const rules = await watchRules(context.cli, project);
  const watch = new ProjectWatch(context, project, { rules, consumer, create, prunes: true });
  await watch.begin();
  return { watch, ended: watch.run() };
}

const quiet = (): Promise<unknown> => vi.advanceTimersByTimeAsync(QUIET_MS + 10);
const place = (answers = {}): WatchedPlace =>
  watchedPlace({ '/work/demo/src/a': 'a', '/work/demo/src/skipped/b': 'b', '/work/demo/run/r': '' }, { answers });

describe('ProjectWatch', () => {
  it('copies what changed, removes what is gone, and ends', async () => {
    const there = place();
    const { watch, ended } = await watching(there);
    // conf is not there yet: it is waited for in the folder above, which has the others in it
    expect(there.folders()).toEqual(['/work/demo']);
    there.change('/work/demo/src/a', 'new');
    there.change('/work/demo/src/sub/c', 'c');
    there.change('/work/demo/src/gone', undefined);
    there.change('/work/demo/src/skipped/b', 'x');
    there.change('/work/demo/elsewhere', 'x');
    await quiet();
    expect(there.copied).toEqual(['app/a=new', 'app/sub/c=c']);
    const changes = there.asked.filter((one) => !one.startsWith('GET'));
    expect(changes).toEqual([
      'POST /containers/c1/exec',
      'POST /exec/e1/start',
      'PUT /containers/c1/archive?path=%2F&copyUIDGID=1',
    ]);
    expect(there.place.output.stdout).toBe('Watch enabled\nSyncing service "web" after 3 changes were detected\n');
    watch.stop();
    await ended;
    expect(there.folders()).toEqual([]);
  });

  it('restarts and runs commands after it copied', async () => {
    const there = place();
    const { watch } = await watching(there);
    there.change('/work/demo/conf/c', 'c');
    await quiet();
    expect(there.copied).toEqual(['conf/c=c']);
    expect(there.asked.filter((one) => !one.startsWith('GET')).at(-1)).toBe('POST /containers/c1/restart');
    expect(there.place.output.stdout.split('\n').at(-2)).toBe('service(s) ["web"] restarted');
    watch.stop();
  });

  it('looks at everything where changes were lost', async () => {
    const there = place();
    const { watch } = await watching(there);
    there.lose('/work/demo');
    await quiet();
    expect(there.copied).toEqual(['run/r=', 'app/a=a']);
    watch.stop();
  });

  it('tells what goes wrong and goes on', async () => {
    let status = 500;
    const there = place({
      'PUT /containers/c1/archive': () => ({ status, text: status === 500 ? '{"message":"full"}' : '' }),
    });
    const { watch } = await watching(there);
    there.change('/work/demo/src/a', 'x');
    await quiet();
    const failure = 'Error handling changed files: copying files to c1: Error response from daemon: full';
    expect(there.place.output.stderr).toContain(failure);
    status = 200;
    there.change('/work/demo/src/a', 'y');
    await quiet();
    expect(there.copied).toEqual(['app/a=x', 'app/a=y']);
    expect(there.place.output.stderr.match(/Error/g)).toHaveLength(2);
    watch.stop();
  });

  it.each(['initial_sync', 'x-initialSync'])('%s copies what is newer than the image first', async (key) => {
    const texts = Object.fromEntries(
      ['old', 'new', 'skipped/new', '.git/new'].map((name) => [`/work/demo/src/${name}`, name]),
    );
    const there = watchedPlace(texts, {
      answers: { 'GET /images/sha256:built/json': () => ({ json: { Created: '2026-01-02T00:00:00Z' } }) },
      modifiedMs: Object.fromEntries(
        Object.keys(texts).map((path) => [path, Date.parse(path.endsWith('new') ? '2026-01-03' : '2026-01-01')]),
      ),
    });
    const { watch } = await watching(there, COMPOSE.replace('action: sync,', `action: sync, ${key}: true,`));
    expect(there.copied).toEqual(['app/new=new']);
    watch.stop();
  });

  it('ends with the command', async () => {
    const there = place();
    const { watch, ended } = await watching(there);
    there.place.signal(2);
    await expect(ended).rejects.toMatchObject({ exitCode: 130 });
    watch.stop();
  });
});
