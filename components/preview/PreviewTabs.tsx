'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Plus, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { TabCross, TabFrame } from '@/components/ui/TabFrame.tsx';
import { preview, type PreviewState, type PreviewTab } from './preview-store.ts';

/** The pages that are open: a click shows one, its cross or Delete closes it, arrows move along. */
export function PreviewTabs({ state }: { state: PreviewState }) {
  const { preview: words } = useWords();
  return (
    <>
      <div
        role="tablist"
        aria-label={words.previews}
        className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
      >
        {state.tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} state={state} />
        ))}
      </div>
      <button
        type="button"
        aria-label={words.newPreviewTab}
        title={words.newPreviewTab}
        onClick={() => preview.addTab()}
        className="grid w-9 shrink-0 place-items-center border-l border-line text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink"
      >
        <Plus size={15} aria-hidden />
      </button>
    </>
  );
}

function TabButton({ tab, state }: { tab: PreviewTab; state: PreviewState }) {
  const { preview: words } = useWords();
  const isActive = tab.id === state.activeId;
  const port = tab.address === undefined ? words.newTab : `localhost:${tab.address.port}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete') closeByKey(tab.id);
    else if (event.key === 'ArrowRight') moveFocus(state, 1);
    else if (event.key === 'ArrowLeft') moveFocus(state, -1);
    else return;
    event.preventDefault();
  };
  return (
    <TabFrame isActive={isActive}>
      <button
        type="button"
        role="tab"
        id={`preview-tab-${tab.id}`}
        aria-selected={isActive}
        aria-controls={`preview-panel-${tab.id}`}
        tabIndex={isActive ? 0 : -1}
        title={tab.title === '' ? port : `${tab.title} · ${port}`}
        onClick={() => preview.activate(tab.id)}
        onKeyDown={onKeyDown}
        className="h-9 max-w-44 truncate pr-1.5 pl-3.5 text-[0.8125rem] tabular-nums -outline-offset-2"
      >
        {port}
      </button>
      <TabCross name={port} onClose={() => preview.closeTab(tab.id)}>
        <X size={13} />
      </TabCross>
    </TabFrame>
  );
}

function moveFocus({ tabs, activeId }: PreviewState, by: 1 | -1): void {
  const index = tabs.findIndex(({ id }) => id === activeId);
  const next = tabs[(index + by + tabs.length) % tabs.length];
  if (next === undefined) return;
  preview.activate(next.id);
  requestAnimationFrame(() => document.getElementById(`preview-tab-${next.id}`)?.focus());
}

function closeByKey(id: number): void {
  preview.closeTab(id);
  requestAnimationFrame(() => {
    const next =
      document.getElementById(`preview-tab-${preview.get().activeId}`) ?? document.getElementById('preview-button');
    next?.focus();
  });
}
