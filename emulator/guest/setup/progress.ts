/** Where steps say what happens to them. */
export interface Progress {
  started(step: StepLabel): void;
  doing(step: StepLabel, doing: string, fraction: number | undefined): void;
  /** `cached`: there was nothing to do. */
  done(step: StepLabel, cached: boolean): void;
  failed(step: StepLabel, explanation: string): void;
}

export interface StepLabel {
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly title: string;
}

export interface Output {
  write(text: string): void;
  readonly columns: number;
  readonly isTerminal: boolean;
}

interface Running {
  readonly startedMs: number;
  doing: string;
  fraction: number | undefined;
  /** What a plain log was last told: tenths done and when. */
  toldTenth: number;
  toldMs: number;
}

/** A plain log hears of a step at each tenth, of what it does now after the first interval, of nothing new after the second. */
const PLAIN_CHANGE_MS = 5_000;
const PLAIN_INTERVAL_MS = 15_000;

/** On a terminal: a line for each running step, redrawn in place. Elsewhere: plain lines. */
export function createProgress(output: Output, now: () => number = Date.now): Progress & { stop(): void } {
  const running = new Map<number, Running & { label: StepLabel }>();
  let drawn = 0;
  const timer = output.isTerminal ? setInterval(draw, 1000).unref() : undefined;

  function draw(): void {
    const lines = [...running.values()].map((step) => statusLine(step.label, step, now()).slice(0, output.columns - 1));
    output.write(erase() + lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
  }
  const erase = (): string => (drawn === 0 ? '' : `\x1b[${drawn}A\x1b[J`);
  function print(line: string): void {
    output.write(`${erase()}${line}\n`);
    drawn = 0;
    if (output.isTerminal) draw();
  }
  function end(label: StepLabel, outcome: string): void {
    const step = running.get(label.number);
    running.delete(label.number);
    print(`${heading(label)}: ${outcome}${step === undefined ? '' : ` (${duration(now() - step.startedMs)})`}`);
  }

  return {
    started(label) {
      running.set(label.number, {
        label,
        startedMs: now(),
        doing: '',
        fraction: undefined,
        toldTenth: 0,
        toldMs: now(),
      });
      if (output.isTerminal) draw();
      else print(`${heading(label)}: started`);
    },
    doing(label, doing, fraction) {
      const step = running.get(label.number);
      if (step === undefined) return;
      const wait = step.doing === '' ? 0 : doing === step.doing ? PLAIN_INTERVAL_MS : PLAIN_CHANGE_MS;
      Object.assign(step, { doing, fraction });
      if (output.isTerminal) return;
      const tenth = Math.floor((fraction ?? 0) * 10);
      if (tenth > step.toldTenth || now() - step.toldMs >= wait) {
        Object.assign(step, { toldTenth: tenth, toldMs: now() });
        print(statusLine(label, step, now()));
      }
    },
    done: (label, cached) => end(label, cached ? 'ready' : 'done'),
    failed(label, explanation) {
      end(label, 'failed');
      print(`\n${explanation}\n`);
      if (running.size > 0) print('Finishing what is under way, so that the next start need not. Ctrl-C stops it.');
    },
    stop: () => clearInterval(timer),
  };
}

function heading(label: StepLabel): string {
  return `[${label.number}/${label.total}] ${label.title}`;
}

function statusLine(label: StepLabel, step: Running, nowMs: number): string {
  const percent = step.fraction === undefined ? '' : ` ${Math.min(99, Math.floor(step.fraction * 100))} %`;
  return `${heading(label)}:${percent} ${step.doing || 'started'} (${duration(nowMs - step.startedMs)})`;
}

/** '0:42', '12:03' */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
