import { describe, expect, it, vi } from 'vitest';
import { openMemoryStore } from '../../disks/memory-store.ts';
import { openRecords } from '../records.ts';
import { startBuildEngine, type BuildEngine } from './testing/build-engine.ts';

/** All events so far, as 'type action'. */
async function events({ engine }: BuildEngine): Promise<string[]> {
  const path = `/events?since=0&until=${(Date.now() / 1000).toFixed(9)}`;
  const { body } = await engine.transport.request({ method: 'GET', path });
  const text = await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  const lines = text.split('\n').filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as { Type: string; Action: string })
    .map((one) => `${one.Type} ${one.Action}`);
}

/** Builds with a RUN that waits, calls `look` while it does, and ends it. */
async function whileRunning(engine: BuildEngine, query: string, look: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const building = engine.build({ Dockerfile: 'FROM base\nRUN wait\n' }, query, stop.signal).catch(() => {});
  await vi.waitFor(() => expect(engine.ran).toEqual(['wait']));
  try {
    await look();
  } finally {
    stop.abort();
    await building;
  }
}

describe('the containers of RUN', () => {
  it.each([
    ['BuildKit', 'version=2', 0],
    ['the classic builder', '', 1],
  ])('of %s are listed, counted and found or not', async (_, query, count) => {
    const engine = await startBuildEngine();
    await whileRunning(engine, query, async () => {
      expect(await engine.call('GET', '/containers/json?all=1')).toHaveLength(count);
      expect(await engine.call('GET', '/info')).toMatchObject({ Containers: count, ContainersRunning: count });
      expect(Object.keys((await engine.call('GET', '/networks/bridge')).Containers)).toHaveLength(count);
      const { id } = engine.guest.starts[0]!;
      const found = await engine.call('GET', `/containers/${id}/json`);
      expect(count === 1 ? found.Id : found.message).toBe(count === 1 ? id : `No such container: ${id}`);
    });
    const told = (await events(engine)).filter((event) => /^(container|network) /.test(event));
    if (count === 0) expect(told).toEqual([]);
    else expect(told).toContain('container start');
  });

  it('of BuildKit do not outlive the engine', async () => {
    const store = openMemoryStore();
    const engine = await startBuildEngine(store);
    await whileRunning(engine, 'version=2', async () => {
      await startBuildEngine(store);
      expect((await openRecords(store)).list('containers/')).toEqual([]);
    });
  });
});
