import { humanSize } from '../../format/units.ts';
import { DRY_RUN_PREFIX, type ProgressDisplay, type ProgressEvent } from './event.ts';

const TICK_MS = 100;
const SPINNER = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const SPINNER_STOPPED = '⠿';
/** How full a layer is, a letter each. */
const LEVELS = [...'⠀⡀⣀⣄⣤⣦⣶⣷⣿'];
/** Beside a line's name and status: the sign before it, the time behind. */
const MARGIN_COLUMNS = 15;

const RESET = '\x1b[0m';
const color = { blue: '\x1b[34m', yellow: '\x1b[33m', green: '\x1b[32m', cyan: '\x1b[36m' } as const;
const bold = { yellow: '\x1b[33m\x1b[1m', red: '\x1b[31m\x1b[1m' } as const;

export interface TerminalScreen {
  write(text: string): Promise<void>;
  size(): { rows: number; columns: number };
  readonly hasColor: boolean;
  nowMs(): number;
}

interface Shown {
  event: ProgressEvent;
  readonly startMs: number;
  endMs: number | undefined;
  spinnerMs: number;
  spinnerIndex: number;
  isStopped: boolean;
}

/**
 * How compose v2 draws progress: a title that counts, and a line for each event that is drawn anew in place ten times a
 * second, with a sign before it and its time at the right.
 */
export class TerminalProgress implements ProgressDisplay {
  private readonly shown = new Map<string, Shown>();
  private readonly tails: string[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private drawnLines = 0;
  private isDrawn = false;
  private hidesChildren = false;
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly screen: TerminalScreen,
    private readonly title: string,
    private readonly isDryRun: boolean,
  ) {}

  begin(): void {
    this.timer = setInterval(() => this.draw(), TICK_MS);
  }

  event(event: ProgressEvent): void {
    const nowMs = this.screen.nowMs();
    const before = this.shown.get(event.id);
    const isOver = event.status === 'done' || event.status === 'error';
    if (!before) {
      const endMs = isOver ? nowMs : undefined;
      const spinner = { spinnerMs: nowMs, spinnerIndex: 0, isStopped: isOver };
      this.shown.set(event.id, { event, startMs: nowMs, endMs, ...spinner });
      return;
    }
    if (event.status === 'working') before.isStopped = false;
    else if (before.event.status !== event.status) [before.endMs, before.isStopped] = [nowMs, true];
    const last = before.event;
    before.event = {
      ...event,
      // progress only goes up, and a line does not jump from one parent to another
      current: Math.max(last.current ?? 0, event.current ?? 0),
      total: Math.max(last.total ?? 0, event.total ?? 0),
      percent: Math.max(last.percent ?? 0, event.percent ?? 0),
      parentId: last.parentId && event.parentId ? last.parentId : event.parentId,
    };
  }

  tail(message: string): void {
    this.tails.push(this.isDryRun ? `${DRY_RUN_PREFIX}${message}`.trim() : message);
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    this.draw();
    this.print(this.tails.map((line) => `${line}\n`).join(''));
    await this.written;
  }

  private print(text: string): void {
    if (text === '') return;
    this.written = this.written.then(() => this.screen.write(text));
    this.written.catch(() => undefined);
  }

  private draw(): void {
    const all = [...this.shown.values()];
    if (all.length === 0) return;
    const { rows, columns } = this.screen.size();
    const up = '\x1b[1A'.repeat(this.drawnLines + 1) + (this.isDrawn ? '' : '\x1b[1B');
    this.isDrawn = true;
    const doneCount = all.filter(({ event }) => event.status !== 'working').length;
    const title = `[+] ${this.title} ${doneCount}/${all.length}`;
    const isOver = this.drawnLines !== 0 && doneCount === this.drawnLines;
    if (all.length > rows - 2) this.hidesChildren = true;
    const lines = this.lines(all, columns);
    const count = lines.length;
    while (lines.length < this.drawnLines && lines.length < rows - 2) lines.push(' '.repeat(columns));
    this.drawnLines = Math.max(count, lines.length);
    const text = [isOver ? this.paint(color.blue, title) : title, ...lines].map((line) => `${line}\n`).join('');
    this.print(`${up}\x1b[0G\x1b[?25l${text}\x1b[?25h`);
  }

