import type { BrowserContext } from '@playwright/test';
import type { RealDocker } from './real-docker.ts';
import type { Figures, Row } from './report.ts';
import { Tab } from './tab.ts';
import { times, timing, type Timing } from './timing.ts';

export interface Bench {
  readonly tab: Tab;
  readonly docker: RealDocker | undefined;
  /** host:port of the site's own registry, from which real Docker pulls the very same images. */
  readonly registry: string;
  readonly rounds: number;
}

interface RowDefinition {
  readonly name: string;
  measure(bench: Bench): Promise<Figures>;
}

/** `IMAGE` stands for an image of the catalogue: 'nginx' in the tab, 'localhost:PORT/library/nginx' on real Docker. */
async function both(bench: Bench, target: string, image: string, command: string, before = ''): Promise<Figures> {
  const inTab = (text: string) => text.replaceAll('IMAGE', image);
  const onDocker = (text: string) => text.replaceAll('IMAGE', `${bench.registry}/library/${image}`);
  const { tab, docker, rounds } = bench;
  const slipway = await prepared(rounds, inTab(before), inTab(command), (text) => tab.run(text));
  if (docker === undefined) return { slipway, target };
  return {
    slipway,
    target,
    docker: await prepared(rounds, onDocker(before), onDocker(command), (text) => docker.run(text)),
  };
}

/** `before` sets the scene of every run and is not timed; the first run warms up and is not counted. */
async function prepared(
  rounds: number,
  before: string,
  command: string,
  run: (text: string) => Promise<number>,
): Promise<Timing> {
  const once = async () => {
    if (before !== '') await run(before);
    return run(command);
  };
  await once();
  return times(rounds, once);
}

/** Quiet, and no matter whether the image is there already. */
const PULL = 'docker pull IMAGE >/dev/null 2>&1';

export const ROWS: readonly RowDefinition[] = [
  {
    name: 'docker pull nginx',
    measure: (bench) => both(bench, '≤ 1.0 ×', 'nginx', PULL, 'docker rmi IMAGE >/dev/null 2>&1 || true'),
  },
  {
    name: 'docker run --rm busybox true',
    async measure(bench) {
      await bench.tab.run(PULL.replace('IMAGE', 'busybox'));
      return both(bench, '≤ 1.0 ×', 'busybox', 'docker run --rm IMAGE true');
    },
  },
  {
    name: 'docker run -d, then rm -f',
    measure: (b) => both(b, '', 'busybox', 'docker rm -f $(docker run -d IMAGE sleep 1000)'),
  },
  {
    name: 'docker exec C true',
    async measure(bench) {
      const begin = 'docker run -d --name bench IMAGE sleep 1000 >/dev/null 2>&1 || true';
      const figures = await both(bench, '', 'busybox', 'docker exec bench true', begin);
      await bench.tab.run('docker rm -f bench');
      return figures;
    },
  },
  { name: 'docker ps', measure: (bench) => both(bench, '≤ 50 ms', 'busybox', 'docker ps') },
  { name: 'docker images', measure: (bench) => both(bench, '≤ 50 ms', 'busybox', 'docker images') },
  {
    name: "python3 -c 'print(1)' in a container",
    async measure(bench) {
      await bench.tab.run(PULL.replace('IMAGE', 'python'));
      return both(bench, '≤ 1.0 s', 'python', "docker run --rm IMAGE python3 -c 'print(1)'");
    },
  },
  {
    name: "node -e '1' in a container",
    async measure(bench) {
      await bench.tab.run(PULL.replace('IMAGE', 'node'));
      return both(bench, '≤ 5 s', 'node', "docker run --rm IMAGE node -e '1'");
    },
  },
];

/** Page load to a prompt, and the first container after it; leaves the last tab open for the other rows. */
export async function measureStart(
  browser: BrowserContext,
  origin: string,
  rounds: number,
): Promise<{ first: Row[]; tab: Tab }> {
  const empty = await Tab.open(browser, origin);
  await empty.tab.run(PULL.replace('IMAGE', 'busybox'));
  await empty.tab.close();

  const promptsMs: number[] = [];
  const firstRunsMs: number[] = [];
  let last: Tab | undefined;
  for (let round = 0; round < rounds; round++) {
    await last?.close();
    const { tab, promptMs } = await Tab.open(browser, origin);
    promptsMs.push(promptMs);
    firstRunsMs.push(await tab.run('docker run --rm busybox true'));
    last = tab;
  }
  if (last === undefined) throw new Error('no rounds');
  const first: Row[] = [
    { name: 'page load to a prompt, empty cache', slipway: timing([empty.promptMs]), target: '≤ 2.5 s' },
    { name: 'bytes until then', slipway: { bytes: empty.transferredBytes }, target: '≤ 8 MB' },
    { name: 'page load to a prompt, warm cache', slipway: timing(promptsMs), target: '≤ 1.2 s' },
    { name: 'docker run --rm busybox true, right after a restore', slipway: timing(firstRunsMs), target: '≤ 0.5 s' },
  ];
  return { first, tab: last };
}
