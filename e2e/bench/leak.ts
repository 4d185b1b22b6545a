import { join } from 'node:path';
import { growth, runMany, takeInventory } from './growth.ts';
import { HeadlessPlace } from './headless-place.ts';

const WARM_UP = 50;

/** `count` × `docker run --rm`, one after the other; what there is more of after them than before. */
export async function measureLeak(folder: string, count: number): Promise<readonly string[]> {
  const data = join(folder, 'leak');
  const place = await HeadlessPlace.start(data);
  try {
    await place.run('docker pull -q busybox');
    await runMany(place, WARM_UP, 'docker run --rm busybox true');
    const before = await takeInventory(place, data);
    await runMany(place, count, 'docker run --rm busybox true');
    const after = await takeInventory(place, data);
    for (const [name, value] of Object.entries(before)) {
      console.error(`  ${name}: ${value} → ${after[name as keyof typeof after]}`);
    }
    return growth(before, after);
  } finally {
    await place.stop();
  }
}
