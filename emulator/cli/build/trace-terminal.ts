import { displayWidth } from '../format/text.ts';
import { isCanceled, statusText } from './trace-plain.ts';
import { endLogs, secondsText, type TraceModel, type TraceVertex } from './trace-model.ts';

const LOG_LINES = 6;
const TICK_MS = 100;
const COLOR = { done: '\x1b[34m', error: '\x1b[31m', canceled: '\x1b[33m', off: '\x1b[0m' } as const;

export interface TerminalScreen {
  write(text: string): Promise<void>;
  size(): { rows: number; columns: number };
  readonly hasColor: boolean;
  nowMs(): number;
}

/**
 * `--progress=tty`: all steps with their times, drawn anew in place ten times a second. Never more lines than the
 * window has: steps that are done go first.
 */
export class TerminalTrace {
  private drawnLines = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private model: TraceModel | undefined;
  private drawing: Promise<void> = Promise.resolve();

  constructor(
    private readonly screen: TerminalScreen,
    private readonly driver: string,
  ) {}

  async begin(): Promise<void> {
    this.timer = setInterval(() => this.draw(false), TICK_MS);
  }

  async update(model: TraceModel): Promise<void> {
    // A burst of messages is drawn once.
    this.model = model;
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    this.draw(true);
    await this.drawing;
  }

  private draw(isOver: boolean): void {
    const { model } = this;
    if (!model) return;
    const lines = this.lines(model, isOver);
    const up = this.drawnLines === 0 ? '' : `\x1b[${this.drawnLines}A`;
    // The cursor is hidden while the lines are written; lines left over from before are erased.
    const text = lines.map((line) => `\x1b[2K${line}\n`).join('');
    const rest = Math.max(0, this.drawnLines - lines.length);
    const erase = rest === 0 ? '' : `${'\x1b[2K\n'.repeat(rest)}\x1b[${rest}A`;
    this.drawnLines = lines.length;
    this.drawing = this.drawing.then(() => this.screen.write(`\x1b[?25l${up}${text}${erase}\x1b[?25h`)).catch(() => {});
  }

  private lines(model: TraceModel, isOver: boolean): string[] {
    const { rows, columns } = this.screen.size();
    const width = columns || 80;
    const height = Math.max(4, (rows || 24) - 2);
    const vertices = [...model.vertices.values()].filter(({ startedMs }) => startedMs !== undefined);
    const elapsed = model.firstMs === undefined ? 0 : (this.screen.nowMs() - model.firstMs) / 1000;
    const count = `(${model.completed}/${model.vertices.size})${isOver ? ' FINISHED' : ''}`;
    const title = `[+] Building ${secondsText(elapsed)} ${count}`;
    const head = fitted(title, Math.max(0, width - this.driver.length - 1)) + ` ${this.driver}`;
    const blocks = vertices.map((vertex) => this.block(vertex, width));
    return [cut(head, width), ...fit(blocks, isOver ? Infinity : height)];
  }

  private block(vertex: TraceVertex, width: number): Block {
    const isDone = vertex.completedMs !== undefined;
    if (isDone) endLogs(vertex);
    const seconds = ((vertex.completedMs ?? this.screen.nowMs()) - (vertex.startedMs ?? 0)) / 1000;
    const state = isCanceled(vertex) ? 'CANCELED ' : vertex.error ? 'ERROR ' : vertex.isCached ? 'CACHED ' : '';
    const color = isCanceled(vertex) ? COLOR.canceled : vertex.error ? COLOR.error : isDone ? COLOR.done : '';
    const lines = [this.line(` => ${state}${clean(vertex.name)}`, secondsText(seconds), width, color)];
    for (const status of vertex.statuses.values()) {
      const end = status.completedMs ?? this.screen.nowMs();
      const took = secondsText(status.startedMs === undefined ? 0 : (end - status.startedMs) / 1000);
      lines.push(this.line(` => => ${statusText(status)}`, took, width, isDone ? COLOR.done : ''));
    }
    if (!isDone || vertex.error) {
      const said = vertex.logs.map(({ text }) => text);
      // What is not ended yet: a question, or a bar that is drawn again and again.
      if (vertex.pending !== '') said.push(vertex.pending);
      for (const text of said.slice(-LOG_LINES)) lines.push(cut(` => => # ${clean(text)}`, width));
    }
    return { lines, isDone };
  }

  private line(left: string, right: string, width: number, color: string): string {
    const whole = cut(`${fitted(left, Math.max(0, width - right.length - 1))} ${right}`, width);
    return this.screen.hasColor && color !== '' ? `${color}${whole}${COLOR.off}` : whole;
  }
}

interface Block {
  readonly lines: readonly string[];
  readonly isDone: boolean;
}

/** At most `height` lines: first what done steps say besides goes, then the oldest of them, then the oldest lines. */
function fit(blocks: readonly Block[], height: number): string[] {
  const total = () => shown.reduce((sum, block) => sum + block.lines.length, 0);
  let shown = [...blocks];
  if (total() > height)
    shown = shown.map((block) => (block.isDone ? { ...block, lines: block.lines.slice(0, 1) } : block));
  for (let i = 0; total() > height && i < shown.length;) {
    if (shown[i]!.isDone) shown.splice(i, 1);
    else i++;
  }
  const lines = shown.flatMap((block) => block.lines);
  return lines.slice(Math.max(0, lines.length - height));
}

/** Of exactly so many columns: filled with spaces, or cut with three dots. */
function fitted(text: string, columns: number): string {
  const width = displayWidth(text);
  if (width <= columns) return text + ' '.repeat(columns - width);
  const kept = cut(text, Math.max(0, columns - 3));
  return cut(`${kept}...${' '.repeat(Math.max(0, columns - 3 - displayWidth(kept)))}`, columns);
}

/** At most so many columns: a line that is longer would take two, and what is drawn over it would go astray. */
function cut(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return kept;
}

/** What a program prints may move the cursor: only its text is shown, and of a line drawn again the last one. */
function clean(text: string): string {
  return text
    .replace(/\r+$/, '')
    .replace(/^.*\r/s, '')
    .replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '')
    .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/[\x00-\x08\x0b-\x1f]/g, '')
    .replaceAll('\t', '    ');
}
