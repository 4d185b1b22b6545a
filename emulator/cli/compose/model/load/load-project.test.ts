import { describe, expect, it } from 'vitest';
import { loadProject } from '../load-project.ts';
import { demoOptions, loadTexts, memoryFiles, textFiles } from '../testing/memory-files.ts';

const one = 'services: {app: {image: "i:${TAG:-none}"}}';

describe('which files', () => {
  const app = (image: string): string => `services: {app: {image: ${image}}}`;
  it.each([
    ['compose.yaml first', { 'compose.yaml': app('a'), 'docker-compose.yml': app('b') }, {}, 'a'],
    ['compose.yml next', { 'compose.yml': app('a'), 'docker-compose.yml': app('b') }, {}, 'a'],
    ['docker-compose.yml', { 'docker-compose.yml': app('a') }, {}, 'a'],
    ['its override', { 'docker-compose.yml': app('a'), 'docker-compose.override.yml': app('b') }, {}, 'b'],
    ['those of a folder above', { '/work/compose.yaml': app('a'), '/work/compose.override.yaml': app('b') }, {}, 'b'],
    ['-f, without override', { 'x.yaml': app('a'), 'compose.override.yaml': app('b') }, { files: ['x.yaml'] }, 'a'],
    ['several -f', { 'x.yaml': app('a'), 'y/y.yaml': app('b') }, { files: ['x.yaml', 'y/y.yaml'] }, 'b'],
    [
      'COMPOSE_FILE',
      { 'x.yaml': app('a'), 'y.yaml': app('b') },
      { environment: { COMPOSE_FILE: 'x.yaml:y.yaml' } },
      'b',
    ],
    [
      'its separator',
      { 'x.yaml': app('a'), 'y.yaml': app('b') },
      {
        environment: { COMPOSE_FILE: 'x.yaml;y.yaml', COMPOSE_PATH_SEPARATOR: ';' },
      },
      'b',
    ],
    ['COMPOSE_FILE of .env', { 'x.yaml': app('a'), '.env': 'COMPOSE_FILE=x.yaml' }, {}, 'a'],
    ['stdin', {}, { files: ['-'], stdin: () => Promise.resolve(app('a')) }, 'a'],
  ])('%s', async (_, texts, options, image) => {
    const project = await loadTexts(texts, options);
    expect(project.services['app']?.image).toBe(image);
  });

  it('say which they were, and where the project is', async () => {
    const project = await loadTexts({ 'sub/x.yaml': one, 'y.yaml': one }, { files: ['sub/x.yaml', 'y.yaml'] });
    expect(project.composeFiles).toEqual(['/work/demo/sub/x.yaml', '/work/demo/y.yaml']);
    expect([project.workingDir, project.name]).toEqual(['/work/demo/sub', 'sub']);
  });

  it('warn of several of them', async () => {
    const warnings: string[] = [];
    await loadTexts({ 'compose.yaml': one, 'compose.yml': one }, { warn: (message) => void warnings.push(message) });
    expect(warnings).toEqual([
      'Found multiple config files with supported names: /work/demo/compose.yaml, /work/demo/compose.yml',
      'Using /work/demo/compose.yaml',
    ]);
  });

  it.each([
    [{}, {}, 'no configuration file provided: not found'],
    [
      {},
      { files: ['oci://shop/app:1'] },
      'oci://shop/app:1: not supported by Slipway, whose compose files come from its own folders',
    ],
    [{}, { files: ['x.yaml'] }, 'open /work/demo/x.yaml: no such file or directory'],
    [{}, { environment: { COMPOSE_FILE: 'x.yaml' } }, 'stat /work/demo/x.yaml: no such file or directory'],
    [{ 'compose.yaml': '' }, {}, 'empty compose file'],
    [{ 'compose.yaml': '- a' }, {}, 'top-level object must be a mapping'],
    [{ 'compose.yaml': one }, { envFiles: ['x.env'] }, "couldn't find env file: /work/demo/x.env"],
  ])('%j %j: an error', async (texts, options, message) => {
    await expect(loadTexts(texts, options)).rejects.toThrow(message);
  });
});

