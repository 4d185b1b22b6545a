'use client';

import { useWords } from '@/components/language/use-language.ts';
import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { TabCross, TabFrame } from '@/components/ui/TabFrame.tsx';
import { terminalTabs, type Tab } from './tabs.ts';

/** A tab: click shows it, double click or F2 renames it, its cross or Delete closes it, arrows move along. */
export function TabButton({ tab, isActive, isOnly }: { tab: Tab; isActive: boolean; isOnly: boolean }) {
  const { terminal: words } = useWords();
  const title = tab.name ?? words.numbered(tab.number);
  const [isNaming, setNaming] = useState(false);
  if (isNaming) return <NameField tab={tab} title={title} onDone={() => setNaming(false)} />;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setNaming(true);
    else if (event.key === 'Delete' && !isOnly) terminalTabs.close(tab.id);
    else if (event.key === 'ArrowRight') moveFocus(1);
    else if (event.key === 'ArrowLeft') moveFocus(-1);
    else if (event.key === 'ArrowDown') terminalTabs.focus();
    else return;
    event.preventDefault();
  };

  return (
    <TabFrame isActive={isActive}>
      <button
        type="button"
        role="tab"
        id={`terminal-tab-${tab.id}`}
        aria-selected={isActive}
        aria-controls={`terminal-panel-${tab.id}`}
        tabIndex={isActive ? 0 : -1}
        title={words.rename}
        onClick={() => terminalTabs.activate(tab.id)}
        onDoubleClick={() => setNaming(true)}
        onKeyDown={onKeyDown}
        className={`h-9 max-w-48 truncate pl-3.5 text-[0.8125rem] -outline-offset-2 ${isOnly ? 'pr-3.5' : 'pr-1.5'}`}
      >
        {title}
        {(tab.state === 'exited' || tab.state === 'lost') && <span className="text-ink-soft"> {words.ended}</span>}
      </button>
      {!isOnly && (
        <TabCross name={title} onClose={() => terminalTabs.close(tab.id)}>
          <X size={13} />
        </TabCross>
      )}
    </TabFrame>
  );
}

function moveFocus(by: 1 | -1): void {
  terminalTabs.step(by, { focus: false });
  document.getElementById(`terminal-tab-${terminalTabs.get().activeId}`)?.focus();
}

function NameField({ tab, title, onDone }: { tab: Tab; title: string; onDone(): void }) {
  const { terminal: words } = useWords();
  const finish = (typed: string) => {
    if (typed !== title) terminalTabs.rename(tab.id, typed);
    onDone();
  };
  return (
    <input
      aria-label={words.name}
      defaultValue={title}
      autoFocus
      maxLength={40}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
      }}
      className="h-9 w-36 shrink-0 border-r border-line bg-sheet px-3.5 text-[0.8125rem] -outline-offset-2"
    />
  );
}
