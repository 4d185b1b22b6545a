'use client';

import { X } from 'lucide-react';
import { Suspense, useEffect, useRef, type KeyboardEvent } from 'react';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { useKeptInView } from '@/components/ui/use-kept-in-view.ts';
import { inspector } from './inspector-store.ts';
import { useInspectorWords } from './use-inspector-words.ts';
import { useInspector } from './use-inspector.ts';
import { ViewFailure } from './ViewFailure.tsx';
import { ViewMessage } from './ViewMessage.tsx';
import { inspectorViews, type InspectorView } from './views.ts';

/** The machine as it is, in pictures: a view of it at a time. */
export function InspectorPane() {
  const words = useInspectorWords();
  const { viewId } = useInspector();
  const isReady = useBoot().kind === 'ready';
  const shown = inspectorViews.find(({ id }) => id === viewId) ?? inspectorViews[0];
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (inspector.takesFocus()) pane.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  }, []);
  if (shown === undefined) return null;
  return (
    <section
      ref={pane}
      aria-label={words.inspector.name}
      className="@container flex h-full min-h-0 min-w-0 flex-col bg-sheet"
    >
      <h2 className="sr-only">{words.inspector.name}</h2>
      <div className="flex h-9 shrink-0 items-stretch border-b border-line bg-paper pointer-coarse:h-10">
        <div
          role="tablist"
          aria-label={words.inspector.views}
          className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
        >
          {inspectorViews.map((view) => (
            <ViewTab key={view.id} view={view} isShown={view === shown} />
          ))}
        </div>
        <button
          type="button"
          aria-label={words.inspector.close}
          title={`${words.inspector.close} (Ctrl+Shift+X)`}
          onClick={close}
          className="grid w-9 shrink-0 place-items-center border-l border-line text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink"
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      <div
        role="tabpanel"
        id={`inspector-panel-${shown.id}`}
        aria-labelledby={`inspector-tab-${shown.id}`}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
      >
        {isReady ? (
          <ViewFailure key={shown.id}>
            <Suspense fallback={<ViewMessage>{words.inspector.loading}</ViewMessage>}>
              <shown.View />
            </Suspense>
          </ViewFailure>
        ) : (
          <ViewMessage>{words.inspector.notRunning}</ViewMessage>
        )}
      </div>
    </section>
  );
}

function ViewTab({ view, isShown }: { view: InspectorView; isShown: boolean }) {
  const words = useInspectorWords();
  const button = useKeptInView<HTMLButtonElement>(isShown);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(view, 1);
    else if (event.key === 'ArrowLeft') step(view, -1);
    else if (event.key === 'Home') show(inspectorViews[0]);
    else if (event.key === 'End') show(inspectorViews.at(-1));
    else return;
    event.preventDefault();
  };
  return (
    <button
      ref={button}
      type="button"
      role="tab"
      id={`inspector-tab-${view.id}`}
      aria-selected={isShown}
      aria-controls={isShown ? `inspector-panel-${view.id}` : undefined}
      tabIndex={isShown ? 0 : -1}
      onClick={() => inspector.show(view.id)}
      onKeyDown={onKeyDown}
      className="relative h-9 shrink-0 px-2 text-[0.8125rem] whitespace-nowrap @md:px-3.5 text-ink-soft -outline-offset-2 hover:text-ink aria-selected:bg-sheet aria-selected:text-ink"
    >
      {isShown && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-lead" />}
      {view.name(words)}
    </button>
  );
}

function step(from: InspectorView, by: 1 | -1): void {
  const index = inspectorViews.indexOf(from);
  show(inspectorViews[(index + by + inspectorViews.length) % inspectorViews.length]);
}

function show(view: InspectorView | undefined): void {
  if (view === undefined) return;
  inspector.show(view.id);
  document.getElementById(`inspector-tab-${view.id}`)?.focus();
}

function close(): void {
  inspector.toggle();
  requestAnimationFrame(() => terminalTabs.focus());
}
