import { describe, expect, it } from 'vitest';
import { contextKey } from './named-contexts.ts';
import { startBuildEngine, type BuildAnswer } from './testing/build-engine.ts';

const query = (contexts: readonly (readonly [string, string])[], rest = '') =>
  `version=2&t=app&contexts=${encodeURIComponent(JSON.stringify(contexts))}${rest}`;
/** The archive of a main context and those of a list of which some are local. */
const bodyOf = (dockerfile: string, ...contexts: readonly Readonly<Record<string, string>>[]) =>
  Object.fromEntries([
    ['context/Dockerfile', dockerfile],
    ...contexts.flatMap((files, i) =>
      Object.entries(files).map(([path, text]) => [`contexts/${i}/${path}`, text] as const),
    ),
  ]);
const failureOf = ({ messages }: BuildAnswer): string | undefined =>
  messages.find(({ error }) => error !== undefined)?.error;
const namesOf = ({ messages }: BuildAnswer): string[] => [
  ...new Set(messages.flatMap(({ aux }) => (aux?.vertexes ?? []).map(({ name }: { name: string }) => name))),
];

describe('--build-context', () => {
  it.each([
    ['alpine', 'alpine'],
    ['Alpine:latest', 'alpine'],
    ['docker.io/library/alpine', 'alpine'],
    ['alpine:3.20', 'alpine:3.20'],
    ['a b', undefined],
  ])('%j is %j', (name, key) => expect(contextKey(name)).toBe(key));

  it('gives files to COPY, ADD-like mounts and FROM', async () => {
    const { build, tree, ran, images, guest } = await startBuildEngine();
    guest.programs.set('tar', async ({ read }) => {
      while ((await read()) !== undefined);
      return 0;
    });
    const dockerfile = [
      'FROM base AS one',
      'COPY --from=src sub/a /copied',
      'RUN --mount=from=src,target=/m echo mounted',
      'FROM src',
      'COPY --from=one /copied /again',
    ].join('\n');
    const answer = await build(bodyOf(dockerfile, { 'sub/a': 'A' }), query([['src', 'local']]));
    expect(failureOf(answer)).toBeUndefined();
    expect(await tree('app')).toEqual({
      again: 'file 644 0:0 A',
      sub: 'directory 755 0:0',
      'sub/a': 'file 644 0:0 A',
    });
    expect(ran).toEqual(['echo mounted']);
    expect(namesOf(answer).filter((name) => name.includes('context src'))).toEqual(['[context src] load from client']);
    expect(images.resolve('app').config.history!.map(({ created_by }) => created_by)).toEqual([
      '[context src] load from client',
      'COPY /copied /again # buildkit',
    ]);
  });

  it('replaces a stage, which is not built then', async () => {
    const { build, tree, ran } = await startBuildEngine();
    const dockerfile = 'FROM nosuch AS deps\nRUN exit 1\nFROM scratch\nCOPY --from=deps /a /a\n';
    const answer = await build(bodyOf(dockerfile, { a: 'mine' }), query([['deps', 'local']]));
    expect(failureOf(answer)).toBeUndefined();
    expect([await tree('app'), ran]).toEqual([{ a: 'file 644 0:0 mine' }, []]);
  });

  it('replaces an image by another', async () => {
    const { build, images } = await startBuildEngine();
    const sources = [['nosuch', 'docker-image://base']] as const;
    const answer = await build(
      { Dockerfile: 'FROM nosuch:latest\nCOPY --from=nosuch /etc/passwd /x\n' },
      query(sources),
    );
    expect(failureOf(answer)).toBeUndefined();
    expect(images.resolve('app').layers[0]).toBe(images.resolve('base').layers[0]);
    expect(namesOf(answer)).toContain('[context nosuch:latest] load metadata for docker.io/library/base:latest');
  });

  it('finds in the cache what a named context gave, and not when its files changed', async () => {
    const { build } = await startBuildEngine();
    const steps = async (text: string) => {
      const { messages } = await build(
        bodyOf('FROM base\nCOPY --from=src a /\n', { a: text }),
        query([['src', 'local']]),
      );
      return messages.flatMap(({ aux }) =>
        (aux?.vertexes ?? []).filter(({ name }: { name: string }) => /COPY/.test(name)),
      );
    };
    expect((await steps('1')).some(({ cached }) => cached)).toBe(false);
    expect((await steps('1')).some(({ cached }) => cached)).toBe(true);
    expect((await steps('2')).some(({ cached }) => cached)).toBe(false);
  });

  it.each([
    [[['a b', 'local']], 'invalid context name a b: invalid reference format'],
    [[['a', 'oci-layout://x']], 'unsupported context source oci-layout for a'],
    [[['a', 'docker-image://A']], 'invalid reference format: repository name must be lowercase'],
  ] as const)('refuses %j', async (sources, message) => {
    const { build } = await startBuildEngine();
    const { status, messages } = await build(bodyOf('FROM base', {}), query(sources));
    expect([status, messages[0].message]).toEqual([400, message]);
  });
});

describe('--no-cache-filter', () => {
  it('builds the stages it names anew', async () => {
    const { build, ran } = await startBuildEngine();
    const files = { Dockerfile: 'FROM base AS a\nRUN echo a\nFROM base\nRUN echo b\nCOPY --from=a /etc /e\n' };
    const counts: number[] = [];
    for (const stages of [[], [], ['A'], ['1'], ['a', '1']]) {
      await build(files, `version=2&nocachefilter=${encodeURIComponent(JSON.stringify(stages))}`);
      counts.push(ran.splice(0).length);
    }
    expect(counts).toEqual([2, 0, 1, 1, 2]);
  });
});
