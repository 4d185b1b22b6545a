// `npm run lessons:test [-- LESSON... --brief --json FILE]`: every lesson proves itself on a machine of its own; with
// --brief only the first wrong answer of each step is tried. Exits with 1 when one does not, and ends with a line
// `N passed, N failed`.
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { LessonError } from '../format/problem.ts';
import { loadCourse, playableOf, type LessonEntry } from '../load-course.ts';
import type { PlayableLesson } from '../replay.ts';
import { openHeadlessMachine } from './headless-machine.ts';
import { proveLesson } from './prove-lesson.ts';

/** What a process that proves one lesson tells the one that started it, beside what it prints. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, brief: { type: 'boolean', default: false } },
  });
  const course = await loadCourse();
  const unknown = positionals.filter((slug) => !course.some((entry) => entry.slug === slug));
  if (unknown.length > 0) {
    console.error(`no lesson ${unknown.join(', ')}; there are: ${course.map(({ slug }) => slug).join(' ')}`);
    return 2;
  }
  const wanted = course.filter(({ slug }) => positionals.length === 0 || positionals.includes(slug));
  const { brief } = values;
  const all =
    wanted.length === 1 ? [await proveHere(course, wanted[0]!, brief)] : await proveInProcesses(wanted, brief);
  const count = (key: keyof Counts) => all.reduce((sum, counts) => sum + counts[key], 0);
  const counts: Counts = { passed: count('passed'), failed: count('failed') };
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(counts));
  process.send?.(counts);
  if (!process.connected) console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
}

const proveHere = (course: readonly LessonEntry[], entry: LessonEntry, brief: boolean) =>
  prove(entry, playableOf(course, course.indexOf(entry)), brief);

/** A process each lesson, as many at a time as there are processors: an emulator keeps one busy. The longest come first. */
async function proveInProcesses(lessons: readonly LessonEntry[], brief: boolean): Promise<Counts[]> {
  const length = ({ texts: { en } }: LessonEntry) => en.steps.reduce((sum, { wrong }) => sum + 1 + wrong.length, 0);
  const waiting = lessons.toSorted((one, other) => length(other) - length(one));
  const results: Counts[] = [];
  const work = async () => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift())
      results.push(await proveInProcess([entry.slug, ...(brief ? ['--brief'] : [])]));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

/** What it prints comes in one piece when it ends. One that says no counts has failed as a whole. */
function proveInProcess(args: readonly string[]): Promise<Counts> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1]!, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let [printed, counts] = ['', { passed: 0, failed: 1 }];
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('message', (message) => (counts = message as Counts));
    child.on('error', reject);
    child.on('close', () => {
      process.stdout.write(printed);
      resolve(counts);
    });
  });
}

async function prove(entry: LessonEntry, playable: PlayableLesson, brief: boolean): Promise<Counts> {
  const startedMs = performance.now();
  const machine = await openHeadlessMachine();
  let [passed, failed, slowestResetMs] = [0, 0, 0];
  console.log(`${entry.slug} (${Object.keys(entry.texts).join(', ')})`);
  try {
    await proveLesson({
      entry,
      playable,
      machine,
      wrongAnswersAtMost: brief ? 1 : Infinity,
      onProof({ step, what, failure }) {
        if (failure === undefined) passed++;
        else failed++;
        if (failure !== undefined) console.log(`  ✗ ${step}: ${what}\n${failure.trim().replace(/^/gm, '      ')}`);
      },
      onReset: (_, tookMs) => (slowestResetMs = Math.max(slowestResetMs, tookMs)),
    });
  } finally {
    await machine.end();
  }
  const resets = slowestResetMs === 0 ? '' : `, slowest reset of a step ${(slowestResetMs / 1000).toFixed(1)} s`;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  console.log(`  ${failed === 0 ? '✓' : '✗'} ${passed} of ${passed + failed} in ${seconds} s${resets}`);
  return { passed, failed };
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof LessonError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
