'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { useEffect, useSyncExternalStore } from 'react';
import { buttonClass } from '@/components/ui/Button.tsx';
import type { MachineConnection } from './machine-connection.ts';
import { PreviewPane } from './PreviewPane.tsx';
import { preview } from './preview-store.ts';
import { connectThroughOpener, windowAddress } from './preview-window.ts';

const CHECK_EVERY_MS = 1_000;

const machine: MachineConnection = { isReady: true, connect: connectThroughOpener };

function subscribe(callback: () => void): () => void {
  const timer = setInterval(callback, CHECK_EVERY_MS);
  return () => clearInterval(timer);
}

/** A preview that is a tab of the browser; the machine runs in the tab it was opened from. */
export function PreviewWindow() {
  const { preview: words, site } = useWords();
  const hasMachine = useSyncExternalStore(
    subscribe,
    () => window.opener !== null && !(window.opener as Window).closed,
    () => true,
  );
  useEffect(() => {
    const address = windowAddress(location.search);
    if (address !== undefined && preview.get().tabs.length === 0) preview.open(address);
  }, []);
  return (
    <main className="h-dvh">
      <h1 className="sr-only">{words.preview}</h1>
      {hasMachine ? (
        <PreviewPane ports={undefined} machine={machine} isAlone />
      ) : (
        <div className="mx-auto max-w-lg px-5 py-16">
          <h2 className="text-lg font-semibold">{words.noMachine}</h2>
          <p className="mt-2 text-sm leading-relaxed text-ink-soft">{words.noMachineAbout}</p>
          <SiteLink href="/playground" className={`${buttonClass()} mt-5`}>
            {site.openPlayground}
          </SiteLink>
        </div>
      )}
    </main>
  );
}
