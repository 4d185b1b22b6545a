// `npm test`: the set-up, then every check, each whatever became of the one before, then a summary and one line
// `N passed, N failed`. With names of stages (`npm test -- unit browser`) only those, and without the set-up when
// --no-setup is among them. Plain JavaScript: it runs before npm's packages are there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, packagesAreInstalled, REPOSITORY, requireNode, run, runNode } from './node-packages.mjs';
import { startPeerDocker } from './peer-docker.mjs';
import { countsOf, playwrightCount, vitestCount } from './test-reports.mjs';

const reports = mkdtempSync(join(tmpdir(), 'slipway-test-'));
const bin = (name) => join(REPOSITORY, 'node_modules', name);
const report = (stage) => join(reports, `${stage}.json`);

/** Tests that boot a machine, by the ends of their names. */
const GUEST = ['in-machine.test'];
/** Tests that put our engine or our CLI beside Docker's own. */
const CONFORMANCE = ['docker-cli.test', 'compare.test'];

/** A stage without `count` is one check that passes or fails. */
const stages = [
  { name: 'format', start: () => runNode([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']) },
  { name: 'lint', start: () => runNode([bin('eslint/bin/eslint.js'), '.']) },
  { name: 'types', start: () => runNode([bin('typescript/bin/tsc'), '--noEmit', '-p', '.']) },
  { name: 'agent', start: () => run('make', ['-s', '-C', 'emulator/guest/agent', 'test']) },
  vitestStage(
    'unit',
    [...GUEST, ...CONFORMANCE].flatMap((file) => ['--exclude', `**/*${file}.ts`]),
  ),
  vitestStage('guest', GUEST),
  {
    // Every lesson proves itself on a machine of its own, with one wrong answer a step: with all of them (`npm run
    // lessons:test`) it takes about twice as long. The log says which does not.
    name: 'lessons',
    start: async () => {
      const tool = (name, ...args) => runNode(['--import', 'tsx', join(REPOSITORY, 'lessons/prove', name), ...args]);
      return (await tool('lint.ts')) || tool('main.ts', '--brief', '--json', report('lessons'));
    },
    count: () => countsOf(report('lessons')),
  },
  { ...vitestStage('conformance', CONFORMANCE), around: withPeerDocker },
  {
    // Of the scenarios of e2e/conformance, Docker's clients and ours on dockerd and on Slipway, every eighth: all of them
    // take 20 to 30 minutes on two cores (`npm run conformance`). The log ends with which of them differ.
    name: 'pairings',
    start: () =>
      runNode([
        '--import',
        'tsx',
        join(REPOSITORY, 'e2e/conformance/main.ts'),
        '--sample',
        '8',
        '--same-release',
        '--json',
        report('pairings'),
      ]),
    count: () => countsOf(report('pairings')),
  },
  {
    name: 'browser',
    start: () =>
      runNode([bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser') },
      }),
    count: () => playwrightCount(report('browser')),
  },
];

function vitestStage(name, args) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`];
  return {
    name,
    start: (env) =>
      runNode([bin('vitest/vitest.mjs'), 'run', ...args, ...reporters], { env: { ...process.env, ...env } }),
    count: () => vitestCount(report(name)),
  };
}

/** Runs `start` with a real daemon beside it; without one the tests that need it skip themselves. */
async function withPeerDocker(start) {
  const peer = await startPeerDocker();
  if (peer.missing !== undefined) console.log(`Not compared with a real Docker: ${peer.missing}`);
  try {
    return await start(peer.host === undefined ? {} : { SLIPWAY_PEER_DOCKER_HOST: peer.host });
  } finally {
    await peer.stop();
  }
}

async function main(args) {
  requireNode();
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`no stage ${unknown.join(', ')}; there are: ${stages.map((stage) => stage.name).join(' ')}`);
    return 2;
  }
  const results = [];
  if (!args.includes('--no-setup')) {
    const failed = await setUp();
    results.push({ name: 'set-up', passed: failed ? 0 : 1, failed: failed ? 1 : 0, seconds: 0 });
    if (failed) return summarize(results);
  }
  for (const stage of stages) {
    if (names.length > 0 && !names.includes(stage.name)) continue;
    results.push(await runStage(stage));
  }
  return summarize(results);
}

async function setUp() {
  if (!packagesAreInstalled() && (await installPackages()) !== 0) return true;
  const script = join(REPOSITORY, 'emulator/guest/setup/main.ts');
  return (await runNode(['--import', 'tsx', script, '--test'])) !== 0;
}

async function runStage(stage) {
  console.log(`\n=== ${stage.name}`);
  const startedMs = Date.now();
  const code = await (stage.around?.(stage.start) ?? stage.start({}));
  const counted = stage.count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // A runner that failed without naming a test (a file that does not load, no test at all) failed.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return { name: stage.name, ...counted, seconds: (Date.now() - startedMs) / 1000 };
}

function summarize(results) {
  rmSync(reports, { recursive: true, force: true });
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('\n=== summary');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${name.padEnd(12)} ${failed === 0 ? 'ok    ' : 'FAILED'} ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`,
    );
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
