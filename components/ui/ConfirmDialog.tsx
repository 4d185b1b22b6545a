'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  onConfirm(): void;
  onCancel(): void;
}

/** A modal question; Escape and a click beside it are "no". Shown as long as it is rendered. */
export function ConfirmDialog({ title, children, confirmLabel, onConfirm, onCancel }: ConfirmDialogProps) {
  const { site } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      onClose={onCancel}
      onClick={(event) => event.target === dialog.current && onCancel()}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-sheet p-0 text-ink shadow-xl backdrop:bg-black/45"
    >
      <div className="space-y-4 p-6">
        <h2 id="confirm-title" className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        <div className="text-sm leading-relaxed text-ink-soft">{children}</div>
        <div className="flex justify-end gap-2 pt-2">
          <Button look="quiet" onClick={onCancel} autoFocus>
            {site.cancel}
          </Button>
          <Button onClick={onConfirm}>{confirmLabel}</Button>
        </div>
      </div>
    </dialog>
  );
}
