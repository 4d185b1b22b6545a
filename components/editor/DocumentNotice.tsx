'use client';

import { useWords } from '@/components/language/use-language.ts';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { OpenDocument } from './documents/documents.ts';
import { documents } from './editor-store.ts';

interface Props {
  readonly document: OpenDocument;
  readonly isComparing: boolean;
  /** With the machine's text, or undefined for an end of it. */
  onCompare(theirs: string | undefined): void;
}

/** What keeps a file from being the same on both sides, and what can be done about it. */
export function DocumentNotice({ document: { id, state }, isComparing, onCompare }: Props) {
  const { editor: words, reason } = useWords();
  switch (state.kind) {
    case 'conflict':
      return (
        <Notice text={words.conflict}>
          <Choice
            label={isComparing ? words.back : words.compare}
            onClick={() => onCompare(isComparing ? undefined : state.theirs)}
          />
          <Choice label={words.keepMine} onClick={() => void documents.resolve(id, 'mine')} />
          <Choice label={words.takeTheirs} onClick={() => void documents.resolve(id, 'theirs')} />
        </Notice>
      );
    case 'gone':
      return (
        <Notice text={words.gone}>
          <Choice label={words.saveAgain} onClick={() => void documents.save(id, { isAsked: true })} />
          <Choice label={words.closeFile} onClick={() => void documents.close(id, { discard: !state.isUnsaved })} />
        </Notice>
      );
    case 'failed':
      return (
        <Notice text={words.failed(state.reason === 'no-longer-text' ? words.noLongerText : reason(state.reason))}>
          <Choice label={words.tryAgain} onClick={() => void documents.save(id, { isAsked: true })} />
        </Notice>
      );
    default:
      return null;
  }
}

function Notice({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-wash px-3 py-1.5 text-[0.8125rem]"
    >
      <TriangleAlert size={14} aria-hidden className="shrink-0 text-lead" />
      <p className="min-w-0 flex-1 basis-48">{text}</p>
      <div className="flex flex-wrap gap-1.5">{children}</div>
    </div>
  );
}

function Choice({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <Button look="quiet" size="small" className="h-7 px-2.5" onClick={onClick}>
      {label}
    </Button>
  );
}
