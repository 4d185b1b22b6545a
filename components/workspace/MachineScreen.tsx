'use client';

import { useEffect } from 'react';
import { BootView } from '@/components/machine/BootView.tsx';
import { FailureView, isFailure } from '@/components/machine/FailureView.tsx';
import { FullDiskNotice } from '@/components/machine/FullDiskNotice.tsx';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { TerminalTabs } from '@/components/terminal/TerminalTabs.tsx';

/**
 * The machine as the learner meets it: its boot, its terminals, or why there are none. Starts it. `takesFocus`: the
 * keyboard goes to the shell as soon as there is one.
 */
export function MachineScreen({ takesFocus = false }: { takesFocus?: boolean }) {
  const state = useBoot();
  useEffect(() => getSandbox().start(), []);
  const isReady = state.kind === 'ready';
  useEffect(() => {
    if (isReady && takesFocus) void terminalTabs.focusWhenLoaded();
  }, [isReady, takesFocus]);
  return (
    <div className="relative flex h-full min-h-0 flex-col bg-sheet">
      <FullDiskNotice />
      <div className="min-h-0 flex-1" inert={!isReady}>
        <TerminalTabs />
      </div>
      {!isReady && (
        <div className="absolute inset-0 top-9 bg-sheet">
          {isFailure(state) ? <FailureView state={state} /> : <BootView />}
        </div>
      )}
    </div>
  );
}