describe('variables', () => {
  const tag = async (texts: Record<string, string>, options: Parameters<typeof loadTexts>[1] = {}): Promise<unknown> =>
    (await loadTexts({ 'compose.yaml': one, ...texts }, options)).services['app']?.image;

  it.each([
    ['of .env', { '.env': 'TAG=env' }, {}, 'i:env'],
    ['of the place first', { '.env': 'TAG=env' }, { environment: { TAG: 'here' } }, 'i:here'],
    ['of --env-file instead', { '.env': 'TAG=env', 'b.env': 'TAG=b' }, { envFiles: ['b.env'] }, 'i:b'],
    ['of the last --env-file', { 'a.env': 'TAG=a', 'b.env': 'TAG=${TAG}b' }, { envFiles: ['a.env', 'b.env'] }, 'i:ab'],
    ['of COMPOSE_ENV_FILES', { 'b.env': 'TAG=b' }, { environment: { COMPOSE_ENV_FILES: 'b.env' } }, 'i:b'],
    ['not of a .env switched off', { '.env': 'TAG=e' }, { environment: { COMPOSE_DISABLE_ENV_FILE: '1' } }, 'i:none'],
    ['of the project’s folder', { 'sub/.env': 'TAG=sub' }, { projectDirectory: 'sub' }, 'i:sub'],
  ])('%s', async (_, texts, options, image) => {
    expect(await tag(texts, options)).toBe(image);
  });

  it('are warned of when they are not set', async () => {
    const warnings: string[] = [];
    const text = 'services: {app: {image: i, command: ["$NO", "$NO", "$$YES", "${OR:-x}"]}}';
    const { services } = await loadTexts({ 'compose.yaml': text }, { warn: (message) => void warnings.push(message) });
    expect(warnings).toEqual(['The "NO" variable is not set. Defaulting to a blank string.']);
    expect(services['app']?.command).toEqual(['', '', '$YES', 'x']);
  });

  it('become what belongs there', async () => {
    const text = `services:
      app:
        image: i
        privileged: "\${ON}"
        init: \${ON}
        scale: \${TWO}
        cpus: \${HALF}
        mem_limit: \${TWO}g
        healthcheck: {retries: "\${TWO}", disable: "\${ON}"}
        ports: [{target: "\${TWO}", published: "\${TWO}"}]
        ulimits: {nofile: {soft: "\${TWO}", hard: 3}}
      `;
    const { services } = await loadTexts({ 'compose.yaml': text, '.env': 'ON=true\nTWO=2\nHALF=0.5' });
    expect(services['app']).toMatchObject({
      ...{ privileged: true, init: true, scale: 2, cpus: 0.5, mem_limit: 2 * 1024 ** 3 },
      healthcheck: { retries: 2, disable: true },
      ports: [{ target: 2, published: '2' }],
      ulimits: { nofile: { soft: 2, hard: 3 } },
    });
  });

  it.each([
    [
      'image: "${"',
      'invalid interpolation format for services.app.image.\nYou may need to escape any $ with another $.\n${',
    ],
    [
      'command: ["${A?no a}"]',
      'error while interpolating services.app.command.[]: required variable A is missing a value: no a',
    ],
    [
      'scale: "${TAG}"',
      'error while interpolating services.app.scale: failed to cast to expected type: strconv.Atoi: parsing "x": invalid syntax',
    ],
    [
      'tty: "${TAG}"',
      'error while interpolating services.app.tty: failed to cast to expected type: invalid boolean: x',
    ],
  ])('%s: an error', async (line, message) => {
    const text = `services:\n  app:\n    ${line}\n`;
    await expect(loadTexts({ 'compose.yaml': text, '.env': 'TAG=x' })).rejects.toThrow(message);
  });
});

describe('the project’s name', () => {
  it.each([
    [{}, '', {}, 'demo'],
    [{}, 'name: in-file', {}, 'in-file'],
    [{}, 'name: "${N:-x}-y"', {}, 'x-y'],
    [{}, 'name: in-file', { environment: { COMPOSE_PROJECT_NAME: 'env' } }, 'env'],
    [{ '.env': 'COMPOSE_PROJECT_NAME=env' }, '', {}, 'env'],
    [{ '.env': 'COMPOSE_PROJECT_NAME=env' }, 'name: in-file', { projectName: 'typed' }, 'typed'],
    [{}, '', { projectDirectory: '/x/My.App_2', files: ['compose.yaml'] }, 'myapp_2'],
    [{}, '', { projectDirectory: '/x/_a', files: ['compose.yaml'] }, 'a'],
  ])('%j %j %j is %s', async (texts, line, options, name) => {
    const project = await loadTexts({ ...texts, 'compose.yaml': `${line}\n${one}` }, options);
    expect(project.name).toBe(name);
    expect(project.environment['COMPOSE_PROJECT_NAME']).toBe(name);
    expect(project.networks['default']?.name).toBe(`${name}_default`);
  });

  it.each([
    [
      { projectName: 'A b' },
      'invalid project name "A b": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number',
    ],
    [{ projectDirectory: '/___', files: ['compose.yaml'] }, 'project name must not be empty'],
  ])('%j: an error', async (options, message) => {
    await expect(loadTexts({ 'compose.yaml': one }, options)).rejects.toThrow(message);
  });
});

