import type { RunView, SpanView } from './runs-api.ts';

/** The seven steps of `docker run`, in the order that the course names them. */
export const STEPS = ['image', 'container', 'files', 'link', 'address', 'program', 'end'] as const;
export type StepName = (typeof STEPS)[number];

/**
 * 'done'; 'failed': here it ended; 'waiting': it has not come to this, or never did; 'running': it is at it now; 'none':
 * there was nothing to do.
 */
export type StepState = 'done' | 'failed' | 'waiting' | 'running' | 'none';

/** One thing that was measured. */
export interface Measured {
  readonly name: string;
  readonly startMs: number;
  /** Of what goes on: now. */
  readonly endMs: number;
  readonly isOpen: boolean;
  readonly attributes: SpanView['Attributes'];
  readonly error: string;
}

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  readonly spans: readonly Measured[];
  /** Of its spans together, without what lies between; undefined when nothing was measured. */
  readonly durationMs: number | undefined;
}

const STEP_OF: Readonly<Record<string, StepName>> = {
  'image.lookup': 'image',
  'image.pull': 'image',
  'image.layer': 'image',
  'container.create': 'container',
  'container.prepare': 'files',
  'guest.overlay': 'files',
  'guest.files': 'files',
  'guest.namespace': 'link',
  'guest.pair': 'link',
  'network.address': 'address',
  'ports.publish': 'address',
  'guest.crun': 'program',
  'guest.crun-done': 'program',
  'guest.created': 'program',
  'guest.begin': 'program',
  'guest.exit': 'program',
  'guest.cleaned': 'end',
  'container.release': 'end',
  'container.remove': 'end',
};

/** What was measured, sorted into the seven steps. */
export function stepsOf(run: RunView): readonly Step[] {
  const byStep = new Map<StepName, Measured[]>(STEPS.map((name) => [name, []]));
  for (const span of run.Spans) {
    const step = STEP_OF[span.Name];
    if (step) byStep.get(step)!.push(measured(span, run.NowMs));
  }
  const program = byStep.get('program')!;
  // What the guest did in particular is not known always; then all of it is.
  const launch = run.Spans.find(({ Name: name }) => name === 'container.start');
  if (launch && !run.Spans.some(({ Name: name }) => name.startsWith('guest.')))
    program.push(measured(launch, run.NowMs));
  // The program's own life: to its end as the guest saw it, or to now.
  const began = program.find(({ name }) => name === 'guest.begin');
  if (began && run.State === 'running') {
    const life = {
      name: 'guest.exit',
      startMs: began.endMs,
      endMs: run.NowMs,
      isOpen: true,
      attributes: {},
      error: '',
    };
    program.push(life);
  }
  const failedAt = run.State === 'failed' ? failedStep(run) : undefined;
  return STEPS.map((name) => {
    const spans = byStep.get(name)!;
    return { name, spans, state: stateOf(name, spans, run, failedAt), durationMs: durationOf(spans) };
  });
}

function measured(
  { Name: name, StartMs: startMs, EndMs, Attributes: attributes, Error: error }: SpanView,
  nowMs: number,
) {
  return { name, startMs, endMs: EndMs ?? nowMs, isOpen: EndMs === null, attributes, error };
}

/** Where a run came to its end too early. */
function failedStep(run: RunView): StepName {
  const failed = run.Spans.findLast(({ Error: error }) => error !== '');
  const step = failed && STEP_OF[failed.Name];
  if (step) return step;
  if (failed?.Name !== 'container.start') return run.ContainerId === '' ? 'container' : 'files';
  // The guest was asked for all of the rest; the last thing it did says how far it came.
  const reached = run.Spans.map(({ Name: name }) => name);
  if (reached.includes('guest.crun')) return 'program';
  return reached.includes('guest.files') ? 'link' : 'files';
}

function stateOf(name: StepName, spans: readonly Measured[], run: RunView, failedAt: StepName | undefined): StepState {
  if (name === failedAt) return 'failed';
  const isOver = run.State === 'exited' || run.State === 'running';
  if (name === 'end') return run.State === 'exited' ? 'done' : 'waiting';
  if (name === 'program' && run.State === 'running') return 'running';
  if (spans.some(({ isOpen }) => isOpen)) return 'running';
  if (spans.length > 0) return 'done';
  if (!isOver) return 'waiting';
  return name === 'link' && run.Spans.some(({ Attributes: { interface: inside } }) => inside) ? 'done' : 'none';
}

/** Spans may lie in each other (the layers of a pull). */
function durationOf(spans: readonly Measured[]): number | undefined {
  if (spans.length === 0) return undefined;
  const sorted = [...spans].sort((a, b) => a.startMs - b.startMs);
  let [total, coveredMs] = [0, -Infinity];
  for (const { startMs, endMs } of sorted) {
    total += Math.max(0, endMs - Math.max(startMs, coveredMs));
    coveredMs = Math.max(coveredMs, endMs);
  }
  return total;
}

export const spanOf = (step: Step, name: string): Measured | undefined =>
  step.spans.findLast((span) => span.name === name);

/** An attribute as text; '' when it is not there. */
export function textOf(span: Measured | undefined, name: string): string {
  const value = span?.attributes[name];
  return value === undefined ? '' : typeof value === 'object' ? value.join(' ') : String(value);
}

export function listOf(span: Measured | undefined, name: string): readonly string[] {
  const value = span?.attributes[name];
  return typeof value === 'object' ? value : [];
}

export function numberOf(span: Measured | undefined, name: string): number {
  const value = span?.attributes[name];
  return typeof value === 'number' ? value : 0;
}
