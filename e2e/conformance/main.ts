/** `npm run conformance`: see USAGE. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKitClient, dockerClient, ourClient, type Client, type ClientKind } from './clients.ts';
import { EnginePool, type Task } from './engine-pool.ts';
import { proposals, readKnownDifferences } from './known-differences.ts';
import { Outcomes } from './outcomes.ts';
import { OTHERS, PAIRINGS, plays, referenceOf, scopeOf, type Pairing, type Scope } from './pairings.ts';
import { groupTable, markdownReport, printDifferences, printSteps, summary } from './report.ts';
import { whatIsMissing } from './requirements.ts';
import { readScenarios, type Scenario } from './scenario.ts';
import { judge, passes, type Result } from './verdict.ts';

const USAGE = `Usage: npm run -s conformance -- [OPTIONS]

Every scenario of e2e/conformance/scenarios through {docker, ours} × {dockerd, slipway}, against docker × dockerd.

  --only REGEXP   scenarios whose GROUP/NAME matches
  --sample N      every N-th of them only, the same ones each time
  --same-release  nothing where the machine's docker is of another release than ours
  --pairing NAME  this one (and its reference) only: ${OTHERS.map(({ name }) => name).join(', ')}
  --engines N     how many engines of each kind play at once (2)
  --show          print every step of the reference too
  --verbose       tell each scenario's time
  --once          do not play again what differs
  --journal FILE  note there what was played, and do not play what is there
  --propose FILE  write entries for known-differences.yaml of what differs, to be given their reasons
  --report        write REPORT.md (of a whole run only)
  --json FILE     write the counts, for npm test`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sample: { type: 'string', default: '1' },
    'same-release': { type: 'boolean', default: false },
    pairing: { type: 'string' },
    engines: { type: 'string', default: '2' },
    show: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    journal: { type: 'string' },
    propose: { type: 'string' },
    report: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

type Clients = Readonly<Record<ClientKind, Client>>;
type Pools = Readonly<Record<Pairing['engine'], EnginePool>>;

/** Scenarios with the same images follow each other, so that an image is pulled seldom. */
function byImages(scenarios: readonly Scenario[]): Scenario[] {
  return [...scenarios].sort((a, b) => a.images.join().localeCompare(b.images.join()) || a.id.localeCompare(b.id));
}

/** The pairing asked for and what it is compared with; all when none is asked for. */
function wantedPairings(scope: Scope, scenarios: readonly Scenario[]): Pairing[] {
  if (values.pairing === undefined) return [...PAIRINGS];
  const wanted = OTHERS.find(({ name }) => name === values.pairing);
  if (!wanted) throw new Error(`no pairing ${values.pairing}`);
  const references = scenarios.map((scenario) => referenceOf(wanted, scope, scenario));
  return PAIRINGS.filter((pairing) => pairing === wanted || references.includes(pairing));
}

/** Plays every scenario in every pairing, the two kinds of engines side by side. */
async function playAll(
  scenarios: readonly Scenario[],
  pairings: readonly Pairing[],
  clients: Clients,
  pools: Pools,
  outcomes: Outcomes,
  isWanted: (pairing: Pairing, scenario: Scenario) => boolean,
  width?: number,
): Promise<void> {
  const taskOf = (scenario: Scenario, pairing: Pairing): Task => ({
    scenario,
    client: clients[pairing.client],
    done: (outcome) => {
      outcomes.set(pairing, scenario, outcome);
      if (!values.verbose) return;
      const took = outcome instanceof Error ? outcome.message : `${(outcome.tookMs / 1000).toFixed(1)} s`;
      console.error(`${pairing.name} ${scenario.id} ${took}`);
    },
  });
  await Promise.all(
    (['dockerd', 'slipway'] as const).map((engine) => {
      const these = pairings.filter((pairing) => pairing.engine === engine);
      const tasks = scenarios.flatMap((scenario) =>
        these
          .filter((pairing) => plays(scenario, pairing) && isWanted(pairing, scenario))
          .map((pairing) => taskOf(scenario, pairing)),
      );
      return pools[engine].run(tasks, width);
    }),
  );
}

