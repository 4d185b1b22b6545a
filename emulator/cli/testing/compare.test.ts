import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  normalise,
  peerHost,
  provideBusybox,
  removeObjects,
  runOurs,
  runTheirs,
  type Outcome,
  type Step,
} from './peer.ts';
import { scenarios } from './scenarios.ts';

if (peerHost === '')
  console.warn('SLIPWAY_PEER_DOCKER_HOST is not set: the comparison with Docker’s own CLI is skipped');

type Runner = (step: Step, workingDirectory: string) => Promise<Outcome>;

async function play(steps: readonly Step[], runner: Runner): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-compare-'));
  await writeFile(join(folder, 'env'), '# names\nFROM_FILE=1\n\nHOST_NAME\n');
  const outcomes: unknown[] = [];
  try {
    await removeObjects();
    for (const step of steps) {
      const outcome = await runner(step, folder);
      outcomes.push({
        command: step.argv.join(' '),
        stdout: normalise(outcome.stdout),
        stderr: normalise(outcome.stderr),
        code: outcome.code,
      });
    }
  } finally {
    await removeObjects();
    await rm(folder, { recursive: true });
  }
  return outcomes;
}

describe.skipIf(peerHost === '')("our docker beside Docker's own, on one daemon", () => {
  beforeAll(provideBusybox);
  afterAll(removeObjects);

  it.each(scenarios)('$name', { timeout: 120_000 }, async ({ steps }) => {
    const theirs = await play(steps, runTheirs);
    expect(await play(steps, runOurs)).toEqual(theirs);
  });
});
