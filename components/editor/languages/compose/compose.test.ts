import { describe, expect, test } from 'vitest';
import type { LanguageSurroundings } from '../language-service.ts';
import { loadWords } from '../words/words.ts';
import { complete, hover, problems } from './features.ts';
import { compose } from './service.ts';

const FILES: Readonly<Record<string, string>> = {
  'compose.yaml': 'services:\n  web:\n    image: nginx\n',
  '.env': 'TAG=1.2\n',
};
const surroundings: LanguageSurroundings = {
  words: () => loadWords('en'),
  imageNames: async () => [{ name: 'nginx', detail: 'catalogue' }],
  listFolder: async (path) =>
    path === '' ? Object.keys(FILES).map((name) => ({ name, isDirectory: false })) : undefined,
  readText: async (path) => FILES[path],
};

const PROJECT = 'services:\n  web:\n    image: nginx\n  db:\n    image: redis\nvolumes:\n  data:\nnetworks:\n  back:\n';
/** PROJECT with lines added to the service `web`. */
const web = (lines: string) => PROJECT.replace('nginx\n', `nginx\n${lines}\n`);

async function offered(marked: string) {
  const offset = marked.indexOf('|');
  return complete(marked.replace('|', ''), offset, surroundings);
}

describe('completion', () => {
  test.each([
    ['|', ['services', 'networks', 'volumes']],
    ['services:\n  web:\n    |', ['image', 'build', 'ports', 'healthcheck']],
    ['services:\n  web:\n    im|', ['image']],
    ['services:\n  web:\n    healthcheck:\n      |', ['test', 'interval']],
    ['services:\n  web:\n    image: |', ['nginx']],
    ['services:\n  web:\n    restart: |', ['always', 'unless-stopped']],
    ['services:\n  web:\n    read_only: |', ['true', 'false']],
    ['services:\n  web:\n    ports:\n      - target: 80\n        |', ['published', 'protocol']],
    [web('    depends_on:\n      - |'), ['db']],
    [web('    depends_on:\n    - |'), ['db']],
    [web('    depends_on:\n      |'), ['db']],
    [web('    depends_on: \n      db:\n        condition: |'), ['service_healthy', 'service_started']],
    [web('    volumes:\n      - |'), ['data']],
    [web('    networks:\n      - |'), ['back']],
    [web('    deploy:\n      resources:\n        |'), ['limits', 'reservations']],
  ] as const)('%j', async (marked, labels) => {
    expect((await offered(marked)).map(({ label }) => label)).toEqual(expect.arrayContaining([...labels]));
  });

  test.each([
    ['services:\n  web:\n    image: a\n    |\n    ports: []', ['image', 'ports']],
    [web('    depends_on:\n      - |'), ['web', 'data', 'back']],
    ['services:\n  |', ['image', 'services']],
    ['services:\n  web: # |', ['image']],
  ] as const)('%j does not offer %j', async (marked, absent) => {
    const labels = (await offered(marked)).map(({ label }) => label);
    for (const label of absent) expect(labels).not.toContain(label);
  });

  test('a key opens what it takes', async () => {
    const found = await offered('services:\n  web:\n    |');
    const snippet = (key: string) => found.find(({ label }) => label === key)!.snippet;
    expect(snippet('image')).toBe('image: $0');
    expect(snippet('ports')).toBe('ports:\n  - $0');
    expect(snippet('healthcheck')).toBe('healthcheck:\n  $0');
    expect(snippet('build')).toBe('build: $0');
  });
});

describe('problems', () => {
  test.each([
    ['services:\n  web:\n    image: nginx\n', []],
    ['services:\n  web:\n    imag: nginx\n', ['3:5 error services.web Additional property imag is not allowed']],
    ['services:\n  web:\n    image: nginx\n    depends_on: [db]\n', ['undefined service']],
    ['services:\n  web:\n    image: nginx:$NOPE\n', ['3:12 warning The "NOPE" variable is not set']],
    ['services:\n  web: [\n', ['error']],
  ] as const)('%j', async (text, expected) => {
    const found = await problems(text, surroundings, 'compose.yaml');
    const shown = found.map(
      ({ severity, message, range }) => `${range.startLine}:${range.startColumn} ${severity} ${message}`,
    );
    expect(shown).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(shown[index]).toContain(part));
  });

  test('an override is checked with what it is added to', async () => {
    const text = 'services:\n  web:\n    environment:\n      A: "1"\n';
    expect(await problems(text, surroundings, 'compose.override.yaml')).toEqual([]);
  });
});

test.each([
  ['services:\n  web:\n    im|age: nginx', /^\*\*image\*\*: string\n\n\w+/],
  ['services:\n  w|eb:\n    image: nginx', /A service of this project/],
  [web('    restart: always').replace('restart', 're|start'), /One of: .*`always`/],
  [web('    depends_on:\n      - d|b'), /^service `db`, line 6$/],
  ['services:\n  web:\n    image: nginx:${TA|G:-x}', /`TAG` is `1.2` in \.env/],
  ['services:\n  web:\n    image: nginx:${OT|HER:-x}', /`OTHER` is `x` unless/],
] as const)('hover: %j', async (marked, expected) => {
  const found = await hover(marked.replace('|', ''), marked.indexOf('|'), surroundings, 'compose.yaml');
  expect(found?.markdown).toMatch(expected);
});

test.each([
  ['compose.yaml', true],
  ['app/docker-compose.yml', true],
  ['docker-compose.prod.yml', true],
  ['compose.override.yaml', true],
  ['values.yaml', false],
  ['mycompose.yaml', false],
])('takes %s: %s', (path, expected) => expect(compose.takes(path)).toBe(expected));

test.each([
  ['services:\n  web:\n    im|age: nginx', /^\*\*image\*\*：字符串\n\n启动容器所用的镜像/],
  ['services:\n  web:\n    po|rts: []', /^\*\*ports\*\*：列表\n\n发布容器的端口/],
  ['secrets:\n  k|ey:\n    file: a', /^\*\*key\*\*\n\n这个项目的 secret。/],
] as const)('hover in Chinese: %j', async (marked, expected) => {
  const chinese = { ...surroundings, words: () => loadWords('zh') };
  const found = await hover(marked.replace('|', ''), marked.indexOf('|'), chinese, 'compose.yaml');
  expect(found?.markdown).toMatch(expected);
});
