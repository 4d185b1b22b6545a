'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Accessibility, Plus } from 'lucide-react';
import { useEffect, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { KeyBar } from './KeyBar.tsx';
import { TabButton } from './TabButton.tsx';
import { TerminalPane } from './TerminalPane.tsx';
import { terminalTabs } from './tabs.ts';

/**
 * All terminals with their tabs. Keys that no shell uses: Ctrl-Shift-Enter adds a terminal, Ctrl-Shift-Left and
 * -Right change it, Ctrl-Shift-Up goes to the tabs (the way out for the keyboard, as Tab belongs to the shell).
 * `tools` stand beside the tabs.
 */
export function TerminalTabs({ tools }: { tools?: ReactNode }) {
  const { terminal: words } = useWords();
  const { list, activeId, screenReaderMode } = useSyncExternalStore(
    terminalTabs.subscribe,
    terminalTabs.get,
    terminalTabs.getOnServer,
  );
  useEffect(() => terminalTabs.ensureOne(), []);

  return (
    <div className="flex h-full min-h-0 flex-col bg-sheet" onKeyDownCapture={onKeyDown}>
      <div className="flex items-stretch border-b border-line bg-paper">
        <div
          role="tablist"
          aria-label={words.terminals}
          className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
        >
          {list.map((tab) => (
            <TabButton key={tab.id} tab={tab} isActive={tab.id === activeId} isOnly={list.length === 1} />
          ))}
        </div>
        <ToolButton label={words.add} keys="Control+Shift+Enter" onClick={() => terminalTabs.add()}>
          <Plus size={16} aria-hidden />
        </ToolButton>
        <ToolButton
          label={words.screenReader}
          isPressed={screenReaderMode}
          onClick={() => terminalTabs.setScreenReaderMode(!screenReaderMode)}
        >
          <Accessibility size={16} aria-hidden />
        </ToolButton>
        {tools}
      </div>
      <div className="relative min-h-0 flex-1">
        {list.map((tab) => (
          <TerminalPane key={tab.id} tab={tab} isActive={tab.id === activeId} />
        ))}
      </div>
      <KeyBar />
    </div>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return;
  const actions: Record<string, () => void> = {
    Enter: () => terminalTabs.add(),
    ArrowLeft: () => terminalTabs.step(-1),
    ArrowRight: () => terminalTabs.step(1),
    ArrowUp: () => document.getElementById(`terminal-tab-${terminalTabs.get().activeId}`)?.focus(),
  };
  const action = actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

interface ToolButtonProps {
  readonly label: string;
  readonly keys?: string;
  readonly isPressed?: boolean;
  readonly children: React.ReactNode;
  onClick(): void;
}

function ToolButton({ label, keys, isPressed, children, onClick }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-pressed={isPressed}
      title={keys === undefined ? label : `${label} (${keys.replace('Control', 'Ctrl')})`}
      onClick={onClick}
      className="grid w-10 shrink-0 place-items-center border-l border-line text-ink-soft transition-colors hover:bg-wash hover:text-ink aria-pressed:bg-wash aria-pressed:text-lead"
    >
      {children}
    </button>
  );
}
