import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Folders that `from` may not be imported by: imports run app → components → lessons → emulator (STYLE.md). */
const zone = (target, from, message, except) => ({ target, from, message, ...(except ? { except } : {}) });

const directions = [
  zone('./components', ['./app', './pages'], 'Imports run app → components.'),
  zone('./lessons', ['./app', './pages', './components'], 'Imports run app → components → lessons.'),
  zone('./emulator', ['./app', './pages', './components', './lessons'], 'emulator/ knows nothing above it.'),
  zone(
    ['./components', './lessons'],
    ['./emulator/machine', './emulator/disks', './emulator/link'],
    'The UI reaches the machine only through emulator/browser/ (the Engine API).',
  ),
  // compose/model/ is the language of compose files: it knows no daemon.
  zone(
    ['./components', './lessons'],
    './emulator/cli',
    'The UI reaches the machine only through emulator/browser/ (the Engine API).',
    ['./compose/model'],
  ),
  zone(
    ['./components', './lessons'],
    './emulator/engine',
    'The UI reaches the machine only through emulator/browser/ (the Engine API).',
    ['./build/dockerfile'],
  ),
  // build/dockerfile/ is the Dockerfile language: pure functions.
  zone('./emulator/cli', './emulator/engine', 'The CLI reaches the engine only through the Engine API.', [
    './transport.ts',
    './build/dockerfile',
  ]),
  zone(
    './emulator/engine',
    ['./emulator/cli', './emulator/browser', './emulator/headless', './emulator/machine'],
    'The engine knows none of these.',
  ),
  zone(
    ['./emulator/engine', './emulator/cli', './emulator/disks', './emulator/registry', './emulator/link'],
    './emulator/machine',
    'Only sandbox.ts and the set-up assemble the machine.',
  ),
];

const domGlobals = [
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'self',
  'location',
  'XMLHttpRequest',
];
const nodeGlobals = ['process', 'Buffer', '__dirname', '__filename', 'require', 'setImmediate', 'global'];
const restricted = (names, why) => names.map((name) => ({ name, message: why }));

const forbiddenNames = /(^|[-.])(helpers?|utils?|manager)([-.]|$)|(Helper|Util|Utils|Manager)\./;
const componentName = /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*(\.test)?)\.tsx$/;
/** `[[...path]].ts` and the like are Next's words for a segment of the URL. */
const kebabName = /^([a-z0-9]+(-[a-z0-9]+)*|\[{1,2}(\.{3})?[a-z]+\]{1,2})(\.(test|spec|config|d))*\.[mc]?[jt]s$/;

/** Rules of the repository that no plugin has: how files are named. */
const repository = {
  rules: {
    'file-name': {
      meta: { type: 'suggestion', schema: [] },
      create: (context) => ({
        Program(node) {
          const name = context.filename.split('/').at(-1);
          const isRight = name.endsWith('.tsx') ? componentName.test(name) : kebabName.test(name);
          if (!isRight)
            context.report({ node, message: `${name}: PascalCase.tsx for components, kebab-case for the rest.` });
          if (forbiddenNames.test(name))
            context.report({ node, message: `${name}: say what it does, not helper, util or manager.` });
        },
      }),
    },
  },
};

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', 'public/', 'test-results/', 'playwright-report/', 'next-env.d.ts'] },
  // What learners begin with is theirs, in their containers' Node.js.
  { ignores: ['lessons/course/*/start/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts,mjs,js}'],
    plugins: { 'import-x': importX, repository },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    settings: {
      'import-x/resolver-next': [
        importX.createNodeResolver({
          extensions: ['.ts', '.tsx', '.mjs', '.js'],
          alias: { '@': [import.meta.dirname] },
        }),
      ],
    },
    rules: {
      'repository/file-name': 'error',
      'import-x/no-restricted-paths': ['error', { zones: directions }],
      'import-x/no-cycle': ['error', { maxDepth: 4, ignoreExternal: true }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union or a const object.' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always'],
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  {
    files: ['{app,components}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Next.js wants default exports for these, and the tools for their configuration.
    files: ['**/*.{ts,tsx}'],
    ignores: ['app/**', 'pages/**', '*.config.ts', 'proxy.ts'],
    plugins: { 'import-x': importX },
    rules: { 'import-x/no-default-export': 'error' },
  },
  {
    files: ['emulator/**/*.ts'],
    ignores: ['emulator/machine/**', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['v86', 'v86/*'], message: 'Only machine/ knows v86.' }] },
      ],
    },
  },
  {
    files: ['emulator/{engine,cli,link,registry}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**', 'emulator/cli/unix-transport.ts', 'emulator/registry/server/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'fs', 'path', 'v86', 'v86/*'],
              message: 'Web standards only: this runs in a worker and in Node.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...restricted(domGlobals, 'No DOM here.'),
        ...restricted(nodeGlobals, 'No Node here.'),
      ],
    },
  },
  {
    // Command line programs talk to their user.
    files: ['emulator/{guest,headless}/**', 'lessons/prove/**', 'e2e/{bench,conformance}/**', '*.{mjs,ts}'],
    rules: { 'no-console': 'off' },
  },
);
