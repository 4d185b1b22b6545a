import { z } from 'zod';
import { conditionSchema, type Condition } from '../checks/conditions.ts';
import type { Laptop } from './laptop.ts';
import type { Picture } from './picture.ts';

/** Before the text of lesson.md. A translation may leave out all but title and summary: the rest is the original's. */
export const frontMatterSchema = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.number().int().positive(),
  /**
   * 'empty': no container, image, volume, network or file but those in the lesson's folder `start/`. 'previous': what
   * the solution of the lesson before leaves, and the files.
   */
  start: z.enum(['empty', 'previous']),
  /** What of Docker's is learnt, in Docker's words: 'docker run', 'FROM'. */
  teaches: z.array(z.string()),
});

const courseFields = frontMatterSchema.omit({ title: true, summary: true }).partial();

/** lessons/course/course.yaml */
export const courseSchema = z.strictObject({
  /** For whatever a lesson's front matter leaves out. */
  defaults: courseFields,
  /** The folders of the lessons in their order. */
  lessons: z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)).min(1),
});

/** A text in Markdown, of a few words. */
const words = z.string().min(1);

/** `check`: conditions, each with an optional `hint` that is added to why it does not hold. */
export const checkSchema = z
  .array(
    z.looseObject({ hint: words.optional() }).transform(({ hint, ...fields }, context): Expectation => {
      const condition = conditionSchema.safeParse(fields);
      if (condition.success) {
        const isShell = condition.data.kind === 'shell';
        if (isShell && hint === undefined) {
          context.addIssue({ code: 'custom', message: 'a shell condition needs a hint: a script explains nothing' });
        }
        return { condition: condition.data, hint };
      }
      for (const { path, message } of condition.error.issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    }),
  )
  .min(1);

/** `hints`: told one after the other, the most general first. One with `when` only while the machine is like that. */
export const hintsSchema = z
  .array(
    z.union([
      words.transform((say): Hint => ({ when: undefined, say })),
      z.strictObject({ when: conditionSchema, say: words }),
    ]),
  )
  .min(1);

/** `wrong`: what learners are known to do instead, and what they are told then. */
export const wrongSchema = z
  .array(
    z.strictObject({
      /** A script, in place of the step's solution. */
      run: words,
      /** Found in what the check says after it. */
      says: words,
    }),
  )
  .min(1);

const option = z.strictObject({ text: words, correct: z.literal(true).optional(), because: words.optional() });

/** `quiz`: a question, one or more correct options. `predict`: the same, and then it is tried. */
export const quizSchema = z
  .strictObject({
    question: words,
    options: z.array(option).min(2),
    /** Told with the right answer. */
    because: words.optional(),
  })
  .refine(({ options }) => options.some(({ correct }) => correct), 'no option is correct');

export const predictSchema = z
  .strictObject({
    ...quizSchema.shape,
    /** The commands that show it, one a line. */
    run: words,
    /** Found in what they print: the proof that the correct option is. */
    shows: words,
  })
  .refine(({ options }) => options.filter(({ correct }) => correct).length === 1, 'one option has to be correct');

export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type Course = z.infer<typeof courseSchema>;
export type Quiz = z.infer<typeof quizSchema>;
export type Prediction = z.infer<typeof predictSchema>;
export type WrongAnswer = z.infer<typeof wrongSchema>[number];

export interface Expectation {
  readonly condition: Condition;
  readonly hint: string | undefined;
}

export interface Hint {
  readonly when: Condition | undefined;
  readonly say: string;
}

export interface Lesson extends FrontMatter {
  readonly slug: string;
  /** Markdown before the first step. */
  readonly introduction: string;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  /** Unique in the lesson, and the same in all languages: `## Title {#id}`. */
  readonly id: string;
  readonly title: string;
  /** In the order of reading. */
  readonly parts: readonly LessonPart[];
  /** Empty for a step that only explains. */
  readonly check: readonly Expectation[];
  readonly hints: readonly Hint[];
  /**
   * Scripts of bash that do what the step asks, one after the other in one shell: what a block `solution` says, or else
   * the step's own commands. Empty when there is nothing to do.
   */
  readonly solution: readonly Script[];
  readonly wrong: readonly WrongAnswer[];
}

export interface Script {
  readonly run: string;
  /** Found in what it prints: of a prediction. */
  readonly shows?: string;
}

export type LessonPart =
  | { readonly kind: 'text'; readonly markdown: string }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'laptop'; readonly laptop: Laptop }
  | { readonly kind: 'quiz'; readonly quiz: Quiz }
  | { readonly kind: 'predict'; readonly prediction: Prediction };
