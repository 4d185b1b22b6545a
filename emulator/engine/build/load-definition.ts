import { locate, walk } from './files/tree.ts';
import { SolveError } from './graph-build.ts';
import type { BuildInputs } from './inputs.ts';
import type { Trace } from './trace.ts';

/** The first steps: what was sent is looked at. Errors: SolveError for a Dockerfile that cannot be read. */
export async function loadDefinition(inputs: BuildInputs, trace: Trace): Promise<void> {
  const { dockerfile, options, source, context } = inputs;
  const { problems, directives } = dockerfile;
  const name = options.dockerfile.slice(options.dockerfile.lastIndexOf('/') + 1);
  await trace.step(`[internal] load build definition from ${name}`, (vertex) => {
    vertex.status('transferring dockerfile:', new TextEncoder().encode(source).length, true);
    for (const problem of problems) {
      if (problem.severity === 'warning') trace.warn(vertex, problem, options.dockerfile, source);
    }
  });
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) throw new SolveError(parseErrorText(error.message, error.lines.start), error.lines, undefined);
  if (directives.check.isError && problems.length > 0) {
    const rules = [...new Set(problems.map(({ code }) => code))].join(', ');
    throw new SolveError(`lint violation found for rules: ${rules}`, problems[0]!.lines, undefined);
  }
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
  if (!usesContext) return;
  await trace.step('[internal] load build context', (vertex) => {
    let sizeBytes = 0;
    for (const [path, file] of walk(context.root)) sizeBytes += file.sizeBytes + path.length;
    vertex.status('transferring context:', sizeBytes, true);
  });
}

function parseErrorText(message: string, line: number): string {
  if (message === 'file with no instructions') return message;
  return `dockerfile parse error on line ${line}: ${message}`;
}
