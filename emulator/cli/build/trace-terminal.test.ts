import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { displayWidth } from '../format/text.ts';
import { TraceModel, type SolveStatus } from './trace-model.ts';
import { TerminalTrace } from './trace-terminal.ts';

const START_MS = Date.parse('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(START_MS + seconds * 1000).toISOString();
const vertex = (digest: string, name: string, rest: Partial<NonNullable<SolveStatus['vertexes']>[number]> = {}) => ({
  vertexes: [{ digest, name, started: at(0), ...rest }],
});
const log = (digest: string, text: string): SolveStatus => ({
  logs: [{ vertex: digest, data: Buffer.from(text).toString('base64'), timestamp: at(1) }],
});

/** What a terminal of that size shows: lines that are too long go on in the next one, and the window scrolls. */
class FakeWindow {
  readonly lines: string[] = [''];
  private row = 0;
  private top = 0;

  constructor(
    readonly rows: number,
    readonly columns: number,
  ) {}

  write(text: string): void {
    for (const [part] of text.matchAll(/\x1b\[[0-9;?]*[A-Za-z]|[^\x1b]/gu)) {
      const up = /^\x1b\[(\d+)A$/.exec(part);
      // What has left the window is out of reach.
      if (up) this.row = Math.max(this.top, this.row - Number(up[1]));
      else if (part === '\x1b[2K') this.lines[this.row] = '';
      else if (part === '\n') this.next();
      else if (!part.startsWith('\x1b')) {
        if (displayWidth(this.lines[this.row]! + part) > this.columns) this.next();
        this.lines[this.row] += part;
      }
    }
  }

  private next(): void {
    this.row++;
    this.lines[this.row] ??= '';
    this.top = Math.max(this.top, this.row - this.rows + 1);
  }

  get shown(): string[] {
    return this.lines.map((line) => line.trimEnd()).filter((line) => line !== '');
  }
}

function traceIn(rows: number, columns: number) {
  const window = new FakeWindow(rows, columns);
  let nowMs = START_MS;
  const screen = {
    write: async (text: string) => window.write(text),
    size: () => ({ rows, columns }),
    hasColor: true,
    nowMs: () => nowMs,
  };
  const trace = new TerminalTrace(screen, 'docker:default');
  const model = new TraceModel();
  return {
    window,
    trace,
    async show(seconds: number, ...statuses: SolveStatus[]) {
      nowMs = START_MS + seconds * 1000;
      for (const status of statuses) model.update(status);
      await trace.update(model);
      await vi.advanceTimersByTimeAsync(100);
    },
  };
}

describe('progress in a terminal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('draws over what it drew: steps, what they say, cached ones, the end', async () => {
    const { window, trace, show } = traceIn(24, 60);
    await trace.begin();
    await show(0, vertex('a', '[1/3] FROM busybox', { completed: at(0), cached: true }), vertex('b', '[2/3] RUN one'));
    await show(1.5, log('b', 'first\nsecond\nnot ended'));
    expect(window.shown).toEqual([
      '[+] Building 1.5s (1/2)                       docker:default',
      ' => CACHED [1/3] FROM busybox                           0.0s',
      ' => [2/3] RUN one                                       1.5s',
      ' => => # first',
      ' => => # second',
      ' => => # not ended',
    ]);
    await show(2, vertex('b', '', { completed: at(2) }), vertex('c', '[3/3] RUN two', { started: at(2) }));
    await show(3, vertex('c', '', { completed: at(3) }));
    await trace.end();
    expect(window.shown).toEqual([
      '[+] Building 3.0s (3/3) FINISHED              docker:default',
      ' => CACHED [1/3] FROM busybox                           0.0s',
      ' => [2/3] RUN one                                       2.0s',
      ' => [3/3] RUN two                                       1.0s',
    ]);
  });

  it.each([
    ['long names and lines', 'RUN echo '.padEnd(300, 'x'), `${'y'.repeat(300)}\n`],
    ['wide characters', `RUN echo ${'日本語'.repeat(40)}`, `${'日本'.repeat(60)}\n`],
    ['tabs', 'RUN a\t\t&& b'.padEnd(90, '\t'), 'a\tb\tc\td\te\tf\tg\th\ti\tj\tk\n'],
  ])('%s take one line each', async (_, name, text) => {
    for (const columns of [60, 21, 8]) {
      const { window, trace, show } = traceIn(24, columns);
      await trace.begin();
      await show(1, vertex('a', name), log('a', text));
      await show(2, log('a', 'more\n'));
      await show(3, vertex('a', '', { completed: at(3) }));
      await trace.end();
      expect(window.shown).toHaveLength(2);
      for (const line of window.shown) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('shows the text of what programs print, without what moves the cursor', async () => {
    const { window, trace, show } = traceIn(24, 60);
    await trace.begin();
    await show(1, vertex('a', 'RUN x'), log('a', '\x1b[32mgreen\x1b[0m\n\x1b]0;title\x07ti\x1b[2Jtle\n10%\r20%\r30%'));
    expect(window.shown.slice(2)).toEqual([' => => # green', ' => => # title', ' => => # 30%']);
    await trace.end();
  });

  it('never takes more lines than the window has, until it is over', async () => {
    const { window, trace, show } = traceIn(10, 40);
    await trace.begin();
    for (let i = 0; i < 20; i++) {
      const done = i === 0 ? [] : [vertex(`v${i - 1}`, '', { completed: at(i) })];
      await show(i, ...done, vertex(`v${i}`, `[${i}] RUN it`, { started: at(i) }), log(`v${i}`, `says ${i}\n`));
      expect(window.shown.length).toBeLessThanOrEqual(10);
      expect(window.shown.at(-1)).toBe(` => => # says ${i}`);
    }
    await show(20, vertex('v19', '', { completed: at(20) }));
    await trace.end();
    expect(window.shown).toHaveLength(21);
  });
});