describe('extends', () => {
  it('takes a service of the same file, and of others with their paths', async () => {
    const { services } = await loadTexts({
      'compose.yaml': `services:
        base: {image: a, environment: [A=1], command: x, volumes: ["./here:/v"], labels: {l: base}}
        app: {extends: base, environment: {B: 2}, command: y, labels: {m: app}}
        far: {extends: {file: other/compose.yaml, service: web}, ports: ["81:81"]}`,
      'other/compose.yaml': `services:
        web: {extends: {file: deep/c.yaml, service: w}, build: ., env_file: x.env, volumes: ["./data:/d"], ports: ["80:80"]}`,
      'other/deep/c.yaml': 'services: {w: {image: deep, volumes: ["../up:/u"]}}',
      'other/x.env': 'X=1',
    });
    expect(services['app']).toMatchObject({
      image: 'a',
      environment: { A: '1', B: '2' },
      command: ['y'],
      labels: { l: 'base', m: 'app' },
    });
    expect(services['far']).toMatchObject({
      image: 'deep',
      build: { context: '/work/demo/other' },
      environment: { X: '1' },
    });
    expect(services['far']?.volumes?.map((volume) => volume.source)).toEqual([
      '/work/demo/other/up',
      '/work/demo/other/data',
    ]);
    expect(services['far']?.ports?.map((port) => port.published)).toEqual(['80', '81']);
  });

  it('resets what it extends', async () => {
    const { services } = await loadTexts({
      'compose.yaml': 'services: {base: {image: a, ports: ["80"]}, app: {extends: base, ports: !reset []}}',
    });
    expect(services['app']).not.toHaveProperty('ports');
    expect(services['base']?.ports).toHaveLength(1);
  });

  it.each([
    [
      '{a: {extends: b}, b: {extends: a}}',
      'Circular reference:\n  a in /work/demo/compose.yaml\n  extends b in /work/demo/compose.yaml\n  extends a in /work/demo/compose.yaml',
    ],
    ['{a: {extends: b}}', 'cannot extend service "a" in /work/demo/compose.yaml: service "b" not found'],
    [
      '{a: {extends: {file: o.yaml, service: b}}}',
      'cannot extend service "a" in /work/demo/compose.yaml: service "b" not found in o.yaml',
    ],
    ['{a: {extends: {file: no.yaml, service: b}}}', 'open /work/demo/no.yaml: no such file or directory'],
  ])('%s: an error', async (services, message) => {
    const texts = { 'compose.yaml': `services: ${services}`, 'o.yaml': 'services: {c: {image: i}}' };
    await expect(loadTexts(texts)).rejects.toThrow(message);
  });
});

describe('include', () => {
  const included = {
    'other/compose.yaml': 'services: {db: {image: "db:${V}", volumes: ["./d:/d", "vol:/v"]}}\nvolumes: {vol: {}}',
    'other/.env': 'V=9',
  };

  it('adds resources, with their own folder and .env', async () => {
    const text = 'include: [other/compose.yaml]\nservices: {app: {image: "a:${V:-none}", depends_on: [db]}}';
    const project = await loadTexts({ ...included, 'compose.yaml': text });
    expect(project.services['db']).toMatchObject({
      image: 'db:9',
      volumes: [{ source: '/work/demo/other/d' }, { source: 'vol' }],
    });
    expect(project.services['app']?.image).toBe('a:none');
    expect(project.volumes['vol']?.name).toBe('demo_vol');
  });

  it('takes several files, a folder and .env files', async () => {
    const text = `include:
      - path: [other/compose.yaml, over.yaml]
        project_directory: elsewhere
        env_file: [a.env, b.env]
      `;
    const project = await loadTexts({
      ...included,
      'compose.yaml': text,
      'over.yaml': 'services: {db: {hostname: "${W}"}}',
      ...{ 'a.env': 'V=a\nW=a', 'b.env': 'W=b' },
    });
    expect(project.services['db']).toMatchObject({
      image: 'db:a',
      hostname: 'b',
      volumes: [{ source: '/work/demo/elsewhere/d' }, {}],
    });
  });

  it.each([
    ['[compose.yaml]', {}, 'include cycle detected:\n/work/demo/compose.yaml\n include /work/demo/compose.yaml'],
    ['[other/compose.yaml]\nservices: {db: {image: mine}}', {}, 'services.db conflicts with imported resource'],
    ['[no.yaml]', {}, 'open /work/demo/no.yaml: no such file or directory'],
    ['no.yaml', {}, '`include` must be a list, got string'],
  ])('%s: an error', async (text, more, message) => {
    await expect(loadTexts({ ...included, ...more, 'compose.yaml': `include: ${text}` })).rejects.toThrow(message);
  });
});

