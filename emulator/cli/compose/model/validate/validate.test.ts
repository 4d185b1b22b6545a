import { describe, expect, it } from 'vitest';
import { checkProject } from '../check-project.ts';
import type { Problem } from '../problem.ts';
import { demoOptions, loadTexts, textFiles } from '../testing/memory-files.ts';

const FILE = '/work/demo/compose.yaml';
const check = (text: string): Promise<readonly Problem[]> =>
  checkProject(textFiles({ 'compose.yaml': text }), demoOptions());

/** Text of a file, the message, and the place of the first problem. */
type Case = readonly [text: string, message: string, line: number, column: number];

const cases: readonly Case[] = [
  // the schema's, in the words of docker compose v2
  [
    'services:\n  web:\n    prots: ["80"]',
    `validating ${FILE}: services.web Additional property prots is not allowed`,
    3,
    5,
  ],
  ['services:\n  web:\n    image: 3', `validating ${FILE}: services.web.image must be a string`, 3, 12],
  ['foo: 1\nservices: {a: {image: i}}', `validating ${FILE}: (root) Additional property foo is not allowed`, 1, 1],
  ['version: 3.8\nservices: {a: {image: i}}', `validating ${FILE}: version must be a string`, 1, 10],
  ['services:\n  web:\n    image: i\n    ports: "80"', `validating ${FILE}: services.web.ports must be a list`, 4, 12],
  ['services:\n  web:\n    environment: 3', `validating ${FILE}: services.web.environment must be a mapping`, 3, 18],
  [
    'services:\n  web:\n    build: {contxt: .}',
    `validating ${FILE}: services.web.build Additional property contxt is not allowed`,
    3,
    13,
  ],
  ['services:\n  web:\n', `validating ${FILE}: services.web must be a mapping`, 2, 7],
  ['services: []', 'services must be a mapping', 1, 11],
  ['services:\n  "a b": {image: i}', `validating ${FILE}: services Additional property a b is not allowed`, 2, 3],
  [
    'services:\n  a:\n    image: i\n    depends_on: {b: {condition: healthy}}',
    `validating ${FILE}: services.a.depends_on.b.condition services.a.depends_on.b.condition must be one of the following: "service_started", "service_healthy", "service_completed_successfully"`,
    4,
    33,
  ],
  [
    'services:\n  a:\n    image: i\n    group_add: [A, A]',
    `validating ${FILE}: services.a.group_add array items[0,1] must be unique`,
    4,
    16,
  ],
  // values
  ['services:\n  a:\n    image: i\n    ports: ["80:99999"]', 'invalid containerPort: 99999', 4, 13],
  ['services:\n  a:\n    image: i\n    ports: ["x:80"]', 'invalid hostPort: x', 4, 13],
  ['services:\n  a:\n    image: i\n    ports: ["1.2.3:1:80"]', 'invalid IP address: 1.2.3', 4, 13],
  [
    'services:\n  a:\n    image: i\n    ports: [{target: 80, host_ip: x}]',
    'services.a.ports.[]: invalid ip address: x',
    4,
    35,
  ],
  [
    'services:\n  a:\n    image: i\n    ports: [{published: 80}]',
    'service ports services.a.ports.[0] is missing a target port',
    4,
    13,
  ],
  ['services:\n  a:\n    image: i\n    volumes: ["aa::b"]', 'invalid spec: aa::b: empty section between colons', 4, 15],
  [
    'services:\n  a:\n    image: i\n    mem_limit: 5q',
    "1 error(s) decoding:\n\n* error decoding 'services[a].mem_limit': invalid suffix: 'q'",
    4,
    16,
  ],
  [
    'services:\n  a:\n    image: i\n    stop_grace_period: soon',
    '1 error(s) decoding:\n\n* error decoding \'services[a].stop_grace_period\': time: invalid duration "soon"',
    4,
    24,
  ],
  [
    "services:\n  a:\n    image: i\n    command: 'a \"b'",
    "1 error(s) decoding:\n\n* error decoding 'services[a].command': invalid command line string",
    4,
    14,
  ],
  [
    'services:\n  a:\n    image: i\nvolumes:\n  v: {external: true, driver: x}',
    'volumes.v: conflicting parameters "external" and "driver" specified',
    5,
    23,
  ],
  ['services:\n  a:\n    image: i\nconfigs: {c: {}}', 'configs.c: one of file|environment|content must be set', 4, 14],
  // what has to fit together
  [
    'services:\n  web:\n    image: i\n    networks: [y]',
    'service "web" refers to undefined network y: invalid compose project',
    4,
    16,
  ],
  [
    'services:\n  web:\n    image: i\n    volumes: ["data:/d"]',
    'service "web" refers to undefined volume data: invalid compose project',
    4,
    15,
  ],
  [
    'services:\n  web:\n    image: i\n    secrets: [s]',
    'service "web" refers to undefined secret s: invalid compose project',
    4,
    15,
  ],
  [
    'services:\n  web:\n    image: i\n    configs: [s]',
    'service "web" refers to undefined config s: invalid compose project',
    4,
    15,
  ],
  [
    'services:\n  web:\n    image: i\n    depends_on: [db]',
    'service "web" depends on undefined service "db": invalid compose project',
    4,
    18,
  ],
  [
    'services:\n  web:\n    hostname: x',
    'service "web" has neither an image nor a build context specified: invalid compose project',
    3,
    5,
  ],
  [
    'services:\n  a: {image: i, depends_on: [b]}\n  b: {image: i, depends_on: [a]}',
    'dependency cycle detected: a -> b -> a',
    2,
    30,
  ],
  ['services:\n  a:\n    image: i\n    depends_on: [a]', 'dependency cycle detected: a -> a', 4, 18],
  [
    'services:\n  a:\n    image: i\n    network_mode: host\n    networks: [default]',
    'service a declares mutually exclusive `network_mode` and `networks`: invalid compose project',
    4,
    19,
  ],
  [
    'services:\n  a:\n    image: i\n    container_name: xx\n    scale: 2',
    "services.a: can't set container_name and scale as container name must be unique: invalid compose project",
    4,
    21,
  ],
  [
    'services:\n  a:\n    image: i\n    scale: 2\n    deploy: {replicas: 3}',
    "services.a: can't set distinct values on 'scale' and 'deploy.replicas': invalid compose project",
    4,
    12,
  ],
  [
    'services:\n  a:\n    image: i\n    mem_limit: 1m\n    deploy: {resources: {limits: {memory: 2m}}}',
    "services.a: can't set distinct values on 'mem_limit' and 'deploy.resources.limits.memory': invalid compose project",
    4,
    16,
  ],
  [
    'services:\n  a:\n    image: i\n    healthcheck: {test: [curl]}',
    'healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"',
    4,
    25,
  ],
  [
    'services:\n  a:\n    image: i\n    tmpfs: /x\n    volumes: [/x]',
    'services.a.volumes[0]: target /x already mounted as services.a.tmpfs[0]',
    5,
    15,
  ],
  [
    'services:\n  a:\n    image: i\n    develop: {watch: [{path: ., action: sync}]}',
    'services.a.develop.watch: target is required for non-rebuild actions: invalid compose project',
    4,
    23,
  ],
];

