import { describe, expect, it } from 'vitest';
import { loadTexts } from '../model/testing/memory-files.ts';
import { planOf, type WatchPlan } from './plan.ts';
import { watchRules, type Rule } from './rules.ts';
import { watchedPlace } from './testing/watched-place.ts';

const file = (watch: string, more = ''): string => `services: {web: {image: w, ${more} develop: {watch: [${watch}]}}}`;

async function rulesOf(compose: string, texts: Record<string, string> = {}): Promise<{ rules: Rule[]; err: string }> {
  const { place, context } = watchedPlace({ '/work/demo/src/a.js': '', ...texts });
  const rules = await watchRules(context.cli, await loadTexts({ 'compose.yaml': compose }));
  return { rules, err: place.output.stderr };
}

const SYNC = '{path: src, target: /app, action: sync}';

describe('watch rules', () => {
  it.each<[what: string, compose: string, changed: string, synced: string | undefined]>([
    ['a file below', file(SYNC), '/work/demo/src/x/a.js', '/app/x/a.js'],
    ['beside the folder', file(SYNC), '/work/demo/srcs/a.js', undefined],
    ['a target with a slash', file(SYNC.replace('/app', '/app/')), '/work/demo/src/a.js', '/app/a.js'],
    ['the file itself', file(SYNC.replace('src', 'src/a.js')), '/work/demo/src/a.js', '/app'],
    ['the whole root', file(SYNC.replace('/app', '/')), '/work/demo/src/a.js', '/a.js'],
    ['ignored', file(SYNC.replace('}', ', ignore: [node_modules/]}')), '/work/demo/src/node_modules/a/b', undefined],
    [
      'ignored at the top only',
      file(SYNC.replace('}', ', ignore: ["*.log"]}')),
      '/work/demo/src/x/a.log',
      '/app/x/a.log',
    ],
    ['ignored anywhere', file(SYNC.replace('}', ', ignore: ["**/*.log"]}')), '/work/demo/src/x/a.log', undefined],
    ['taken back', file(SYNC.replace('}', ', ignore: ["*", "!a.js"]}')), '/work/demo/src/a.js', '/app/a.js'],
    ['not included', file(SYNC.replace('}', ', include: "*.js"}')), '/work/demo/src/a.css', undefined],
    ['included', file(SYNC.replace('}', ', include: "*.js"}')), '/work/demo/src/a.js', '/app/a.js'],
    ["Git's", file(SYNC), '/work/demo/src/.git/index', undefined],
    ["an editor's", file(SYNC), '/work/demo/src/.a.js.swp', undefined],
    ['a backup', file(SYNC), '/work/demo/src/x/a.js~', undefined],
  ])('%s', async (_, compose, changed, synced) => {
    const { rules } = await rulesOf(compose);
    expect(rules[0]?.match(changed)?.containerPath).toBe(synced);
  });

  it('leaves out what the build does', async () => {
    const compose = file(SYNC, 'build: {dockerfile: sub/Dockerfile},');
    const own = { '/work/demo/sub/Dockerfile.dockerignore': 'src/own' };
    const common = { '/work/demo/.dockerignore': '# all of it\nsrc/*\n!src/a.js\n' };
    const isAbout = async (texts: Record<string, string>): Promise<boolean[]> => {
      const { rules } = await rulesOf(compose, texts);
      return ['own', 'a.js', 'b.js'].map((name) => rules[0]?.isAbout(`/work/demo/src/${name}`) ?? false);
    };
    expect(await isAbout({})).toEqual([true, true, true]);
    expect(await isAbout(common)).toEqual([false, true, false]);
    expect(await isAbout({ ...common, ...own })).toEqual([false, true, true]);
  });

  it('takes names of folders for what they are', async () => {
    const { rules } = await rulesOf(file('{path: "[x]*", target: /app, action: sync, ignore: [b]}'));
    expect(rules[0]?.match('/work/demo/[x]*/a')?.containerPath).toBe('/app/a');
    expect(rules[0]?.match('/work/demo/[x]*/b')).toBeUndefined();
  });

  it.each([
    [
      'services: {web: {image: w}}',
      "none of the selected services is configured for watch, consider setting an 'develop' section",
    ],
    [file('{path: ., action: rebuild}'), 'can\'t watch service "web" with action rebuild without a build context'],
    [
      file('{path: ., target: /x, action: sync+exec}'),
      'can\'t watch with action "sync+exec" on service web without a command',
    ],
    [file(SYNC.replace('}', ', ignore: ["[a"]}')), 'syntax error in pattern'],
  ])('refuses %s', async (compose, message) => {
    await expect(rulesOf(compose)).rejects.toThrow(message);
  });

  it('warns of what a container has mounted', async () => {
    const restart = '{path: src, action: restart}';
    const { rules, err } = await rulesOf(file(`${SYNC}, ${restart}`, 'volumes: [".:/app"],'));
    expect(rules.map(({ action }) => action)).toEqual(['restart']);
    expect(err).toContain("path '/work/demo/src' also declared by a bind mount volume, this path won't be monitored!");
  });

  it.each<[action: string, plan: Partial<Record<keyof WatchPlan, unknown>>]>([
    ['rebuild', { rebuild: new Set(['web']) }],
    ['restart', { restart: new Set(['web']) }],
    ['sync', { sync: 2 }],
    ['sync+restart', { sync: 2, restart: new Set(['web']) }],
    ['sync+exec', { sync: 2, exec: 1 }],
  ])('%s', async (action, expected) => {
    const rule = `{path: src, target: /app, action: ${action}, exec: {command: x}}`;
    const { rules } = await rulesOf(file(rule, 'build: .,'));
    const plan = planOf(['/work/demo/src/a', '/work/demo/src/b', '/work/demo/c'], rules);
    const nothing = { rebuild: new Set(), sync: 0, restart: new Set(), exec: 0 };
    const { sync, exec } = plan;
    expect({ ...plan, sync: sync.get('web')?.length ?? 0, exec: exec.size }).toEqual({ ...nothing, ...expected });
  });
});
