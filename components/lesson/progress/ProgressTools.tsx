'use client';

import { useRef, useState } from 'react';
import { reasonOf } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { saveFile } from '@/components/files/save-file.ts';
import { Button } from '@/components/ui/Button.tsx';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import type { ProgressFileError } from './progress-file.ts';
import { clearProgress, readProgress, setProgress, useProgress, type Progress } from './progress-store.ts';

type Asked = { readonly kind: 'clear' } | { readonly kind: 'import'; readonly file: Progress };
type Outcome = { readonly isError: boolean; readonly message: string };

/** Export, import and clear. Files are read and written here; nothing leaves the browser. */
export function ProgressTools() {
  const { progress: words, reason } = useWords();
  const { done, lastLesson } = useProgress();
  const [asked, setAsked] = useState<Asked>();
  const [outcome, setOutcome] = useState<Outcome>();
  const input = useRef<HTMLInputElement>(null);
  const isEmpty = done.size === 0 && lastLesson === undefined;

  const keep = (progress: Progress) => {
    setProgress(progress);
    setOutcome({ isError: false, message: words.imported(progress.done.size) });
    setAsked(undefined);
  };

  const read = async (file: File) => {
    setOutcome(undefined);
    // With the schema: only for those who have a file.
    const { ProgressFileError, readProgressFile } = await import('./progress-file.ts');
    try {
      const progress = readProgressFile(await file.text());
      if (readProgress().done.size === 0) keep(progress);
      else setAsked({ kind: 'import', file: progress });
    } catch (error) {
      const why = error instanceof ProgressFileError ? problemIn(error) : reason(reasonOf(error));
      setOutcome({ isError: true, message: words.notTaken(file.name, why) });
    }
  };
  const problemIn = ({ kind, detail }: ProgressFileError) => words.problems[kind](detail);

  const write = async () => {
    const { writeProgressFile } = await import('./progress-file.ts');
    const nowMs = Date.now();
    const text = writeProgressFile(readProgress(), nowMs);
    await saveFile(`slipway-progress-${new Date(nowMs).toISOString().slice(0, 10)}.json`, new Blob([text]).stream());
  };

  return (
    <div className="mt-2 -ml-3">
      <div className="flex flex-wrap gap-1">
        <Button size="small" look="plain" disabled={isEmpty} onClick={() => void write()}>
          {words.export}
        </Button>
        <Button size="small" look="plain" onClick={() => input.current?.click()}>
          {words.import}
        </Button>
        <Button size="small" look="plain" disabled={isEmpty} onClick={() => setAsked({ kind: 'clear' })}>
          {words.clear}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      <div role="status" className="pl-3">
        {outcome?.isError === false && <p className="mt-1 text-sm text-good">{outcome.message}</p>}
      </div>
      {outcome?.isError === true && (
        <p role="alert" className="mt-1 max-w-[56ch] border-l-2 border-lead pl-3 text-sm leading-relaxed break-words">
          {outcome.message}
        </p>
      )}
      {asked?.kind === 'clear' && (
        <ConfirmDialog
          title={words.clearQuestion}
          confirmLabel={words.clearAll}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => {
            clearProgress();
            setOutcome({ isError: false, message: words.cleared });
            setAsked(undefined);
          }}
        >
          {words.clearAbout}
        </ConfirmDialog>
      )}
      {asked?.kind === 'import' && (
        <ImportDialog file={asked.file} onChoose={keep} onCancel={() => setAsked(undefined)} />
      )}
    </div>
  );
}