  private lines(all: readonly Shown[], columns: number): string[] {
    let width = 0;
    for (const { event } of all) {
      width = Math.max(width, `${event.id} ${event.text ?? ''}`.length);
      if (event.parentId) width -= 2;
    }
    const lines: string[] = [];
    for (const one of all) {
      if (one.event.parentId) continue;
      const children = all.filter(({ event }) => event.parentId === one.event.id);
      lines.push(this.line(one, children, '', columns, width));
      if (this.hidesChildren) continue;
      for (const child of children) lines.push(this.line(child, [], '  ', columns, width));
    }
    return lines;
  }

  private line(one: Shown, children: readonly Shown[], pad: string, columns: number, width: number): string {
    const { event } = one;
    const text = `${event.id} ${event.status === 'working' ? this.amount(children) : ''}${event.text ?? ''}`;
    const room = columns - text.length - width - MARGIN_COLUMNS;
    const status =
      room > 0 && event.statusText.length > room ? `${event.statusText.slice(0, room)}...` : event.statusText;
    const endMs = event.status === 'working' ? this.screen.nowMs() : (one.endMs ?? one.startMs);
    const time = `${((endMs - one.startMs) / 1000).toFixed(1)}s `;
    const prefix = this.isDryRun ? this.paint(color.cyan, DRY_RUN_PREFIX) : '';
    const gap = ' '.repeat(Math.max(0, width - text.length));
    const left = `${pad} ${this.sign(one)} ${prefix}${text} ${gap}${this.paint(statusColor(event), status)}`;
    const space = ' '.repeat(Math.max(0, columns - visibleLength(left) - time.length));
    return `${left}${space}${this.paint(color.blue, time)}`;
  }

  /** '[⣿⣤] 1.2MB / 3.4MB ' of what is shown below a line. */
  private amount(children: readonly Shown[]): string {
    if (children.length === 0) return '';
    const sum = (key: 'total' | 'current'): number => children.reduce((all, { event }) => all + (event[key] ?? 0), 0);
    const isKnown = !children.some(({ event }) => event.status === 'working' && !event.total) && sum('total') > 0;
    const sizes = ` ${humanSize(sum('current')).padStart(7)} / ${humanSize(sum('total')).padEnd(7)}`;
    const levels = children.map(({ event }) => LEVELS[Math.trunc(((LEVELS.length - 1) * (event.percent ?? 0)) / 100)]);
    return `[${this.paint(color.green, levels.join(''))}]${isKnown ? sizes : ''} `;
  }

  private sign(one: Shown): string {
    switch (one.event.status) {
      case 'done':
        return this.paint(color.green, '✔');
      case 'warning':
        return this.paint(bold.yellow, '!');
      case 'error':
        return this.paint(bold.red, '✘');
      case 'working':
        return this.paint(color.yellow, this.spinner(one));
    }
  }

  private spinner(one: Shown): string {
    if (one.isStopped) return SPINNER_STOPPED;
    if (this.screen.nowMs() - one.spinnerMs > TICK_MS) one.spinnerIndex = (one.spinnerIndex + 1) % SPINNER.length;
    return SPINNER[one.spinnerIndex] ?? '';
  }

  private paint(code: string, text: string): string {
    return this.screen.hasColor && code !== '' ? `${code}${text}${RESET}` : text;
  }
}

function statusColor({ status }: ProgressEvent): string {
  if (status === 'done') return color.green;
  if (status === 'warning') return bold.yellow;
  return status === 'error' ? bold.red : '';
}

function visibleLength(text: string): number {
  return [...text.replace(/\x1b[^m]*m/g, '')].length;
}
