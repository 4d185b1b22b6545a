'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { StatusLine } from '@/components/machine/StatusLine.tsx';
import { MachineScreen } from './MachineScreen.tsx';

/** The whole window for terminals. */
export function Playground() {
  const { site } = useWords();
  return (
    <div className="whole-window flex flex-col">
      <SiteHeader compact here="/playground" />
      <main className="min-h-0 flex-1">
        <h1 className="sr-only">{site.playground}</h1>
        <MachineScreen takesFocus />
      </main>
      <StatusLine />
    </div>
  );
}
