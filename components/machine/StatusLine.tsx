'use client';

import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { formatBytes, formatSeconds } from '@/components/ui/format.ts';
import type { BootState } from '@/emulator/browser/sandbox-client.ts';
import { ResetDialog } from './ResetDialog.tsx';
import { getSandbox } from './sandbox.ts';
import { useBoot, useFigures } from './use-machine.ts';

/** One slim line: how the machine is, what it holds, and the two ways to start over. */
export function StatusLine() {
  const state = useBoot();
  const { memory, storage, runningContainers } = useFigures();
  const [question, setQuestion] = useState<'restart' | 'reset'>();
  const isReady = state.kind === 'ready';
  const canReset = isReady || state.kind === 'failed' || state.kind === 'storage-full';
  return (
    <footer
      aria-label="Machine"
      className="flex min-h-9 flex-wrap items-center gap-x-5 gap-y-0.5 border-t border-line px-3 py-1 text-xs text-ink-soft tabular-nums sm:px-4"
    >
      <span className="flex items-center gap-2 text-ink">
        <span aria-hidden className={`size-2 rounded-full ${isReady ? 'bg-good' : 'bg-lead'}`} />
        {describe(state)}
        {state.kind === 'ready' && (
          <span className="hidden text-ink-soft sm:inline">
            {state.cold ? 'booted' : 'ready'} in {formatSeconds(state.sinceLoadMs)}
          </span>
        )}
      </span>
      {runningContainers !== undefined && (
        <span>{runningContainers === 1 ? '1 container running' : `${runningContainers} containers running`}</span>
      )}
      {memory !== undefined && (
        <span className="hidden sm:inline">
          memory {formatBytes(memory.usedBytes)} of {formatBytes(memory.totalBytes)}
        </span>
      )}
      {storage !== undefined && <span className="hidden sm:inline">disk {formatBytes(storage.usedBytes)}</span>}
      <span className="ml-auto flex gap-1">
        <LineButton disabled={!isReady} onClick={() => setQuestion('restart')} label="Restart…" />
        <LineButton disabled={!canReset} onClick={() => setQuestion('reset')} label="Reset…" />
      </span>
      {question === 'restart' && (
        <ConfirmDialog
          title="Restart the machine?"
          confirmLabel="Restart"
          onCancel={() => setQuestion(undefined)}
          onConfirm={() => {
            setQuestion(undefined);
            void getSandbox().restart();
          }}
        >
          Running containers and shells end. Images, stopped containers and files stay.
        </ConfirmDialog>
      )}
      {question === 'reset' && <ResetDialog onClose={() => setQuestion(undefined)} />}
    </footer>
  );
}

function LineButton({ label, disabled, onClick }: { label: string; disabled: boolean; onClick(): void }) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className="rounded px-2 py-1 transition-colors enabled:hover:bg-wash enabled:hover:text-ink disabled:opacity-50"
    >
      {label}
    </button>
  );
}

function describe(state: BootState): string {
  switch (state.kind) {
    case 'idle':
      return 'Machine off';
    case 'loading':
      return 'Loading';
    case 'starting':
      return 'Starting';
    case 'ready':
      return 'Running';
    case 'elsewhere':
      return 'Running in another tab';
    case 'storage-full':
      return 'Disk full';
    case 'unsupported':
    case 'failed':
      return 'Not running';
  }
}
