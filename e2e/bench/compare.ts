import type { Place } from './place.ts';
import type { Figures } from './report.ts';
import type { CommandRow } from './rows.ts';
import { timing } from './timing.ts';

export interface Bench {
  readonly sandbox: Place;
  /** undefined where there is no dockerd. */
  readonly docker: Place | undefined;
  readonly rounds: number;
}

/**
 * Times a row in rounds, each of which has its turn in both places, so that what else the machine does meets both. The
 * first round warms up and is not counted.
 */
export async function compare(bench: Bench, row: CommandRow): Promise<Figures> {
  const places = placesOf(bench);
  const runsMs = places.map((): number[] => []);
  await Promise.all(places.map((place) => begin(place, row)));
  for (let round = 0; round <= bench.rounds; round++) {
    for (const turn of turnsOf(round, places.length)) {
      const place = places[turn]!;
      if (row.before !== undefined) await place.run(row.before);
      const tookMs = await place.run(row.command);
      if (round > 0) runsMs[turn]!.push(tookMs);
    }
  }
  if (row.end !== undefined) for (const place of places) await place.run(row.end);
  const [slipway = [], docker] = runsMs;
  return { slipway: timing(slipway), docker: docker && timing(docker), target: row.target };
}

export function placesOf({ sandbox, docker }: Bench): readonly Place[] {
  return docker === undefined ? [sandbox] : [sandbox, docker];
}

/** Who is first changes with every round. */
export function turnsOf(round: number, places: number): readonly number[] {
  return Array.from({ length: places }, (_, i) => (i + round) % places);
}

async function begin(place: Place, row: CommandRow): Promise<void> {
  for (const image of ['busybox', ...(row.images ?? [])]) await place.run(`docker pull ${image} >/dev/null 2>&1`);
  if (row.begin !== undefined) await place.run(row.begin);
}
