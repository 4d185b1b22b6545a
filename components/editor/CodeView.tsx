'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { formatBytes } from '@/components/ui/format.ts';
import { DocumentNotice } from './DocumentNotice.tsx';
import type { OpenDocument } from './documents/documents.ts';
import { MAX_FILE_BYTES } from './documents/text-content.ts';
import { Comparison } from './Comparison.tsx';
import { TextView } from './TextView.tsx';
import { useMonaco } from './use-editor.ts';

/** The file that is shown: its text, or why there is none. */
export function CodeView({ document: shown }: { document: OpenDocument }) {
  const { editor: words, reason } = useWords();
  const [attempt, setAttempt] = useState(0);
  const [compared, setCompared] = useState<{ readonly id: number; readonly theirs: string }>();
  const monaco = useMonaco(attempt);
  const { state } = shown;
  const isComparing = state.kind === 'conflict' && compared?.id === shown.id && compared.theirs === state.theirs;

  return (
    <div
      role="tabpanel"
      id="editor-panel"
      aria-labelledby={`file-tab-${shown.id}`}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <DocumentNotice
        document={shown}
        isComparing={isComparing}
        onCompare={(theirs) => setCompared(theirs === undefined ? undefined : { id: shown.id, theirs })}
      />
      {state.kind === 'binary' || state.kind === 'too-large' ? (
        <NotText reason={state.kind} />
      ) : monaco.kind === 'failed' ? (
        <div role="alert" className="flex flex-col items-start gap-3 p-6 text-sm">
          <p>{words.notLoaded(reason(monaco.reason))}</p>
          <Button size="small" look="quiet" onClick={() => setAttempt(attempt + 1)}>
            {words.tryAgain}
          </Button>
        </div>
      ) : monaco.kind === 'loading' ? (
        <p className="p-6 text-sm text-ink-soft">{words.loading}</p>
      ) : isComparing ? (
        <Comparison monaco={monaco.monaco} id={shown.id} theirs={state.theirs} />
      ) : (
        <TextView monaco={monaco.monaco} document={shown} />
      )}
    </div>
  );
}

function NotText({ reason }: { reason: 'binary' | 'too-large' }) {
  const { editor: words } = useWords();
  return (
    <div className="flex flex-col gap-2 p-6 text-sm leading-relaxed">
      <p className="font-medium">{reason === 'binary' ? words.notText : words.tooLarge(formatBytes(MAX_FILE_BYTES))}</p>
      <p className="max-w-[44ch] text-ink-soft">
        <WithCode text={words.otherPrograms} />
      </p>
    </div>
  );
}
