import { jsonLines } from './api/json-lines.ts';
import { CliError } from './errors.ts';
import { humanSize } from './format/units.ts';

/** One message of a pull, as the daemon sends it (Engine API, ImageCreate). */
interface ProgressMessage {
  readonly id?: string;
  readonly status?: string;
  readonly stream?: string;
  readonly progressDetail?: {
    readonly current?: number;
    readonly total?: number;
    readonly hidecounts?: boolean;
  } | null;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string; readonly code?: number } | null;
  readonly aux?: unknown;
}

export interface ProgressScreen {
  write(text: string): Promise<void>;
  readonly isTty: boolean;
  columns(): number;
}

/**
 * Shows the progress of a pull: on a terminal one line a layer, redrawn in place; elsewhere a line a state, without
 * bars. Throws the error the daemon reports.
 */
export async function showProgress(body: ReadableStream<Uint8Array>, screen: ProgressScreen): Promise<void> {
  let lines = new Map<string, number>();
  for await (const { value: message } of jsonLines<ProgressMessage>(body)) {
    if (message.aux !== undefined) continue;
    const failure = message.errorDetail?.message ?? message.error;
    if (failure !== undefined) throw new CliError(failure);
    let text = '';
    let below = 0;
    if (message.id !== undefined && message.progressDetail) {
      let line = lines.get(message.id);
      if (line === undefined) {
        line = lines.size;
        lines.set(message.id, line);
        if (screen.isTty) text += '\n';
      }
      below = lines.size - line;
      if (screen.isTty) text += `\x1b[${below}A`;
    } else lines = new Map();
    text += messageText(message, screen);
    if (message.id !== undefined && screen.isTty && below > 0) text += `\x1b[${below}B`;
    await screen.write(text);
  }
}

function messageText(message: ProgressMessage, screen: ProgressScreen): string {
  const detail = message.progressDetail;
  const bar = detail ? progressBar(detail.current ?? 0, detail.total ?? 0, screen.columns(), detail.hidecounts) : '';
  const redraws = screen.isTty && message.stream === undefined && detail !== undefined && detail !== null;
  if (!redraws && bar !== '') return '';
  const name = message.id === undefined ? '' : `${message.id}: `;
  if (redraws) return `\x1b[2K\r${name}${message.status ?? ''} ${bar}\r`;
  if (message.stream !== undefined) return name + message.stream;
  return `${name}${message.status ?? ''}\n`;
}

/** '[====>      ]  1.2MB/3.4MB'; the bar itself only where there is room for it. */
export function progressBar(current: number, total: number, columns: number, hidesCounts = false): string {
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return humanSize(current).padStart(8);
  const done = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const bar = columns > 110 ? `[${'='.repeat(done)}>${' '.repeat(50 - done)}] ` : '';
  if (hidesCounts) return bar;
  const counts = humanSize(current).padStart(8);
  return bar + (current > total ? counts : `${counts}/${humanSize(total)}`);
}
