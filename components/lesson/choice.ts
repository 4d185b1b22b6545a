import type { Quiz } from '@/lessons/format/schema.ts';

/** The options chosen after a click on one: one alone where one is correct, any number otherwise. */
export function toggled(chosen: ReadonlySet<number>, index: number, options: Quiz['options']): ReadonlySet<number> {
  if (options.filter(({ correct }) => correct).length === 1) return new Set([index]);
  return chosen.has(index) ? new Set([...chosen].filter((other) => other !== index)) : new Set([...chosen, index]);
}
