'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { formatBytes } from '@/components/ui/format.ts';
import type { BootState, StorageUsage } from '@/emulator/browser/sandbox-client.ts';
import { ResetDialog } from './ResetDialog.tsx';
import { getSandbox } from './sandbox.ts';

type Failure = Extract<BootState, { kind: 'unsupported' | 'elsewhere' | 'storage-full' | 'failed' }>;

export function isFailure(state: BootState): state is Failure {
  return ['unsupported', 'elsewhere', 'storage-full', 'failed'].includes(state.kind);
}

/** Why there is no machine, and the way on. */
export function FailureView({ state }: { state: Failure }) {
  const { machine: words } = useWords();
  switch (state.kind) {
    case 'unsupported':
      return (
        <Message title={words.unsupported}>
          <p>{words.lacks}</p>
          <ul className="list-disc pl-5">
            {state.missing.map((name) => (
              <li key={name}>{words.features[name]}</li>
            ))}
          </ul>
          <p>{words.useCurrent}</p>
        </Message>
      );
    case 'elsewhere':
      return (
        <Message
          title={words.elsewhere}
          actions={<Button onClick={() => void getSandbox().takeOver()}>{words.useHere}</Button>}
        >
          <p>{words.elsewhereAbout}</p>
        </Message>
      );
    case 'storage-full':
      return <StorageFull usedBytes={state.usedBytes} quotaBytes={state.quotaBytes} />;
    case 'failed':
      return <Failed state={state} />;
  }
}

function StorageFull({ usedBytes, quotaBytes }: StorageUsage) {
  const { machine: words } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <Message
      title={words.diskFull}
      actions={
        <>
          <Button onClick={() => void getSandbox().restart()}>{words.tryAgain}</Button>
          <Button look="quiet" onClick={() => setAsking(true)}>
            {words.askReset}
          </Button>
        </>
      }
    >
      <p>{words.noRoom(formatBytes(usedBytes), quotaBytes === undefined ? undefined : formatBytes(quotaBytes))}</p>
      <p>{words.freeSpace}</p>
      {isAsking && <ResetDialog onClose={() => setAsking(false)} />}
    </Message>
  );
}

function Failed({ state }: { state: Extract<BootState, { kind: 'failed' }> }) {
  const { machine: words } = useWords();
  const sandbox = getSandbox();
  const isWorker = state.step === 'worker';
  const isLoading = state.step === 'load';
  const title = isWorker
    ? words.stopped
    : isLoading
      ? words.notLoaded
      : state.canBootCold
        ? words.notWoken
        : words.notStarted;
  return (
    <Message
      title={title}
      actions={
        <>
          <Button look={state.canBootCold ? 'quiet' : 'primary'} onClick={() => void sandbox.restart()}>
            {isWorker ? words.restart : words.tryAgain}
          </Button>
          {state.canBootCold && <Button onClick={() => void sandbox.restart({ cold: true })}>{words.bootCold}</Button>}
        </>
      }
    >
      {!isWorker && <p>{words.because[causeOf(state)]}</p>}
      {state.canBootCold && <p>{words.bootColdAbout}</p>}
      {isWorker && <p>{words.stoppedAbout}</p>}
      {/* As whoever noticed it said it. */}
      <p lang="en" className="font-mono text-xs break-words">
        {state.message}
      </p>
    </Message>
  );
}

/** In the site's words. */
function causeOf({ step, errorKind }: Extract<BootState, { kind: 'failed' }>) {
  if (errorKind === 'corrupt') return 'damaged';
  if (step === 'load' && errorKind === 'unavailable') return 'notLoaded';
  return step === 'storage' ? 'storage' : 'internal';
}

function Message({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div role="alert" className="grid h-full place-items-center overflow-auto p-6">
      <div className="w-full max-w-md border-l-2 border-lead pl-5">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        <div className="mt-2 space-y-2 text-sm leading-relaxed text-ink-soft">{children}</div>
        {actions !== undefined && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
