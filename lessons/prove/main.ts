// `npm run lessons:test [-- LESSON... --json FILE]`: every lesson proves itself on a machine of its own. Exits with 1
// when one does not, and ends with a line `N passed, N failed`.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { LessonError } from '../format/problem.ts';
import { loadCourse, playableOf, type LessonEntry } from '../load-course.ts';
import type { PlayableLesson } from '../replay.ts';
import { openHeadlessMachine } from './headless-machine.ts';
import { proveLesson } from './prove-lesson.ts';

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
  const course = await loadCourse();
  const unknown = positionals.filter((slug) => !course.some((entry) => entry.slug === slug));
  if (unknown.length > 0) {
    console.error(`no lesson ${unknown.join(', ')}; there are: ${course.map(({ slug }) => slug).join(' ')}`);
    return 2;
  }
  let [passed, failed] = [0, 0];
  for (const [index, entry] of course.entries()) {
    if (positionals.length > 0 && !positionals.includes(entry.slug)) continue;
    const counts = await prove(entry, playableOf(course, index));
    passed += counts.passed;
    failed += counts.failed;
  }
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify({ passed, failed }));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function prove(entry: LessonEntry, playable: PlayableLesson): Promise<{ passed: number; failed: number }> {
  const startedMs = performance.now();
  const machine = await openHeadlessMachine();
  let [passed, failed, slowestResetMs] = [0, 0, 0];
  console.log(`${entry.slug} (${Object.keys(entry.texts).join(', ')})`);
  try {
    await proveLesson({
      entry,
      playable,
      machine,
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
