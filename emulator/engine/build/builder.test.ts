import { describe, expect, it } from 'vitest';
import { readArchive } from './files/archive-tree.ts';
import { walk } from './files/tree.ts';
import { startBuildEngine, type BuildAnswer } from './testing/build-engine.ts';

const id = (text: string) => text.replace(/\b[0-9a-f]{12}\b/g, 'ID');

describe('the classic builder', () => {
  it('says what dockerd says, makes an image a step, and finds them again', async () => {
    const { build, images, ran } = await startBuildEngine();
    const files = { Dockerfile: 'FROM base\nENV A=1\nCOPY f /d/\nRUN echo hi; write /x y\nCMD ["x"]\n', f: 'content' };
    const first = await build(files, 't=app');
    expect(id(first.text)).toBe(
      [
        'Step 1/5 : FROM base\n ---> ID',
        'Step 2/5 : ENV A=1\n ---> Running in ID\nRemoving intermediate container ID\n ---> ID',
        'Step 3/5 : COPY f /d/\n ---> ID',
        'Step 4/5 : RUN echo hi; write /x y\n ---> Running in ID\nhi\nRemoving intermediate container ID\n ---> ID',
        'Step 5/5 : CMD ["x"]\n ---> Running in ID\nRemoving intermediate container ID\n ---> ID',
        'Successfully built ID',
        'Successfully tagged app:latest\n',
      ].join('\n'),
    );
    const image = images.resolve('app');
    expect(first.messages.find(({ aux }) => aux)?.aux).toEqual({ ID: image.id });
    const parents: string[] = [];
    for (let at = image; at.parent; at = images.resolve(at.parent)) {
      parents.push(at.config.history!.at(-1)!.created_by!.replace(/file:\w{64}/, 'file:…'));
    }
    expect(parents).toEqual([
      '/bin/sh -c #(nop)  CMD ["x"]',
      '/bin/sh -c echo hi; write /x y',
      '/bin/sh -c #(nop) COPY file:… in /d/ ',
      '/bin/sh -c #(nop)  ENV A=1',
    ]);
    const second = await build(files, 't=app');
    expect(second.text.match(/Using cache/g)).toHaveLength(4);
    expect(images.resolve('app').id).toBe(image.id);
    expect(ran).toHaveLength(1);
    expect((await build({ ...files, f: 'changed' })).text.match(/Using cache/g)).toHaveLength(1);
    expect((await build(files, 'nocache=1')).text).not.toContain('Using cache');
  });

  it.each<[string, string, number, string]>([
    ['NOSUCH x', '', 400, 'dockerfile parse error line 1: unknown instruction: NOSUCH'],
    ['FROM base\nENV a', '', 400, 'failed to parse Dockerfile: ENV must have two arguments'],
    ['FROM base AS a', 'target=b', 400, 'failed to reach build target b in Dockerfile'],
    ['FROM base', 'dockerfile=other', 500, 'Cannot locate specified Dockerfile: other'],
    ['FROM base', 't=Upper', 400, 'invalid reference format: repository name must be lowercase'],
    ['FROM base', 'buildargs=x', 400, 'error reading buildargs: Unexpected token \'x\', "x" is not valid JSON'],
  ])('refuses %j with %s', async (dockerfile, query, status, message) => {
    const { build } = await startBuildEngine();
    const answer = await build({ Dockerfile: dockerfile }, query);
    expect([answer.status, answer.messages[0].message]).toEqual([status, message]);
  });

  it.each<[string, string]>([
    [
      'COPY nosuch /',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist',
    ],
    ['COPY ../x /', 'COPY failed: forbidden path outside the build context: ../x ()'],
    [
      'COPY f f2 /dest',
      'When using COPY with more than one source file, the destination must be a directory and end with a /',
    ],
    [
      'COPY --chown=nosuch f /',
      "unable to convert uid/gid chown string to host mapping: can't find uid for user nosuch: no such user: nosuch",
    ],
    ['COPY f /etc/passwd/x', 'cannot copy to /etc/passwd/x: not a directory'],
    ['RUN exit 3', "The command '/bin/sh -c exit 3' returned a non-zero code: 3"],
    ['EXPOSE x', 'Invalid containerPort: x'],
    [
      'COPY --chmod=600 f /',
      'the --chmod option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled',
    ],
    ['WORKDIR /etc/passwd', 'Cannot mkdir: /etc/passwd is not a directory'],
    ['ENV a=${b', `failed to process "\${b": missing ':' in substitution`],
  ])('fails at %s', async (instruction, message) => {
    const { build } = await startBuildEngine();
    const files = { Dockerfile: `FROM base\n${instruction}\n`, f: '1', f2: '2' };
    const { messages } = await build(files);
    expect(messages.at(-1).error).toBe(message);
  });

  it('keeps the container of a RUN that failed, unless told otherwise', async () => {
    const { build, call } = await startBuildEngine();
    const files = { Dockerfile: 'FROM base\nRUN echo out; exit 7\n' };
    const { messages } = await build(files);
    expect(messages.at(-1).errorDetail).toEqual({
      code: 7,
      message: "The command '/bin/sh -c echo out; exit 7' returned a non-zero code: 7",
    });
    expect(await call('GET', '/containers/json?all=1')).toHaveLength(1);
    await build(files, 'forcerm=1');
    expect(await call('GET', '/containers/json?all=1')).toHaveLength(1);
  });

  it('has a container for each step but COPY, which --rm=false keeps', async () => {
    const { build, call, images } = await startBuildEngine();
    const dockerfile = 'FROM scratch\nENV A=1\nCOPY f /f\nCMD ["x"]\n';
    await build({ Dockerfile: dockerfile, f: '' }, 't=gone');
    expect(await call('GET', '/containers/json?all=1')).toEqual([]);
    await build({ Dockerfile: dockerfile, f: '' }, 't=kept&rm=0&nocache=1');
    const kept = await call('GET', '/containers/json?all=1');
    expect(kept.map(({ Command, State }: Record<string, string>) => [Command, State])).toEqual([
      [`/bin/sh -c '#(nop) ' 'CMD ["x"]'`, 'created'],
      [`/bin/sh -c '#(nop) ' 'ENV A=1'`, 'created'],
    ]);
    expect(kept[1].Image).toBe('');
    expect(images.resolve('kept').config).toMatchObject({ container: kept[0].Id });
  });

  it('gives RUN its arguments, and shows them in the history', async () => {
    const { build, images } = await startBuildEngine();
    const dockerfile = 'ARG G=global\nFROM base\nARG G\nARG A=default\nENV E=$A\nRUN env\n';
    const { text } = await build({ Dockerfile: dockerfile }, `t=app&buildargs=${encodeURIComponent('{"A":"given"}')}`);
    expect(text).toMatch(/\nPATH=\/bin .*E=given A=given G=global/);
    expect(images.resolve('app').config.history!.at(-1)!.created_by).toBe('|2 A=given G=global /bin/sh -c env');
  });

  it('quiet: the ID alone, or all of it when it fails', async () => {
    const { build, images } = await startBuildEngine();
    expect((await build({ Dockerfile: 'FROM base\nENV a=b\n' }, 'q=1&t=app')).text).toBe(
      `${images.resolve('app').id}\n`,
    );
    expect((await build({ Dockerfile: 'FROM base\nRUN echo said; exit 1\n' }, 'q=1')).text).toContain('said\n');
  });
});

