import type { Cli } from '../../cli.ts';
import { withProgress, type DisplaySettings } from '../progress/run.ts';
import type { ProgressWriter } from '../progress/event.ts';

/** What the flags before a compose command's name say of how it works. */
export interface ComposeContext {
  readonly cli: Cli;
  readonly display: DisplaySettings;
  /** Whether lines of containers have colours. */
  readonly hasAnsi: boolean;
  /** How many services are worked at together; none is no limit. */
  readonly parallelLimit: number | undefined;
  /** Between the parts of a container's name: '-', or '_' with `--compatibility`. */
  readonly separator: '-' | '_';
}

/** The same, while progress is shown. */
export interface ComposeWork extends ComposeContext {
  readonly progress: ProgressWriter;
}

/** The same for work whose progress nobody is shown. */
export function unseen(context: ComposeContext): ComposeWork {
  return { ...context, progress: { event: () => undefined, tail: () => undefined } };
}

/** Does `task` while its progress is shown. */
export function inProgress<T>(
  context: ComposeContext,
  task: (work: ComposeWork) => Promise<T>,
  title?: string,
): Promise<T> {
  return withProgress(context.cli, context.display, (progress) => task({ ...context, progress }), title);
}
