'use client';

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
  switch (state.kind) {
    case 'unsupported':
      return (
        <Message title="This browser cannot run the machine">
          <p>It lacks:</p>
          <ul className="list-disc pl-5">
            {state.missing.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p>A current Chrome, Edge, Firefox or Safari works, in a normal (not private) window.</p>
        </Message>
      );
    case 'elsewhere':
      return (
        <Message
          title="The machine runs in another tab"
          actions={<Button onClick={() => void getSandbox().takeOver()}>Use it here</Button>}
        >
          <p>
            All tabs share one machine and its disk. If you use it here, the other tab saves its files and stops;
            containers that run there end.
          </p>
        </Message>
      );
    case 'storage-full':
      return <StorageFull usedBytes={state.usedBytes} quotaBytes={state.quotaBytes} />;
    case 'failed':
      return <Failed state={state} />;
  }
}

function StorageFull({ usedBytes, quotaBytes }: StorageUsage) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Message
      title="The disk is full"
      actions={
        <>
          <Button onClick={() => void getSandbox().restart()}>Try again</Button>
          <Button look="quiet" onClick={() => setAsking(true)}>
            Reset…
          </Button>
        </>
      }
    >
      <p>
        There is no room left to start the machine. The sandbox keeps {formatBytes(usedBytes)} in this browser
        {quotaBytes !== undefined && `, which allows ${formatBytes(quotaBytes)}`}. Files that were saved are safe.
      </p>
      <p>Free some space on this computer and try again, or reset the sandbox, which deletes all that is in it.</p>
      {isAsking && <ResetDialog onClose={() => setAsking(false)} />}
    </Message>
  );
}

function Failed({ state }: { state: Extract<BootState, { kind: 'failed' }> }) {
  const sandbox = getSandbox();
  const isWorker = state.step === 'worker';
  const isLoading = state.step === 'load';
  const title = isWorker
    ? 'The machine stopped'
    : isLoading
      ? 'The machine could not be loaded'
      : state.canBootCold
        ? 'The machine did not wake up'
        : 'The machine could not be started';
  return (
    <Message
      title={title}
      actions={
        <>
          <Button look={state.canBootCold ? 'quiet' : 'primary'} onClick={() => void sandbox.restart()}>
            {isWorker ? 'Restart' : 'Try again'}
          </Button>
          {state.canBootCold && <Button onClick={() => void sandbox.restart({ cold: true })}>Boot from cold</Button>}
        </>
      }
    >
      {state.canBootCold && (
        <p>
          Its saved state could not be used. Booting the kernel instead takes some seconds longer and leads to the same
          machine, with your images, containers and files.
        </p>
      )}
      {isWorker && <p>Files that were synced are safe, and stopped containers will be there after a restart.</p>}
      <p className="font-mono text-xs break-words">{state.message}</p>
    </Message>
  );
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
