import { z } from 'zod';

/**
 * A lesson is `lessons/<slug>/lesson.md`: front matter (below), then one `##` section a step. In a step, a fenced
 * block `sh` holds commands that run at a click, one a line; `output` shows what comes back; `check` (YAML, a list of
 * conditions) says how the step's effect is seen through the Engine API.
 */
export const frontMatterSchema = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  /** The order in the list of lessons. */
  order: z.number().int().nonnegative(),
  minutes: z.number().int().positive(),
});

/** Shown when the condition does not hold: what to look at, never the bare solution. */
const hint = z.string().min(1);

const containerCondition = z.strictObject({
  /** A container that fits all of these exists. */
  container: z.strictObject({
    name: z.string().optional(),
    /** As it was given to run: 'busybox', 'debian:12'. */
    image: z.string().optional(),
    state: z.enum(['created', 'running', 'paused', 'exited']).optional(),
    exitCode: z.number().int().optional(),
  }),
  hint,
});

/** No container has this name. */
const absentCondition = z.strictObject({ absent: z.strictObject({ container: z.string() }), hint });

/** The command, run in a running container, ends with 0. */
const execCondition = z.strictObject({
  exec: z.strictObject({ container: z.string(), command: z.array(z.string()).min(1) }),
  hint,
});

export const conditionSchema = z.union([containerCondition, absentCondition, execCondition]);
export const checkSchema = z.array(conditionSchema).min(1);

export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type Condition = z.infer<typeof conditionSchema>;

export interface Lesson extends FrontMatter {
  readonly slug: string;
  /** Markdown before the first step. */
  readonly introduction: string;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  /** Unique in the lesson, made from the title. */
  readonly id: string;
  readonly title: string;
  /** Markdown without the check. */
  readonly text: string;
  /** Empty for a step that only explains. */
  readonly check: readonly Condition[];
}
