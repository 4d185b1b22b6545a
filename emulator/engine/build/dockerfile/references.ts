import type { Stage, StageInstruction } from './ast.ts';

/** The stages, images and named contexts that a stage takes files of, as its `from`s name them. */
export function referencesOf({ instructions }: Stage): string[] {
  return instructions.flatMap(filesOf);
}

/** The same of one instruction. */
export function filesOf(instruction: StageInstruction): string[] {
  const from =
    instruction.kind === 'run'
      ? instruction.mounts.map((mount) => mount.from)
      : instruction.kind === 'copy' || instruction.kind === 'add'
        ? [instruction.from]
        : [];
  return from.filter((name) => name !== '');
}
