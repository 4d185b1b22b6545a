import { errorMessage } from '../../errors.ts';
import type { ComposeFiles, LoadOptions } from './files.ts';
import { loadProject } from './load-project.ts';
import { ComposeError, type Problem, type SourceRange } from './problem.ts';
import { notHonoured } from './project/not-honoured.ts';

/**
 * What is wrong with a project, for an editor: nothing when it can be brought up as it is. Errors have the places that
 * they are about; variables that are not set and parts that this machine does not do are warnings.
 */
export async function checkProject(files: ComposeFiles, options: LoadOptions): Promise<readonly Problem[]> {
  const warnings: Problem[] = [];
  const warn = (message: string, range?: SourceRange): void =>
    void warnings.push({ severity: 'warning', message, ...(range ? { range } : {}) });
  try {
    const project = await loadProject(files, { ...options, warn, warnsOfEveryPlace: true });
    for (const service of Object.values(project.services)) notHonoured(service).forEach((message) => warn(message));
    return warnings;
  } catch (error) {
    const problems = error instanceof ComposeError ? error.problems : [];
    const [first] = problems;
    return first ? [...problems, ...warnings] : [{ severity: 'error', message: errorMessage(error) }, ...warnings];
  }
}
