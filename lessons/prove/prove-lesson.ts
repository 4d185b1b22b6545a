import { setTimeout as pause } from 'node:timers/promises';
import { hintsNow, runCheck, type CheckResult } from '../checks/run-check.ts';
import type { LessonStep } from '../format/schema.ts';
import type { Language } from '../language.ts';
import type { LessonEntry } from '../load-course.ts';
import { beginAt, type PlayableLesson, type Player } from '../replay.ts';
import type { HeadlessMachine } from './headless-machine.ts';

/** What a step is to be shown, and whether it was. */
export interface Proof {
  readonly step: string;
  readonly what: string;
  /** Undefined when it holds; else what came instead. */
  readonly failure: string | undefined;
}

export interface ProofOptions {
  readonly entry: LessonEntry;
  readonly playable: PlayableLesson;
  readonly machine: HeadlessMachine;
  /** So many of each step's are tried: the machine has to be brought back after each. */
  readonly wrongAnswersAtMost: number;
  onProof(proof: Proof): void;
  /** The machine was brought back to the beginning of a step. */
  onReset(step: string, tookMs: number): void;
}

/** A service that starts is given so long until the check passes. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;

/**
 * Proves one lesson on a machine: at the beginning of each step its check fails; what learners do wrong is told as the
 * author says, in every language; the solution passes, and shows what was predicted.
 */
export async function proveLesson(options: ProofOptions): Promise<void> {
  const { entry, playable, machine, wrongAnswersAtMost, onProof, onReset } = options;
  const { steps } = entry.texts.en;
  let player = await beginAt(machine, playable, 0);
  for (const [index, step] of steps.entries()) {
    const prove = (what: string, failure: string | undefined) => onProof({ step: step.id, what, failure });
    if (step.check.length > 0) {
      const atStart = await runCheck(step.check, machine, 'en');
      prove('the check fails before anything is done', atStart.passed ? 'it passes' : undefined);
    }
    for (const [wrongIndex, { run }] of step.wrong.slice(0, wrongAnswersAtMost).entries()) {
      await player.play(run);
      prove(`\`${run.trim()}\` is told why it is wrong`, await proveWrong(options, index, wrongIndex));
      const startedMs = performance.now();
      player = await beginAt(machine, playable, index);
      onReset(step.id, performance.now() - startedMs);
    }
    await proveSolution(step, player, machine, prove);
  }
}

/** The first language in which the learner is not told what the author says. */
async function proveWrong({ entry, machine }: ProofOptions, step: number, wrong: number): Promise<string | undefined> {
  for (const [language, lesson] of Object.entries(entry.texts)) {
    const { check, hints, wrong: answers } = lesson.steps[step]!;
    const result = await runCheck(check, machine, language as Language);
    if (result.passed) return 'the check passes';
    const said = [result.why, result.hint ?? '', ...(await hintsNow(hints, machine, language as Language))].join('\n');
    const { says } = answers[wrong]!;
    if (!said.includes(says)) return `in ${language} it says:\n${said.trim()}\nand nothing of: ${says}`;
  }
  return undefined;
}

async function proveSolution(
  { check, solution }: LessonStep,
  player: Player,
  machine: HeadlessMachine,
  prove: (what: string, failure: string | undefined) => void,
): Promise<void> {
  let printed = '';
  for (const { run, shows } of solution) {
    const { stdout, stderr } = await player.play(run);
    const text = `${stdout}${stderr}`;
    printed += `$ ${run.trim()}\n${text}`;
    if (shows === undefined) continue;
    prove(`\`${run.trim()}\` shows what was to be predicted`, text.includes(shows) ? undefined : `it prints:\n${text}`);
  }
  if (check.length === 0) return;
  const result = await waitForCheck(check, machine);
  prove('the check passes', result.passed ? undefined : `${result.why}\nThe solution printed:\n${printed}`);
}

async function waitForCheck(check: LessonStep['check'], machine: HeadlessMachine): Promise<CheckResult> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const result = await runCheck(check, machine, 'en');
    if (result.passed || waitedMs >= PATIENCE_MS) return result;
    await pause(LOOK_EVERY_MS);
  }
}
