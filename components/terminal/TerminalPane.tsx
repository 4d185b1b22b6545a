'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef } from 'react';
import type { Tab } from './tabs.ts';

/** One terminal's place in the page. Hidden ones stay attached, so that output goes on arriving. */
export function TerminalPane({ tab, isActive }: { tab: Tab; isActive: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const { terminal: words } = useWords();
  const { shell, name, number } = tab;
  const label = words.keyboard(name ?? words.numbered(number));
  useEffect(() => shell?.screen.setLabel(label), [shell, label]);
  useEffect(() => {
    if (place.current === null || shell === undefined) return;
    return shell.screen.attach(place.current);
  }, [shell]);
  return (
    <div
      ref={place}
      role="tabpanel"
      id={`terminal-panel-${tab.id}`}
      aria-labelledby={`terminal-tab-${tab.id}`}
      hidden={!isActive}
      className="terminal-screen absolute inset-0 overflow-hidden"
    />
  );
}
