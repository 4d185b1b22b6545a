'use client';

import { useEffect, useRef } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { Button } from '@/components/ui/Button.tsx';
import { merged, useProgress, type Progress } from './progress-store.ts';

interface Props {
  readonly file: Progress;
  onChoose(progress: Progress): void;
  onCancel(): void;
}

/** Two ways to take a file's progress where there is some already; Escape and a click beside it take neither. */
export function ImportDialog({ file, onChoose, onCancel }: Props) {
  const { progress: words, site } = useWords();
  const here = useProgress();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="import-title"
      onClose={onCancel}
      onClick={(event) => event.target === dialog.current && onCancel()}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border border-line bg-sheet p-0 text-ink shadow-xl backdrop:bg-black/45"
    >
      <div className="space-y-4 p-6">
        <h2 id="import-title" className="text-lg font-semibold tracking-tight">
          {words.importQuestion}
        </h2>
        <p className="text-sm leading-relaxed text-ink-soft">{words.importAbout(file.done.size, here.done.size)}</p>
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <Button look="plain" onClick={onCancel}>
            {site.cancel}
          </Button>
          <Button look="quiet" onClick={() => onChoose(file)}>
            {words.replace}
          </Button>
          <Button autoFocus onClick={() => onChoose(merged(here, file))}>
            {words.merge}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
