import type { Command } from '../../command.ts';

/** The commands of compose that change a project: up, down, build … */
export const operationCommands: readonly Command[] = [];