describe('what is copied', () => {
  it('lies where cp would put it, with the folders above as they are', async () => {
    const { build, tree } = await startBuildEngine();
    const dockerfile = [
      'FROM base',
      'WORKDIR /w',
      'COPY a.txt .',
      'COPY a.txt renamed',
      'COPY dir /dir',
      'COPY --chown=www a.txt /lib/owned',
      'COPY --chmod=600 *.txt /some/',
      'COPY <<EOF /heredoc',
      'in $PATH',
      'EOF',
    ].join('\n');
    const answer = await build(
      { Dockerfile: dockerfile, 'a.txt': 'A', 'b.txt': 'B', 'dir/sub/c': 'C' },
      't=app&version=2',
    );
    expect(answer.messages.at(-1).error).toBeUndefined();
    expect(await tree('app')).toMatchObject({
      'w/a.txt': 'file 644 0:0 A',
      'w/renamed': 'file 644 0:0 A',
      'dir/sub/c': 'file 644 0:0 C',
      'dir/sub': 'directory 755 0:0',
      lib: 'symlink 777 0:0 usr/lib',
      'usr/lib': 'directory 644 7:0',
      'usr/lib/owned': 'file 644 33:34 A',
      'some/a.txt': 'file 600 0:0 A',
      'some/b.txt': 'file 600 0:0 B',
      heredoc: 'file 644 0:0 in /bin\n',
      tmp: 'directory 1777 0:0',
    });
  });

  it('makes the same layer of the same files', async () => {
    const files = { Dockerfile: 'FROM base\nCOPY . /ctx\nWORKDIR /new/folder\n', a: '1', 'b/c': '2' };
    const [one, two] = await Promise.all([startBuildEngine(), startBuildEngine()]);
    await one.build(files, 't=app');
    await two.build(files, 't=app');
    expect(one.images.resolve('app').layers).toEqual(two.images.resolve('app').layers);
  });

  it('comes from stages and images, and .dockerignore hides what it names', async () => {
    const { build, tree } = await startBuildEngine();
    const files = {
      Dockerfile:
        'FROM base AS one\nRUN write /out made\nFROM scratch\nCOPY --from=one /out /o\nCOPY --from=base /etc/passwd /p\nCOPY . /c\n',
      '.dockerignore': 'Dockerfile\n.dockerignore\n',
      f: 'x',
    };
    await build(files, 't=app');
    expect(Object.keys(await tree('app'))).toEqual(['c', 'c/f', 'o', 'p']);
  });
});

