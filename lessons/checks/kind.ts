import type { z } from 'zod';
import type { LessonMachine } from './machine.ts';
import type { Messages } from './messages/messages.ts';

/** One kind of condition: what an author may ask for, and how the machine is asked. */
export interface ConditionKind<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /**
   * Undefined when it holds; else what is not so, in a sentence of the learner's language. Rejects when the machine
   * cannot be asked.
   */
  look(wanted: z.infer<Schema>, machine: LessonMachine, say: Messages): Promise<string | undefined>;
}

/** Keeps the schema's type. */
export function kind<Schema extends z.ZodType>(definition: ConditionKind<Schema>): ConditionKind<Schema> {
  return definition;
}