describe('a project that is wrong', () => {
  it.each(cases)('%j', async (text, message, line, column) => {
    await expect(loadTexts({ 'compose.yaml': text })).rejects.toThrow(message);
    const [first] = await check(text);
    expect(first).toMatchObject({ severity: 'error', range: { file: FILE, start: { line, column } } });
    expect(message).toContain(first?.message ?? 'nothing');
  });

  it('tells of all that is wrong at once', async () => {
    const problems = await check('services:\n  a:\n    image: 3\n    prots: 1\n  b:\n    buld: .\n');
    expect(problems.map(({ message, range }) => [message, range?.start.line])).toEqual([
      ['services.a.image must be a string', 3],
      ['services.a Additional property prots is not allowed', 4],
      ['services.b Additional property buld is not allowed', 6],
    ]);
  });

  it('names the file that is wrong of several', async () => {
    const texts = {
      'compose.yaml': 'services: {a: {image: i}}',
      'compose.override.yaml': 'services:\n  a:\n    x: 1\n',
    };
    const problems = await checkProject(textFiles(texts), demoOptions());
    expect(problems[0]?.range).toMatchObject({
      file: '/work/demo/compose.override.yaml',
      start: { line: 3, column: 5 },
    });
  });
});

describe('a project that is right', () => {
  it('has no problems', async () => {
    expect(await check('services: {a: {image: i, x-a: 1}}\nx-b: 1')).toEqual([]);
  });

  it('may have warnings', async () => {
    const text = 'version: "3"\nservices: {a: {image: "i$NO", deploy: {placement: {constraints: [x]}}, gpus: all}}';
    expect((await check(text)).map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: The "NO" variable is not set. Defaulting to a blank string.',
      `warning: ${FILE}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
      'warning: services.a.deploy.placement is ignored: there is one machine',
      'warning: services.a.gpus is ignored: the sandbox has no such device',
    ]);
  });

  it('tells each place of a variable that is not set', async () => {
    const text = 'services:\n  a:\n    image: i$NO\n    hostname: ${NO}x\n    restart: ${YES:-no}\n';
    expect((await check(text)).map(({ message, range }) => [message, range?.start])).toEqual([
      ['The "NO" variable is not set. Defaulting to a blank string.', { line: 3, column: 12 }],
      ['The "NO" variable is not set. Defaulting to a blank string.', { line: 4, column: 15 }],
    ]);
    const said: string[] = [];
    await loadTexts({ 'compose.yaml': text }, { warn: (message) => void said.push(message) });
    expect(said).toHaveLength(1);
  });
});
