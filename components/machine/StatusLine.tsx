'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { formatBytes, formatSeconds } from '@/components/ui/format.ts';
import { ResetDialog } from './ResetDialog.tsx';
import { getSandbox } from './sandbox.ts';
import { useBoot, useFigures } from './use-machine.ts';

/** One slim line: how the machine is, what it holds, and the two ways to start over. */
export function StatusLine() {
  const { machine: words, lesson } = useWords();
  const state = useBoot();
  const { memory, storage, runningContainers } = useFigures();
  const [question, setQuestion] = useState<'restart' | 'reset'>();
  const isReady = state.kind === 'ready';
  const canReset = isReady || state.kind === 'failed' || state.kind === 'storage-full';
  return (
    <footer
      aria-label={lesson.machine}
      className="flex min-h-9 flex-wrap items-center gap-x-5 gap-y-0.5 border-t border-line px-3 py-1 text-xs text-ink-soft tabular-nums sm:px-4"
    >
      <span className="flex items-center gap-2 text-ink">
        <span aria-hidden className={`size-2 rounded-full ${isReady ? 'bg-good' : 'bg-lead'}`} />
        {words.state[state.kind]}
        {state.kind === 'ready' && (
          <span className="hidden text-ink-soft sm:inline">
            {words.ready(state.cold, formatSeconds(state.sinceLoadMs))}
          </span>
        )}
      </span>
      {runningContainers !== undefined && <span>{words.running(runningContainers)}</span>}
      {memory !== undefined && (
        <span className="hidden sm:inline">
          {words.memory(formatBytes(memory.usedBytes), formatBytes(memory.totalBytes))}
        </span>
      )}
      {storage !== undefined && <span className="hidden sm:inline">{words.disk(formatBytes(storage.usedBytes))}</span>}
      <span className="ml-auto flex gap-1">
        <LineButton disabled={!isReady} onClick={() => setQuestion('restart')} label={words.askRestart} />
        <LineButton disabled={!canReset} onClick={() => setQuestion('reset')} label={words.askReset} />
      </span>
      {question === 'restart' && (
        <ConfirmDialog
          title={words.restartQuestion}
          confirmLabel={words.restart}
          onCancel={() => setQuestion(undefined)}
          onConfirm={() => {
            setQuestion(undefined);
            void getSandbox().restart();
          }}
        >
          {words.restartAbout}
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
