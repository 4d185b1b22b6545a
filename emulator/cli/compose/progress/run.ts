import type { Cli } from '../../cli.ts';
import type { ProgressDisplay, ProgressWriter } from './event.ts';
import { JsonProgress, PlainProgress, QuietProgress } from './lines.ts';
import { TerminalProgress } from './terminal.ts';

/** How progress is shown: `--progress`, `--ansi`, and what the environment says. */
export interface DisplaySettings {
  readonly mode: 'auto' | 'tty' | 'plain' | 'json' | 'quiet';
  /** Of progress; NO_COLOR ends it. */
  readonly hasColor: boolean;
  readonly isDryRun: boolean;
}

/** Does `task` and shows on stderr what it tells; '[+] TITLE 1/2' on a terminal. */
export async function withProgress<T>(
  cli: Cli,
  settings: DisplaySettings,
  task: (progress: ProgressWriter) => Promise<T>,
  title = 'Running',
): Promise<T> {
  const display = displayOf(cli, settings, title);
  display.begin();
  try {
    return await task(display);
  } finally {
    await display.end();
  }
}

function displayOf(cli: Cli, { mode, hasColor, isDryRun }: DisplaySettings, title: string): ProgressDisplay {
  const write = (text: string): Promise<void> => cli.err(text);
  if (mode === 'quiet') return new QuietProgress();
  if (mode === 'json') return new JsonProgress(write, isDryRun);
  if (mode === 'plain' || (mode === 'auto' && !cli.io.stderrIsTty)) return new PlainProgress(write, isDryRun);
  const size = (): { rows: number; columns: number } => {
    const { rows, columns } = cli.io.size();
    return { rows: rows || 24, columns: columns || 80 };
  };
  return new TerminalProgress({ write, size, hasColor, nowMs: () => Date.now() }, title, isDryRun);
}
