'use client';

import { useEffect, useRef } from 'react';
import type { Tab } from './tabs.ts';

/** One terminal's place in the page. Hidden ones stay attached, so that output goes on arriving. */
export function TerminalPane({ tab, isActive }: { tab: Tab; isActive: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const { shell } = tab;
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
