import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, type Bench } from './compare.ts';
import { HeadlessPlace } from './headless-place.ts';
import { measureLeak } from './leak.ts';
import type { Place } from './place.ts';
import { RealDocker } from './real-docker.ts';
import { printTable, type Row } from './report.ts';
import { ROWS } from './rows.ts';
import { measureScale } from './scale.ts';
import { serveSite } from './site.ts';
import { measureStart, openTab } from './start.ts';

const USAGE = `Usage: npm run -s bench -- [OPTIONS]

The sandbox in Chromium beside real Docker on this machine, in one run and in turns, as ratios.

  --rounds N        counted runs of each row (default 5; one more first, not counted)
  --only TEXT       rows whose name contains TEXT; 'page' is its start, 'scale' many containers at once
                    and 'leak', which is run only when it is asked for, containers that come and go
  --containers N    how many for 'scale' and 'leak' (default 1000)
  --headless        the sandbox in Node instead of the tab
  --json            for a machine`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    containers: { type: 'string', default: '1000' },
    headless: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function count(option: 'rounds' | 'containers'): number {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= 1) return number;
  console.error(`bench: --${option} ${values[option]}: not a number of ${option}`);
  process.exit(2);
}

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const rounds = count('rounds');
const containers = count('containers');
const chosen = ROWS.filter(({ name }) => name.includes(values.only));
const wants = (group: string) => values.only === '' || values.only === group;
if (chosen.length === 0 && !wants('page') && !wants('scale') && values.only !== 'leak') {
  console.error(`bench: --only ${values.only}: no such row`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
const rows: Row[] = [];
const tell = (row: Row) => {
  rows.push(row);
  if (!values.json) console.error(`  ${row.name}`);
};

if (values.only === 'leak') {
  const grown = await measureLeak(folder, containers).finally(() => rm(folder, { recursive: true, force: true }));
  console.log(grown.length === 0 ? `${containers} × docker run --rm: nothing grew` : `grown: ${grown.join('; ')}`);
  process.exit(grown.length === 0 ? 0 : 1);
}

async function openSandbox(): Promise<Place> {
  if (values.headless) {
    const place = await HeadlessPlace.start(join(folder, 'data'));
    undo.push(() => place.stop());
    return place;
  }
  const site = await serveSite();
  undo.push(() => site.stop());
  if (wants('page')) for (const row of await measureStart(site.origin, rounds, folder)) tell(row);
  const { tab, browser } = await openTab(site.origin, join(folder, 'profile'));
  undo.push(() => browser.close());
  return tab;
}

try {
  const sandbox = await openSandbox();
  const docker = chosen.length > 0 || wants('scale') ? await RealDocker.start() : undefined;
  undo.push(() => docker?.stop());
  const bench: Bench = { sandbox, docker, rounds };
  for (const row of chosen) tell({ name: row.name, ...(await compare(bench, row)) });
  if (wants('scale')) await measureScale(bench, containers, tell);
} finally {
  if (values.json) console.log(JSON.stringify(rows, undefined, 2));
  else printTable(rows, values.headless ? 'headless' : 'tab');
  for (const step of undo.reverse()) await step();
}
