import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { runCommand } from './command.ts';
import { hashTexts } from './input-hash.ts';
import { withLock } from './lock.ts';
import type { Progress, StepLabel } from './progress.ts';
import type { Step, Work } from './step.ts';

export interface StepOptions {
  readonly cacheFolder: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

/** A step failed. The message names the step, the end of the log, its path and the way out. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

/** How many results of a step stay in the cache: the one in use and those of a branch or two. */
const KEPT_RESULTS = 3;
const LOG_TAIL_LINES = 15;

/**
 * Runs the steps, each as soon as what it needs is done, and resolves to the folder of each. Results appear in the
 * cache under their final name only when complete, so whatever ends this run, the next goes on where it was.
 * When a step fails, none is started any more, and those under way are finished, as their results are of use.
 * Error: the StepError of the first step that failed; StoppedError when the caller's signal ended it.
 */
export async function runSteps(steps: readonly Step[], options: StepOptions): Promise<Map<string, string>> {
  const failures: unknown[] = [];
  const finished = new Map<string, Promise<Finished>>();
  for (const [index, step] of steps.entries()) {
    const label = { number: index + 1, total: steps.length, title: step.title };
    const needed = step.needs.map((name) => {
      const promise = finished.get(name);
      if (promise === undefined) throw new Error(`step ${step.name} needs ${name}, which does not come before it`);
      return promise.then((result) => ({ name, ...result }));
    });
    const running = Promise.all(needed).then((needs) => {
      if (failures.length > 0) throw new StoppedError();
      return runStep(step, label, needs, options);
    });
    running.catch((error: unknown) => {
      if (!(error instanceof StoppedError)) failures.push(error);
    });
    finished.set(step.name, running);
  }
  await Promise.allSettled(finished.values());
  if (failures.length > 0) throw failures[0];
  const folders = new Map<string, string>();
  for (const [name, result] of finished) folders.set(name, (await result).folder);
  return folders;
}

interface Finished {
  readonly hash: string;
  readonly folder: string;
}

/** The step was not to go on: another failed, or the caller stopped. */
export class StoppedError extends Error {}

async function runStep(
  step: Step,
  label: StepLabel,
  needs: readonly (Finished & { name: string })[],
  options: StepOptions,
): Promise<Finished> {
  if (options.signal?.aborted) throw new StoppedError();
  const hash = hashTexts([step.name, ...needs.map((need) => need.hash), ...(await step.inputs())]);
  const place = join(options.cacheFolder, `${step.name}-${hash}`);
  const outputOf = (name: string): string => {
    const need = needs.find((candidate) => candidate.name === name);
    if (need === undefined) throw new Error(`step ${step.name} does not say that it needs ${name}`);
    return need.folder;
  };
  const isDone = (): Promise<boolean> => (step.kind === 'cached' ? exists(place) : step.isDone({ hash, outputOf }));
  if (await isDone()) {
    await markUsed(place);
    options.progress.done(label, true);
    return { hash, folder: place };
  }

  const logFile = join(options.cacheFolder, 'logs', `${step.name}-${hash}.log`);
  await mkdir(join(options.cacheFolder, 'logs'), { recursive: true });
  options.progress.started(label);
  return withLock(`${place}.lock`, async () => {
    // Another set-up on the same cache may have done it while this one waited.
    if (await isDone()) return options.progress.done(label, true);
    const scratch = `${place}.unfinished`;
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch, { recursive: true });
    const log = createWriteStream(logFile);
    try {
      await step.run(workOf(step, { hash, scratch, log, label, outputOf }, options));
      if (step.kind === 'cached') await rename(scratch, place);
      else await rm(scratch, { recursive: true, force: true });
    } catch (error) {
      await closed(log);
      await rm(scratch, { recursive: true, force: true });
      if (options.signal?.aborted) throw new StoppedError();
      const text = await failureText(step, label, error, logFile);
      options.progress.failed(label, text);
      throw new StepError(text, { cause: error });
    }
    await closed(log);
    await removeOldResults(step.name, options.cacheFolder);
    options.progress.done(label, false);
  }).then(() => ({ hash, folder: place }));
}

function workOf(
  step: Step,
  at: { hash: string; scratch: string; log: WriteStream; label: StepLabel; outputOf: (name: string) => string },
  options: StepOptions,
): Work {
  return {
    hash: at.hash,
    folder: at.scratch,
    outputOf: at.outputOf,
    jobs: availableParallelism(),
    command: (argv, commandOptions) => runCommand(argv, at.log, { ...commandOptions, signal: options.signal }),
    report: (doing, fraction) => options.progress.doing(at.label, doing, fraction),
  };
}

async function failureText(step: Step, label: StepLabel, error: unknown, logFile: string): Promise<string> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const tail = log.trimEnd().split('\n').slice(-LOG_TAIL_LINES);
  return [
    `Step ${label.number} of ${label.total}, "${step.title}" (${step.name}), failed: ${(error as Error).message}`,
    ...(tail.join('') === '' ? [] : ['The end of its log:', ...tail.map((line) => `  | ${line}`)]),
    `The whole log: ${logFile}`,
    ...(step.advice === undefined ? [] : [`What may help: ${step.advice}`]),
    'Finished steps are kept: run the same command again to go on from here.',
  ].join('\n');
}

async function closed(log: WriteStream): Promise<void> {
  log.end();
  await once(log, 'close');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function markUsed(place: string): Promise<void> {
  const now = new Date();
  await utimes(place, now, now).catch(() => undefined); // in-place steps have no folder
}

/** Of this step: results beyond KEPT_RESULTS, and what a killed set-up left unfinished. */
async function removeOldResults(name: string, cacheFolder: string): Promise<void> {
  const named = new RegExp(`^${name}-[0-9a-f]{12}(\\.unfinished)?$`);
  const entries = await readdir(cacheFolder);
  const aged: { path: string; usedMs: number }[] = [];
  for (const entry of entries.filter((candidate) => named.test(candidate))) {
    const path = join(cacheFolder, entry);
    if (!entry.endsWith('.unfinished')) aged.push({ path, usedMs: (await stat(path)).mtimeMs });
    else if (!entries.includes(entry.replace('.unfinished', '.lock'))) await rm(path, { recursive: true, force: true });
  }
  aged.sort((a, b) => b.usedMs - a.usedMs);
  for (const { path } of aged.slice(KEPT_RESULTS)) await rm(path, { recursive: true, force: true });
}

/** Writes a small file that says a step in the checkout is done for these inputs. */
export async function writeStamp(path: string, hash: string): Promise<void> {
  await writeFile(path, `${hash}\n`);
}

export async function hasStamp(path: string, hash: string): Promise<boolean> {
  return (await readFile(path, 'utf8').catch(() => '')).trim() === hash;
}
