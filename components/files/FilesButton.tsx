'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Folder } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useBoot } from '@/components/machine/use-machine.ts';
import { droppedFiles } from './dropped-files.ts';
import { transfers, useTransfers } from './use-files.ts';

const FilesDialog = dynamic(async () => (await import('./FilesDialog.tsx')).FilesDialog, { ssr: false });

/** Opens the workspace's files, also when some are dropped anywhere on the page; tells how many are on their way. */
export function FilesButton() {
  const { files: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  const isReady = useBoot().kind === 'ready';
  useEffect(() => {
    // Without this the browser would leave the page, and its machine, to show the file. The dialog takes its own.
    const onDragOver = (event: DragEvent) => {
      if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (!isReady) return;
      setOpen(true);
      void droppedFiles(event.dataTransfer).then((uploads) => transfers.upload('', uploads));
    };
    addEventListener('dragover', onDragOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('drop', onDrop);
    };
  }, [isReady]);
  const running = useTransfers().filter(({ state }) => state === 'running').length;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={running === 0 ? words.files : words.onTheirWay(running)}
        title={words.about}
        onClick={() => setOpen(true)}
        className="flex h-9 shrink-0 items-center gap-1.5 border-l border-line px-3 text-[0.8125rem] text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink"
      >
        <Folder size={15} aria-hidden />
        <span className="hidden @min-[35rem]:inline">{words.files}</span>
        {running > 0 && (
          <span className="rounded-full bg-lead px-1.5 text-[0.6875rem] text-lead-ink tabular-nums">{running}</span>
        )}
      </button>
      {isOpen && isReady && <FilesDialog onClose={() => setOpen(false)} />}
    </>
  );
}