const vertices = ({ messages }: BuildAnswer) =>
  messages
    .flatMap(({ aux }) => aux?.vertexes ?? [])
    .filter(({ completed }) => completed)
    .map(({ name, cached, error }) => `${name}${cached ? ' CACHED' : ''}${error ? ` ${error}` : ''}`);

describe('progress as BuildKit has it', () => {
  const graph = [
    'FROM base AS a',
    'RUN write /a 1',
    'FROM base AS unneeded',
    'RUN write /never 1',
    'FROM base AS b',
    'RUN write /b 2',
    'FROM a',
    'COPY --from=b /b /from-b',
    'CMD ["x"]',
  ].join('\n');

  it('builds what is needed, and all of it from the cache the second time, also after a restart', async () => {
    const { build, images, ran, store, tree } = await startBuildEngine();
    const first = await build({ Dockerfile: graph }, 'version=2&t=app');
    expect(vertices(first)).toEqual(
      expect.arrayContaining([
        '[a 2/2] RUN write /a 1',
        '[b 2/2] RUN write /b 2',
        '[stage-3 1/1] COPY --from=b /b /from-b',
      ]),
    );
    expect([...ran].sort()).toEqual(['write /a 1', 'write /b 2']);
    expect(await tree('app')).toMatchObject({ a: 'file 644 0:0 1', 'from-b': 'file 644 0:0 2' });
    const image = images.resolve('app');
    expect(first.messages.at(-1)).toEqual({ id: 'moby.image.id', aux: { ID: image.id } });
    expect(image.config.history!.map(({ created_by }) => created_by)).toEqual([
      'RUN /bin/sh -c write /a 1 # buildkit',
      'COPY /b /from-b # buildkit',
      'CMD ["x"]',
    ]);
    // Only the result is an image.
    expect(images.list()).toHaveLength(2);
    const restarted = await startBuildEngine(store);
    const second = await restarted.build({ Dockerfile: graph }, 'version=2&t=again');
    expect(restarted.images.resolve('again').id).toBe(image.id);
    expect(vertices(second).filter((line) => line.includes('CACHED'))).toHaveLength(5);
    expect(restarted.ran).toEqual([]);
  });

  it.each(['git@example.com:a/b.git', 'https://example.com/a/b.git#v1', 'git://example.com/b'])(
    'says why ADD cannot clone %s, and the way out',
    async (repository) => {
      const { build } = await startBuildEngine();
      const { messages } = await build({ Dockerfile: `FROM base\nADD ${repository} /x\n` }, 'version=2');
      expect(messages.find(({ error }) => error !== undefined)?.error).toBe(
        `failed to solve: ADD ${repository}: git repositories are not supported by Slipway, which has no git and no way to ` +
          'their servers: clone it elsewhere, put the folder into the build context and COPY it',
      );
    },
  );

  it('warns of variables that neither the Dockerfile nor the image defines', async () => {
    const { build } = await startBuildEngine();
    const warningsOf = async (dockerfile: string): Promise<string[]> => {
      const { messages } = await build({ Dockerfile: dockerfile }, 'version=2');
      return messages.flatMap(({ aux }) => (aux?.warnings ?? []).map(({ short }: { short: string }) => atob(short)));
    };
    const stages = 'FROM base AS a\nENV own=1\nUSER $nosuch\nFROM a\nLABEL a=$own b=$PATH c=$other\n';
    expect(await warningsOf(stages)).toEqual([
      "UndefinedVar: Usage of undefined variable '$nosuch' (line 3)",
      "UndefinedVar: Usage of undefined variable '$other' (line 5)",
    ]);
    expect(await warningsOf(`# check=skip=UndefinedVar\n${stages}`)).toEqual([]);
    const { messages } = await build({ Dockerfile: `# check=error=true\n${stages}` }, 'version=2');
    expect(messages.at(-1).error).toBe('failed to solve: lint violation found for rules: UndefinedVar');
  });

  it('begins a step when what it copies from is there', async () => {
    const { build } = await startBuildEngine();
    const dockerfile = ['FROM base AS b', 'RUN write /b 2', 'FROM base', 'COPY --from=b /b /'].join('\n');
    const { messages } = await build({ Dockerfile: dockerfile }, 'version=2');
    const seen: { name: string; started?: string; completed?: string }[] = messages.flatMap(
      ({ aux }) => aux?.vertexes ?? [],
    );
    const copyBegins = seen.findIndex(({ name, started }) => started !== undefined && name.includes('COPY'));
    const runEnds = seen.findIndex(({ name, completed }) => completed !== undefined && name.includes('RUN'));
    expect(runEnds).toBeGreaterThanOrEqual(0);
    expect(copyBegins).toBeGreaterThan(runEnds);
  });

  it('writes history, owners and config as BuildKit, not as the classic builder', async () => {
    const { build, images, tree } = await startBuildEngine();
    const dockerfile = [
      'FROM base',
      'ARG B=2',
      'ARG A',
      'ENV B=env',
      'RUN echo x',
      'EXPOSE 9 7-8/udp',
      'ONBUILD RUN x',
      'USER www',
      'WORKDIR /w/x',
      'WORKDIR /',
      'CMD ["c"]',
    ].join('\n');
    await build({ Dockerfile: dockerfile }, 'version=2&t=app');
    const { config, layers } = images.resolve('app');
    expect(config.history!.map(({ created_by }) => created_by).slice(-9)).toEqual([
      'ARG B=2',
      'ARG A',
      'ENV B=env',
      'RUN |2 B=env A= /bin/sh -c echo x # buildkit',
      'EXPOSE [9/tcp 7/udp 8/udp]',
      'USER www',
      'WORKDIR /w/x',
      'WORKDIR /',
      'CMD ["c"]',
    ]);
    expect(config.config).toMatchObject({ ArgsEscaped: true, OnBuild: ['RUN x'], WorkingDir: '/' });
    expect(layers).toHaveLength(3);
    expect(await tree('app')).toMatchObject({ w: 'directory 755 33:34', 'w/x': 'directory 755 33:34' });
  });

  it('gives the files alone when they are wanted', async () => {
    const { build, images } = await startBuildEngine();
    const files = { Dockerfile: 'FROM scratch\nCOPY f /d/\nLABEL a=b\n', f: 'content' };
    const outputs = encodeURIComponent('[{"Type":"local"}]');
    const { messages } = await build(files, `version=2&outputs=${outputs}`);
    const pieces = messages.filter(({ id }) => id === 'slipway.build.files').map(({ aux }) => atob(aux.data));
    const bytes = Uint8Array.from(pieces.join(''), (character) => character.charCodeAt(0));
    const { root } = await readArchive(new Blob([bytes]).stream());
    expect([...walk(root)].map(([path]) => path)).toEqual(['d', 'd/f']);
    expect(images.list()).toHaveLength(1);
    const wrong = encodeURIComponent('[{"Type":"nosuch"}]');
    expect((await build(files, `version=2&outputs=${wrong}`)).status).toBe(400);
  });

  it('holds its layers until they are pruned', async () => {
    const { build, images, call, ran } = await startBuildEngine();
    await build({ Dockerfile: graph }, 'version=2&t=app');
    await call('DELETE', '/images/app?force=1');
    await call('POST', '/images/prune');
    const usage = await call('GET', '/system/df');
    expect(usage.BuildCache.map(({ Description }: { Description: string }) => Description).sort()).toEqual([
      'COPY /b /from-b',
      'mount / from exec /bin/sh -c write /a 1',
      'mount / from exec /bin/sh -c write /b 2',
    ]);
    await build({ Dockerfile: graph }, 'version=2&t=app');
    expect(ran).toHaveLength(2);
    expect((await call('POST', '/build/prune')).CachesDeleted).toHaveLength(1);
    expect(await call('POST', '/build/prune?all=1')).toMatchObject({ CachesDeleted: expect.any(Array) });
    expect((await call('GET', '/system/df')).BuildCache).toEqual([]);
    expect(images.resolve('app').layers).toHaveLength(3);
  });

  it('tells where it failed', async () => {
    const { build, call } = await startBuildEngine();
    const { messages } = await build({ Dockerfile: 'FROM base\n\nRUN echo said; \\\n exit 4\n' }, 'version=2');
    const { error, aux } = messages.at(-1);
    expect(error).toBe(
      'failed to solve: process "/bin/sh -c echo said;  exit 4" did not complete successfully: exit code: 4',
    );
    expect(aux).toMatchObject({ filename: 'Dockerfile', start: 3, end: 4 });
    expect(await call('GET', '/containers/json?all=1')).toEqual([]);
    const warned = await build({ Dockerfile: 'FROM base\nCMD x\n' }, 'version=2');
    const warnings = warned.messages.flatMap((message) => message.aux?.warnings ?? []);
    expect(atob(warnings[0].short)).toContain('JSONArgsRecommended');
    const parse = await build({ Dockerfile: 'FROM base\nRUNN x\n' }, 'version=2');
    expect(parse.messages.at(-1).error).toBe(
      'failed to solve: dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)',
    );
  });

  it.each(['version=2', ''])('stops when the client goes away (%s): nothing is left', async (query) => {
    const { build, call, guest } = await startBuildEngine();
    const client = new AbortController();
    const building = build({ Dockerfile: 'FROM base\nRUN wait\n' }, query, client.signal);
    while (guest.starts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    client.abort();
    const { messages } = await building;
    expect(JSON.stringify(messages.at(-1))).toContain('context canceled');
    expect(await call('GET', '/containers/json?all=1')).toEqual([]);
  });

  it('gives secrets to the RUN that asks for them', async () => {
    const { build, engine, guest } = await startBuildEngine();
    const missing = await build(
      { Dockerfile: 'FROM base\nRUN --mount=type=secret,id=s,required=true echo x\n' },
      'version=2',
    );
    expect(missing.messages.at(-1).error).toBe('failed to solve: secret s: not found');
    void engine;
    expect(guest.starts).toEqual([]);
  });
});
