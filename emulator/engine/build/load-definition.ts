import { locate, walk } from './files/tree.ts';
import type { BuildInputs } from './inputs.ts';
import type { Problem } from './dockerfile/ast.ts';
import { SolveError } from './solve-error.ts';
import type { Trace, Vertex } from './trace.ts';

/**
 * The first steps: what was sent is looked at. Resolves to the step that warnings belong to. Errors: SolveError for a
 * Dockerfile that cannot be read.
 */
export async function loadDefinition(inputs: BuildInputs, trace: Trace): Promise<Vertex> {
  const { dockerfile, options, source, context } = inputs;
  const { problems, directives } = dockerfile;
  const name = options.dockerfile.slice(options.dockerfile.lastIndexOf('/') + 1);
  const definition = trace.vertex(`[internal] load build definition from ${name}`);
  await definition.run(() => {
    definition.status('transferring dockerfile:', new TextEncoder().encode(source).length, true);
    for (const problem of problems) {
      if (problem.severity === 'warning') trace.warn(definition, problem, options.dockerfile, source);
    }
  });
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) throw new SolveError(parseErrorText(error.message, error.lines.start), error.lines, undefined);
  if (directives.check.isError) refuse(problems);
  await trace.step('[internal] load .dockerignore', (vertex) => {
    const file = locate(context.root, '.dockerignore')?.file;
    vertex.status('transferring context:', file?.sizeBytes ?? 2, true);
  });
  const usesContext = dockerfile.stages.some(({ instructions }) =>
    instructions.some(
      (each) =>
        ((each.kind === 'copy' || each.kind === 'add') && each.from === '' && each.sources.length > 0) ||
        (each.kind === 'run' && each.mounts.some(({ type, from }) => type === 'bind' && from === '')),
    ),
  );
  if (!usesContext) return definition;
  await trace.step('[internal] load build context', (vertex) => {
    let sizeBytes = 0;
    for (const [path, file] of walk(context.root)) sizeBytes += file.sizeBytes + path.length;
    vertex.status('transferring context:', sizeBytes, true);
  });
  return definition;
}

/** `# check=error=true`. Error: SolveError, if there is a problem. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const rules = [...new Set(problems.map(({ code }) => code))].join(', ');
  throw new SolveError(`lint violation found for rules: ${rules}`, problems[0]!.lines, undefined);
}

function parseErrorText(message: string, line: number): string {
  if (message === 'file with no instructions') return message;
  return `dockerfile parse error on line ${line}: ${message}`;
}
