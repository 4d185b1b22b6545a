import type { BootState } from '@/emulator/browser/sandbox-client.ts';

type Step = Extract<BootState, { kind: 'starting' }>['step'];

/** How the current boot went so far: loading and starting overlap, so both are kept. */
export interface BootLog {
  readonly state: BootState;
  /** performance.now() at the first sign of this boot. */
  readonly startedAtMs: number;
  readonly receivedBytes: number;
  readonly totalBytes: number | undefined;
  readonly loadedAtMs: number | undefined;
  readonly steps: readonly { readonly step: Step; readonly startedAtMs: number }[];
}

export const EMPTY_BOOT_LOG: BootLog = {
  state: { kind: 'idle' },
  startedAtMs: 0,
  receivedBytes: 0,
  totalBytes: undefined,
  loadedAtMs: undefined,
  steps: [],
};

/** The log after `state` was told at `nowMs`. A first 'loading' starts a new one. */
export function advanceBootLog(log: BootLog, state: BootState, nowMs: number): BootLog {
  if (state.kind === 'loading') {
    const isOver = log.state.kind !== 'loading' && log.state.kind !== 'starting';
    const base = isOver ? { ...EMPTY_BOOT_LOG, startedAtMs: nowMs } : log;
    const isComplete = state.totalBytes !== undefined && state.receivedBytes >= state.totalBytes;
    return {
      ...base,
      state: base.state.kind === 'starting' ? base.state : state,
      receivedBytes: state.receivedBytes,
      totalBytes: state.totalBytes,
      loadedAtMs: isComplete ? (base.loadedAtMs ?? nowMs) : undefined,
    };
  }
  if (state.kind !== 'starting') return { ...log, state };
  // A machine that ran and starts again, on what is loaded already.
  const base = log.state.kind === 'ready' ? { ...log, startedAtMs: nowMs, loadedAtMs: nowMs, steps: [] } : log;
  if (base.steps.at(-1)?.step === state.step) return { ...base, state };
  return { ...base, state, steps: [...base.steps, { step: state.step, startedAtMs: nowMs }] };
}
