import type { Command } from '../../command.ts';

/** The commands of compose that look at a project, or at one of its containers: ps, logs, exec … */
export const observingCommands: readonly Command[] = [];
