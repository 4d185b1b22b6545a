import type { Problem, Stage } from './ast.ts';
import { cleanPath, type IgnoreRules } from './dockerignore.ts';
import { warning } from './problems.ts';

/**
 * CopyIgnoredFile: COPY and ADD of what .dockerignore keeps away. With exceptions in it BuildKit does not judge, as a file
 * in an ignored folder may be there.
 */
export function lintIgnoredSources(stages: readonly Stage[], ignored: IgnoreRules): Problem[] {
  if (ignored.hasExceptions) return [];
  return stages
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => {
      if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
      if (instruction.from !== '') return [];
      const name = instruction.kind === 'add' ? 'Add' : 'Copy';
      return instruction.sources
        .filter((source) => isIgnored(source, ignored))
        .map((source) => {
          const message = `Attempting to ${name} file ${JSON.stringify(cleanPath(source))} that is excluded by .dockerignore`;
          return warning('CopyIgnoredFile', message, instruction.lines);
        });
    });
}

/** A name that nobody has: what ignores it, ignores whatever lies at the top. */
const ANYTHING = '\u0001';

function isIgnored(source: string, ignored: IgnoreRules): boolean {
  // What a variable stands for is not known here, and URLs are of no context.
  if (source.includes('$') || /^(?:[a-z]+:\/\/|git@)/.test(source)) return false;
  const path = cleanPath(source);
  return ignored.ignores(path === '.' || path === '/' ? ANYTHING : path);
}
