'use client';

import { ScanSearch } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { useShortcut } from '@/components/ui/use-shortcut.ts';
import { panes } from '@/components/workspace/panes.ts';
import { inspector } from './inspector-store.ts';
import { useInspector } from './use-inspector.ts';

/** Opens and closes the inspector, as Ctrl-Shift-X does anywhere in the page (on a Mac also Command-Shift-X). */
export function InspectorButton() {
  const { workspace } = useWords();
  const { isOpen } = useInspector();
  const front = useSyncExternalStore(panes.subscribe, panes.getBeside, panes.getBesideOnServer);
  useShortcut('KeyX', toggle);
  return (
    <button
      type="button"
      id="inspector-button"
      aria-label={workspace.panes.inspector}
      aria-expanded={isOpen && front === 'inspector'}
      aria-keyshortcuts="Control+Shift+X"
      title={`${workspace.panes.inspector} (Ctrl+Shift+X)`}
      onClick={toggle}
      className="flex h-9 shrink-0 items-center gap-1.5 border-l border-line px-3 text-[0.8125rem] text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink aria-expanded:bg-wash aria-expanded:text-ink"
    >
      <ScanSearch size={15} aria-hidden />
      <span className="hidden @min-[35rem]:inline">{workspace.panes.inspector}</span>
    </button>
  );
}

/** Closed, the keyboard goes back to the shell; opened, the inspector's tabs take it when they are there. */
function toggle(): void {
  inspector.toggle();
  if (!inspector.get().isOpen) requestAnimationFrame(() => terminalTabs.focus());
}
