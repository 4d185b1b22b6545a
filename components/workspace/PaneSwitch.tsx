'use client';

import { useWords } from '@/components/language/use-language.ts';
import { panes, type PaneName } from './panes.ts';

/** Which one is shown of several panes that have one place. */
export function PaneSwitch({ names, shown }: { names: readonly PaneName[]; shown: PaneName }) {
  const { workspace: words } = useWords();
  return (
    <div
      role="group"
      aria-label={words.pane}
      className="flex h-9 shrink-0 border-b border-line bg-paper pointer-coarse:h-10"
    >
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === shown}
          onClick={() => panes.show(name)}
          className="relative flex-1 text-[0.8125rem] text-ink-soft -outline-offset-2 aria-pressed:bg-sheet aria-pressed:text-ink"
        >
          {name === shown && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-lead" />}
          {words.panes[name]}
        </button>
      ))}
    </div>
  );
}
