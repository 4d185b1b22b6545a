import type { Stage } from './ast.ts';

/** The stage a name or number means, among those before `end`; undefined for the name of an image. */
export function findStage(stages: readonly Stage[], reference: string, end = stages.length): number | undefined {
  if (/^\d+$/.test(reference)) return Number(reference) < end ? Number(reference) : undefined;
  const name = reference.toLowerCase();
  // Of several of one name the last wins, as with BuildKit.
  for (let index = end - 1; index >= 0; index--) if (stages[index]!.from.name === name && name !== '') return index;
  return undefined;
}
