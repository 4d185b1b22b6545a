import { placesOf, turnsOf, type Bench } from './compare.ts';
import type { Place } from './place.ts';
import type { Row } from './report.ts';
import { timing } from './timing.ts';

/** Started, or removed, in one go; then it is the other place's turn. */
const BATCH = 20;
/** What is measured at so many and at the end. */
const FIRST_STOP = 100;
const START = `i=0; while [ $i -lt ${BATCH} ]; do docker run -d busybox sleep 100000 >/dev/null; i=$((i+1)); done`;

/** Starts `count` idle containers in both places, uses them, and removes them all. */
export async function measureScale(bench: Bench, count: number, tell: (row: Row) => void): Promise<void> {
  const places = placesOf(bench);
  for (const place of places) await place.run('docker pull busybox >/dev/null 2>&1; docker run --rm busybox true');
  const freeBefore = await availableBytes(bench.sandbox);
  let running = 0;
  for (const stop of count > FIRST_STOP ? [FIRST_STOP, count] : [count]) {
    const batches = Math.ceil((stop - running) / BATCH);
    const startsMs = await inTurns(places, batches, async (place) => (await place.run(START)) / BATCH);
    running += batches * BATCH;
    tell(row(`docker run -d, a container of the ${batches * BATCH} up to ${running}`, startsMs, '≤ 1.0 ×'));
    await measureAt(bench, running, tell);
  }
  const each = (freeBefore - (await availableBytes(bench.sandbox))) / running;
  tell({ name: `guest memory of one of ${running} idle containers`, slipway: { bytes: each }, target: '≤ 0.9 MB' });

  const removalsMs = await inTurns(places, running / BATCH, async (place) => {
    const ids = `docker ps -aq | head -n ${BATCH}`;
    return (await place.run(`docker rm -f $(${ids}) >/dev/null`)) / BATCH;
  });
  tell(row(`docker rm -f, a container of ${running}`, removalsMs, '≤ 1.0 ×'));
}

async function measureAt(bench: Bench, running: number, tell: (row: Row) => void): Promise<void> {
  const ONE = '$(docker ps -lq)';
  const commands = [
    ['docker ps', 'docker ps >/dev/null', running > FIRST_STOP ? '≤ 1.0 ×' : '≤ 50 ms'],
    ['docker ps -q', 'docker ps -q >/dev/null', '≤ 1.0 ×'],
    ['docker exec C true', `docker exec ${ONE} true`, '≤ 1.0 ×'],
    ['docker stop -t 0 C; docker start C', `docker stop -t 0 ${ONE}; docker start ${ONE}`, '≤ 1.0 ×'],
    ['docker run --rm busybox true', 'docker run --rm busybox true', '≤ 1.0 ×'],
  ] as const;
  for (const [name, command, target] of commands) {
    const [slipway = [], ...docker] = await inTurns(placesOf(bench), bench.rounds, (place) => place.run(command));
    tell(row(`${name}, ${running} running`, [slipway, ...docker], target));
  }
}

/** Figures of each place, taken in turns. */
async function inTurns(
  places: readonly Place[],
  rounds: number,
  measure: (place: Place) => Promise<number>,
): Promise<number[][]> {
  const figures = places.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const turn of turnsOf(round, places.length)) figures[turn]!.push(await measure(places[turn]!));
  }
  return figures;
}

function row(name: string, [slipway = [], docker]: readonly number[][], target: string): Row {
  return { name, slipway: timing(slipway), docker: docker && timing(docker), target };
}

/** What the guest could still give to programs. */
async function availableBytes(sandbox: Place): Promise<number> {
  const meminfo = await sandbox.output('cat /proc/meminfo');
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1];
  if (kilobytes === undefined) throw new Error(`no MemAvailable in\n${meminfo}`);
  return Number(kilobytes) * 1024;
}
