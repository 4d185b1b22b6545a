/** `npm run conformance`: see USAGE. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dockerClient, ourClient, type Client } from './clients.ts';
import { compare } from './compare.ts';
import { startEngine, type Engine } from './engines.ts';
import { removeObjects, provideImages } from './engine-api.ts';
import { proposals, readKnownDifferences } from './known-differences.ts';
import { OTHERS, PAIRINGS, REFERENCE, type Pairing } from './pairings.ts';
import { play, type StepOutcome } from './play.ts';
import { groupTable, markdownReport, printDifferences } from './report.ts';
import { whatIsMissing } from './requirements.ts';
import { readScenarios, type Scenario } from './scenario.ts';
import { judge, passes, type Result } from './verdict.ts';

const USAGE = `Usage: npm run -s conformance -- [OPTIONS]

Every scenario of e2e/conformance/scenarios through {docker, ours} × {dockerd, slipway}, against docker × dockerd.

  --only REGEXP   scenarios whose GROUP/NAME matches
  --pairing NAME  this one (and the reference) only: ${OTHERS.map(({ name }) => name).join(', ')}
  --show          print every step of the reference too
  --verbose       tell each scenario's time
  --propose FILE  write entries for known-differences.yaml of what differs, to be given their reasons
  --report        write REPORT.md (of a whole run only)
  --json FILE     write the counts, for npm test`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    pairing: { type: 'string' },
    show: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    propose: { type: 'string' },
    report: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Played {
  readonly steps: readonly StepOutcome[];
  readonly tookMs: number;
}

/** Plays all scenarios with one pairing, on an engine of its own. */
async function playAll(
  pairing: Pairing,
  client: Client,
  folder: string,
  scenarios: readonly Scenario[],
): Promise<Map<string, Played>> {
  const engine = await startEngine(pairing.engine, join(folder, pairing.name));
  const played = new Map<string, Played>();
  try {
    for (const scenario of scenarios) {
      const startedMs = performance.now();
      try {
        await clean(engine, scenario);
        const steps = await play(scenario, client, engine);
        played.set(scenario.id, { steps, tookMs: performance.now() - startedMs });
      } catch (error) {
        // An engine in a bad state fails this scenario; the next one may find it better.
        console.error(`${pairing.name}: ${scenario.id}: ${(error as Error).stack}`);
      }
      if (values.verbose)
        console.error(`${pairing.name} ${scenario.id} ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    }
  } finally {
    await engine.stop();
  }
  return played;
}

async function clean(engine: Engine, scenario: Scenario): Promise<void> {
  await removeObjects(engine.socket);
  await provideImages(engine.socket, scenario.images);
}

/** Scenarios with the same images follow each other, so that an image is pulled seldom. */
function byImages(scenarios: readonly Scenario[]): Scenario[] {
  return [...scenarios].sort((a, b) => a.images.join().localeCompare(b.images.join()) || a.id.localeCompare(b.id));
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
  const scenarios = byImages(all.filter(({ id }) => new RegExp(values.only).test(id)));
  const missing = whatIsMissing();
  if (missing !== undefined) {
    console.log(`Conformance is skipped: ${missing}.\n\n0 passed, 0 failed`);
    if (values.json) await writeFile(values.json, JSON.stringify({ passed: 0, failed: 0 }));
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'slipway-conformance-'));
  const startedMs = performance.now();
  try {
    const clients = { docker: dockerClient(join(folder, 'docker')), ours: await ourClient(join(folder, 'ours')) };
    const pairings = PAIRINGS.filter(
      ({ name }) => name === REFERENCE.name || values.pairing === undefined || name === values.pairing,
    );
    const played = new Map(
      await Promise.all(
        pairings.map(
          async (pairing) =>
            [pairing.name, await playAll(pairing, clients[pairing.client], folder, scenarios)] as const,
        ),
      ),
    );
    const results = scenarios.flatMap((scenario) =>
      pairings.map(({ name }): Result => resultOf(scenario, name, played.get(REFERENCE.name), played.get(name), known)),
    );
    if (values.show) for (const [id, { steps }] of played.get(REFERENCE.name) ?? []) printSteps(id, steps);
    printDifferences(results);
    console.log(groupTable(results, pairings).join('\n'));
    if (values.propose) await writeFile(values.propose, proposals(results));
    if (values.report) {
      const file = new URL('REPORT.md', import.meta.url);
      await writeFile(file, markdownReport(results, pairings, known, clients.docker.version));
    }
    const passed = results.filter(({ verdict }) => passes(verdict)).length;
    const failed = results.length - passed;
    if (values.json) await writeFile(values.json, JSON.stringify({ passed, failed }));
    console.log(`\nin ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function resultOf(
  scenario: Scenario,
  pairing: string,
  reference: Map<string, Played> | undefined,
  played: Map<string, Played> | undefined,
  known: ReturnType<typeof readKnownDifferences>,
): Result {
  const expected = reference?.get(scenario.id);
  const actual = played?.get(scenario.id);
  const tookMs = actual?.tookMs ?? 0;
  const failed = (command: string, why: string): Result => ({
    scenario,
    pairing,
    verdict: 'different',
    differences: [{ command, lines: [why] }],
    tookMs,
  });
  if (expected === undefined || actual === undefined) return failed('(all)', 'was not played: see above');
  if (pairing === REFERENCE.name) {
    // The reference itself must come to its end, else it is no measure.
    const open = expected.steps.find(({ code }) => code === undefined);
    if (open) return failed(open.command, `did not end in time\n${open.stdout}\n${open.stderr}`);
    return { scenario, pairing, verdict: 'identical', differences: [], tookMs };
  }
  const differences = compare(expected.steps, actual.steps);
  const entry = known.find((each) => each.scenario === scenario.id && each.pairings.includes(pairing));
  return { scenario, pairing, verdict: judge(differences, entry), differences, tookMs };
}

function printSteps(id: string, steps: readonly StepOutcome[]): void {
  console.log(`\n=== ${id}`);
  for (const { command, stdout, stderr, code } of steps)
    console.log(`$ ${command}\n${stdout}${stderr.replace(/^/gm, '! ').replace(/! $/, '')}[${code}]`);
}

process.exitCode = await main();
