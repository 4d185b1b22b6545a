import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RealDocker } from './real-docker.ts';
import { printTable, type Row } from './report.ts';
import { measureStart, ROWS, type Bench } from './rows.ts';
import { serveSite } from './site.ts';
import { openBrowser } from './tab.ts';

const USAGE = `Usage: npm run -s bench -- [OPTIONS]

The sandbox in Chromium beside real Docker on this machine, in one run, as ratios.

  --rounds N    counted runs of each row (default 5; one more first, not counted)
  --only TEXT   rows whose name contains TEXT
  --json        for a machine`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench: --rounds ${values.rounds}: not a number of rounds`);
  process.exit(2);
}

const profile = await mkdtemp(join(tmpdir(), 'slipway-profile-'));
const site = await serveSite();
const docker = await RealDocker.start();
const browser = await openBrowser(profile);
try {
  const rows: Row[] = [];
  const tell = (row: Row) => {
    rows.push(row);
    if (!values.json) console.error(`  ${row.name}`);
  };
  const { first, tab } = await measureStart(browser, site.origin, rounds);
  first.filter((row) => row.name.includes(values.only)).forEach(tell);
  const bench: Bench = { tab, docker, registry: new URL(site.origin).host, rounds };
  for (const { name, measure } of ROWS) if (name.includes(values.only)) tell({ name, ...(await measure(bench)) });
  if (values.json) console.log(JSON.stringify(rows, undefined, 2));
  else printTable(rows);
} finally {
  await browser.close();
  await docker?.stop();
  site.stop();
  await rm(profile, { recursive: true, force: true });
}