describe('profiles and services', () => {
  const text = `services:
    web: {image: w, depends_on: [db], networks: [front]}
    db: {image: d, volumes: ["data:/d"]}
    debug: {image: x, profiles: [debug, all], depends_on: {web: {condition: service_started}}}
    lone: {image: l, profiles: [lone]}
networks: {front: {}, unused: {}}
volumes: {data: {}}`;
  const load = (options: Parameters<typeof loadTexts>[1]) => loadTexts({ 'compose.yaml': text }, options);

  it.each([
    [{}, ['db', 'web'], ['default', 'front']],
    [{ profiles: ['debug'] }, ['db', 'debug', 'web'], ['default', 'front']],
    [{ profiles: ['*'] }, ['db', 'debug', 'lone', 'web'], ['default', 'front']],
    [{ environment: { COMPOSE_PROFILES: 'lone, all' } }, ['db', 'debug', 'lone', 'web'], ['default', 'front']],
    [{ services: ['db'] }, ['db'], ['default']],
    [{ services: ['web'] }, ['db', 'web'], ['default', 'front']],
    [{ services: ['lone'] }, ['lone'], ['default']],
    [{ services: ['d*'] }, ['db'], ['default']],
    [{ services: ['db'], keepsAllResources: true }, ['db'], ['default', 'front', 'unused']],
  ])('%j: %j', async (options, services, networks) => {
    const project = await load(options);
    expect(Object.keys(project.services).toSorted()).toEqual(services);
    expect(Object.keys(project.networks).toSorted()).toEqual(networks);
  });

  it('refuses a service that is not there', async () => {
    await expect(load({ services: ['nope'] })).rejects.toThrow('no such service: nope');
  });
});

describe('what is implied', () => {
  it('dependencies, networks, names', async () => {
    const project = await loadTexts(
      {
        'compose.yaml': `services:
        app: {image: a, links: ["db:database"], volumes_from: ["data:ro"], pid: "service:cache"}
        side: {image: s, network_mode: "service:app"}
        ${['db', 'data', 'cache'].map((name) => `${name}: {image: i}`).join('\n        ')}
        build: {build: {dockerfile_inline: FROM x}}
networks: {ext: {external: true}, named: {name: n}}
configs: {c: {environment: C}}
secrets: {s: {environment: S}}`,
      },
      { environment: { C: 'content', S: 'secret' }, keepsAllResources: true },
    );
    expect(project.services['app']?.depends_on).toEqual({
      db: { condition: 'service_started', restart: true, required: true },
      cache: { condition: 'service_started', restart: true, required: true },
      data: { condition: 'service_started', restart: false, required: true },
    });
    expect(project.services['side']).not.toHaveProperty('networks');
    expect(project.services['build']?.build).toEqual({ context: '/work/demo', dockerfile_inline: 'FROM x' });
    expect(project.networks).toMatchObject({
      ext: { name: 'ext', external: true },
      named: { name: 'n' },
      default: { name: 'demo_default' },
    });
    expect([project.configs['c']?.content, project.secrets['s']?.content]).toEqual(['content', 'secret']);
  });

  it('variables of env_file and label_file, the service’s own first', async () => {
    const { services } = await loadTexts({
      'compose.yaml': `services:
        app:
          image: a
          environment: [A=mine, HOME, GONE]
          env_file: [a.env, {path: b.env, format: raw}, {path: no.env, required: false}]
          label_file: l.env
          labels: {two: mine}`,
      ...{ 'a.env': 'A=1\nB=${A}-${HOME}', 'b.env': 'C="$A"', 'l.env': 'one=1\ntwo=2' },
    });
    expect(services['app']).toMatchObject({
      environment: { A: 'mine', B: 'mine-/root', C: '"$A"', HOME: '/root', GONE: null },
      labels: { one: '1', two: 'mine' },
    });
    expect(services['app']).not.toHaveProperty('env_file');
  });

  it('a missing env_file is an error only when it is needed', async () => {
    const text = 'services: {app: {image: a, env_file: no.env}}';
    await expect(loadTexts({ 'compose.yaml': text })).rejects.toThrow(
      'env file /work/demo/no.env not found: stat /work/demo/no.env: no such file or directory',
    );
    const project = await loadProject(textFiles({ 'compose.yaml': text }), demoOptions({ resolvesEnvironment: false }));
    expect(project.services['app']?.env_file).toEqual([{ path: '/work/demo/no.env', required: true }]);
  });

  it('a project at the root', async () => {
    const files = memoryFiles({ '/compose.yaml': 'name: x\nservices: {a: {build: ./b}}' });
    const project = await loadProject(files, { workingDirectory: '/', environment: {} });
    expect(project.services['a']?.build?.context).toBe('/b');
  });
});