async function skip(reason: string): Promise<number> {
  console.log(`Conformance is skipped: ${reason}.\n\n0 passed, 0 failed`);
  if (values.json) await writeFile(values.json, JSON.stringify({ passed: 0, failed: 0 }));
  return 0;
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const known = readKnownDifferences();
  const all = readScenarios();
  const stray = known.filter(({ scenario }) => !all.some(({ id }) => id === scenario));
  if (stray.length > 0) throw new Error(`known differences of no scenario: ${stray.map((k) => k.scenario).join(', ')}`);
  const buildkit = buildKitClient();
  if (!buildkit) console.log('no docker older than 23 on PATH: BuildKit is not compared');
  const every = Number(values.sample);
  if (!Number.isInteger(every) || every < 1) throw new Error(`--sample ${values.sample}: not a number from 1 on`);
  const scenarios = byImages(
    all
      .filter(({ id, isBuildKit }) => new RegExp(values.only).test(id) && (buildkit || !isBuildKit))
      .filter((_, i) => i % every === 0),
  );
  const missing = whatIsMissing();
  if (missing !== undefined) {
    return skip(missing);
  }
  const folder = await mkdtemp(join(tmpdir(), 'slipway-conformance-'));
  const pools: Pools = {
    dockerd: new EnginePool('dockerd', folder, Number(values.engines)),
    slipway: new EnginePool('slipway', folder, Number(values.engines)),
  };
  const startedMs = performance.now();
  try {
    const clients = { docker: dockerClient(join(folder, 'docker')), ours: await ourClient(join(folder, 'ours')) };
    const scope = scopeOf(clients.docker.version);
    if (scope === 'engines' && values['same-release'])
      return await skip(`${clients.docker.version} is not of our release`);
    if (scope === 'engines') console.log(`${clients.docker.version}: not of our release, so only engines are compared`);
    const pairings = wantedPairings(scope, scenarios);
    const outcomes = new Outcomes(values.journal);
    await playAll(scenarios, pairings, clients, pools, outcomes, (...of) => !outcomes.has(...of));
    const judgeAll = () =>
      scenarios.flatMap((scenario) =>
        pairings
          .filter((pairing) => plays(scenario, pairing))
          .map((pairing) => judge(scenario, pairing, scope, outcomes, known)),
      );
    let results: Result[] = judgeAll();
    const failing = (of: readonly Result[]) =>
      scenarios.filter((scenario) => of.some((result) => result.scenario === scenario && !passes(result.verdict)));
    const again = values.once ? [] : failing(results);
    if (again.length > 0) {
      // On a machine that does nothing else: what was a matter of time is gone, what is a difference stays.
      await playAll(again, pairings, clients, pools, outcomes, () => true, 1);
      results = judgeAll();
    }
    const steadied = again.filter((scenario) => !failing(results).includes(scenario)).map(({ id }) => id);
    if (values.show) printSteps(scenarios, scope, outcomes);
    printDifferences(results);
    console.log(`${groupTable(results, pairings).join('\n')}\n\n${summary(results).join('\n')}`);
    if (steadied.length > 0) console.log(`\nidentical, or as known, only when played again: ${steadied.join(', ')}`);
    if (values.propose) await writeFile(values.propose, proposals(results));
    if (values.report && values.only === '' && every === 1) {
      const file = new URL('REPORT.md', import.meta.url);
      await writeFile(
        file,
        markdownReport({ results, pairings, known, scope, docker: clients.docker.version, steadied }),
      );
    }
    const judged = results.filter(({ verdict }) => verdict !== 'measure');
    const passed = judged.filter(({ verdict }) => passes(verdict)).length;
    const failed = judged.length - passed;
    if (values.json) await writeFile(values.json, JSON.stringify({ passed, failed }));
    console.log(`\nin ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await Promise.all([pools.dockerd.stop(), pools.slipway.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
