import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from './progress.ts';
import { hasStamp, runSteps, StepError, StoppedError, writeStamp } from './run-steps.ts';
import type { CachedStep, InPlaceStep, Step } from './step.ts';

let cacheFolder: string;
let events: string[];
const progress: Progress = {
  started: (step) => events.push(`started ${step.number}/${step.total} ${step.title}`),
  doing: (step, doing) => events.push(`${step.title}: ${doing}`),
  done: (step, cached) => events.push(`${cached ? 'ready' : 'done'} ${step.title}`),
  failed: (step) => events.push(`failed ${step.title}`),
};

beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'slipway-steps-'));
  events = [];
});
afterEach(() => rm(cacheFolder, { recursive: true }));

function cached(name: string, change: Partial<CachedStep> = {}): CachedStep {
  return {
    kind: 'cached',
    name,
    title: name,
    needs: [],
    inputs: async () => ['input'],
    run: (work) => writeFile(join(work.folder, 'result'), `${name} ${work.hash}`),
    ...change,
  };
}
const run = (...steps: Step[]): Promise<Map<string, string>> => runSteps(steps, { cacheFolder, progress });

describe('runSteps', () => {
  it('keeps results and does not make them again', async () => {
    const folders = await run(cached('one'));
    expect(await readFile(join(folders.get('one') ?? '', 'result'), 'utf8')).toMatch(/^one [0-9a-f]{12}$/);
    events = [];
    expect(await run(cached('one'))).toEqual(folders);
    expect(events).toEqual(['ready one']);
  });

  it('makes a step again when its inputs or those of what it needs change', async () => {
    const second = cached('two', { needs: ['one'] });
    const before = await run(cached('one'), second);
    const after = await run(cached('one', { inputs: async () => ['other input'] }), second);
    expect(after.get('one')).not.toBe(before.get('one'));
    expect(after.get('two')).not.toBe(before.get('two'));
  });

  it('gives a step the folder of what it needs, and of nothing else', async () => {
    const reads = cached('reads', {
      needs: ['one'],
      run: async (work) => {
        expect(await readFile(join(work.outputOf('one'), 'result'), 'utf8')).toContain('one');
        work.outputOf('two');
      },
    });
    await expect(run(cached('one'), cached('two'), reads)).rejects.toThrow('step reads does not say that it needs two');
  });

  it('goes on after a failure where it was, from an empty folder', async () => {
    let attempts = 0;
    const flaky = cached('flaky', {
      needs: ['one'],
      run: async (work) => {
        expect(await readdir(work.folder)).toEqual([]);
        await writeFile(join(work.folder, 'half'), '');
        if (++attempts === 1) throw new Error('out of luck');
      },
    });
    await expect(run(cached('one'), flaky)).rejects.toThrow(StepError);
    events = [];
    await run(cached('one'), flaky);
    expect(events).toEqual(['ready one', 'started 2/2 flaky', 'done flaky']);
  });

  it('names the step, the end of the log, the log and the way out', async () => {
    const broken = cached('broken', {
      title: 'Broken thing',
      advice: 'try harder',
      run: (work) => work.command(['sh', '-c', 'for i in $(seq 30); do echo line $i; done; exit 3']),
    });
    const error: unknown = await run(broken).catch((reason: unknown) => reason);
    const { message } = error as StepError;
    expect(message).toContain('Step 1 of 1, "Broken thing" (broken), failed: sh ended with exit code 3');
    expect(message).toContain('| line 30');
    expect(message).not.toContain('| line 15\n');
    expect(message).toContain('What may help: try harder');
    expect(message).toContain('run the same command again');
    const log = /The whole log: (.+)/.exec(message)?.[1] ?? '';
    expect(await readFile(log, 'utf8')).toContain('line 1\n');
  });

  it('finishes what is under way when another step fails, and starts no other', async () => {
    const slow = cached('slow', { run: () => new Promise((resolve) => setTimeout(resolve, 50)) });
    const fails = cached('fails', { run: () => Promise.reject(new Error('no')) });
    await expect(run(slow, fails, cached('after', { needs: ['slow'] }))).rejects.toThrow('"fails" (fails), failed: no');
    expect(events).toContain('done slow');
    expect(events.join()).not.toContain('after');
  });

  it('stops commands and leaves nothing behind when the caller stops it', async () => {
    const stop = new AbortController();
    const long = cached('long', {
      run: (work) => work.command(['sh', '-c', 'echo started; sleep 60'], { onLine: () => stop.abort() }),
    });
    await expect(runSteps([long], { cacheFolder, progress, signal: stop.signal })).rejects.toThrow(StoppedError);
    expect((await readdir(cacheFolder)).filter((name) => /^long-[0-9a-f]{12}(\.lock)?$/.test(name))).toEqual([]);
  });

  it('asks a step in place whether it is done', async () => {
    const stamp = join(cacheFolder, 'stamp');
    const step: InPlaceStep = {
      ...cached('place'),
      kind: 'in-place',
      isDone: ({ hash }) => hasStamp(stamp, hash),
      run: (work) => writeStamp(stamp, work.hash),
    };
    await run(step);
    await run(step);
    await run({ ...step, inputs: async () => ['changed'] });
    expect(events).toEqual(['started 1/1 place', 'done place', 'ready place', 'started 1/1 place', 'done place']);
  });

  it('makes a result once when two set-ups ask for it at the same time', async () => {
    let made = 0;
    const slow = cached('slow', {
      run: async () => {
        made++;
        await new Promise((resolve) => setTimeout(resolve, 50));
      },
    });
    await Promise.all([run(slow), run(slow)]);
    expect(made).toBe(1);
  });

  it('takes over the lock of a process that is gone', async () => {
    const [folder = ''] = [...(await run(cached('one'))).values()];
    await rm(folder, { recursive: true });
    await writeFile(`${folder}.lock`, '4194999'); // above any pid_max
    await run(cached('one'));
    expect(events.filter((event) => event === 'done one')).toHaveLength(2);
  });

  it('keeps the three results of a step that were used last', async () => {
    for (const [age, input] of ['a', 'b', 'c', 'd'].entries()) {
      const [folder = ''] = [...(await run(cached('one', { inputs: async () => [input] }))).values()];
      await utimes(folder, age, age);
    }
    await run(cached('one', { inputs: async () => ['e'] }));
    expect((await readdir(cacheFolder)).filter((name) => name.startsWith('one-'))).toHaveLength(3);
  });
});
