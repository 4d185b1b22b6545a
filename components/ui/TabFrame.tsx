import { useWords } from '@/components/language/use-language.ts';
import type { ReactNode } from 'react';
import { useKeptInView } from './use-kept-in-view.ts';

/** Around a tab that can be closed: the button with `role="tab"`, then its cross. */
export function TabFrame({ isActive, children }: { isActive: boolean; children: ReactNode }) {
  const place = useKeptInView<HTMLDivElement>(isActive);
  return (
    <div
      ref={place}
      role="presentation"
      className={`group relative flex shrink-0 items-center border-r border-line ${isActive ? 'bg-sheet text-ink' : 'text-ink-soft hover:bg-wash'}`}
    >
      {isActive && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-lead" />}
      {children}
    </div>
  );
}

/** For the pointer alone: a tab list may hold nothing but tabs, and the keyboard has Delete. */
export function TabCross({ name, onClose, children }: { name: string; onClose(): void; children: ReactNode }) {
  const { site } = useWords();
  return (
    <span
      aria-hidden
      title={site.close(name)}
      onClick={onClose}
      className="mr-1.5 grid size-5 shrink-0 cursor-pointer place-items-center rounded text-ink-soft hover:bg-wash hover:text-ink"
    >
      {children}
    </span>
  );
}
