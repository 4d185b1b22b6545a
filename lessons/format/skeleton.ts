import { shapeOf } from './picture.ts';
import type { Lesson } from './schema.ts';

/**
 * What a lesson does, without its words: the same in all languages. An entry for each thing, which says where it stands;
 * translations are compared entry by entry.
 */
export function skeletonOf({ minutes, start, teaches, steps }: Lesson): string[] {
  return [
    line('front matter', { minutes, start, teaches }),
    ...steps.flatMap(({ id, parts, check, hints, solution, wrong }) => [
      line(`step ${id}`, {}),
      ...check.map(({ condition }) => line(`step ${id}, check`, condition)),
      ...hints.map(({ when }) => line(`step ${id}, hint`, { when })),
      ...solution.map(({ run, shows }) => line(`step ${id}, commands`, { run: run.trim(), shows })),
      ...wrong.map(({ run }) => line(`step ${id}, wrong answer`, { run: run.trim() })),
      ...parts.flatMap((part) => {
        if (part.kind === 'text') return [];
        if (part.kind === 'laptop') return [line(`step ${id}, laptop`, part.laptop)];
        if (part.kind === 'picture') return [line(`step ${id}, picture`, shapeOf(part.picture) as object)];
        const quiz = part.kind === 'quiz' ? part.quiz : part.prediction;
        const run = part.kind === 'predict' ? part.prediction.run : undefined;
        return [
          line(`step ${id}, ${part.kind}`, { correct: quiz.options.map(({ correct }) => correct ?? false), run }),
        ];
      }),
    ]),
  ];
}

const line = (where: string, what: object) => `${where}: ${JSON.stringify(what)}`;

/** The first thing that differs, in words; undefined when both do the same. */
export function differenceOf(original: Lesson, translation: Lesson): string | undefined {
  const [one, other] = [skeletonOf(original), skeletonOf(translation)];
  const index = one.findIndex((entry, at) => entry !== other[at]);
  if (index === -1 && other.length === one.length) return undefined;
  const at = index === -1 ? one.length : index;
  return `differs from lesson.md; there: ${one[at] ?? 'nothing more'}; here: ${other[at] ?? 'nothing more'}`;
}
