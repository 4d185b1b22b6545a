'use client';

import type { Words } from '@/components/language/words/words.ts';
import { useWords } from '@/components/language/use-language.ts';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { formatBytes } from '@/components/ui/format.ts';
import type { Transfer } from './transfers.ts';
import { transfers, useTransfers } from './use-files.ts';

/** What is on its way, and what became of it. */
export function TransferList() {
  const words = useWords();
  const { files } = words;
  const list = useTransfers();
  const hasEnded = list.some(({ state }) => state !== 'running' && state !== 'exists');
  if (list.length === 0) return <div role="status" />;
  return (
    <section aria-label={files.transfers} className="max-h-48 overflow-y-auto border-t border-line bg-paper">
      <ul className="px-5 py-2">
        {list.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {list
          .filter(({ state }) => state !== 'running')
          .map((transfer) => outcome(transfer, words))
          .join('. ')}
      </p>
      {hasEnded && (
        <div className="px-2 pb-2">
          <Button look="plain" size="small" onClick={() => transfers.clearEnded()}>
            {files.clear}
          </Button>
        </div>
      )}
    </section>
  );
}

function TransferRow({ transfer }: { transfer: Transfer }) {
  const words = useWords();
  const { files } = words;
  const { id, direction, path, doneBytes, totalBytes, state } = transfer;
  const Icon = direction === 'upload' ? ArrowUp : ArrowDown;
  return (
    <li className="flex flex-wrap items-center gap-x-2.5 py-1 text-xs">
      <Icon size={13} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1 truncate font-mono">{path || '/workspace'}</span>
      {state === 'running' && (
        <>
          <progress
            aria-label={files.progress(direction, path || '/workspace')}
            value={totalBytes === undefined ? undefined : doneBytes}
            max={totalBytes === undefined ? undefined : Math.max(totalBytes, 1)}
            className="h-1.5 w-28 accent-lead"
          />
          <span className="w-32 text-right text-ink-soft tabular-nums">
            {totalBytes === undefined
              ? formatBytes(doneBytes)
              : files.of(formatBytes(doneBytes), formatBytes(totalBytes))}
          </span>
          <Button look="plain" size="small" onClick={() => transfers.cancel(id)}>
            {files.cancel}
          </Button>
        </>
      )}
      {state === 'exists' && (
        <>
          <span>{files.isThere}</span>
          <Button look="quiet" size="small" onClick={() => void transfers.replace(id)}>
            {files.replace}
          </Button>
          <Button look="plain" size="small" onClick={() => transfers.cancel(id)}>
            {files.keep}
          </Button>
        </>
      )}
      {state !== 'running' && state !== 'exists' && (
        <span className={state === 'failed' ? 'text-lead' : 'text-ink-soft'}>{outcome(transfer, words)}</span>
      )}
    </li>
  );
}

function outcome(transfer: Transfer, { files: words, reason: say }: Words): string {
  const { state, direction, doneBytes, reason, path } = transfer;
  switch (state) {
    case 'done':
      return words.ended(direction, formatBytes(doneBytes));
    case 'failed':
      return words.failed(reason === undefined ? '' : say(reason));
    case 'canceled':
      return words.canceled;
    case 'exists':
      return words.isThereAlready(path);
    case 'running':
      return '';
  }
}
