'use client';

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
      <h1 className="sr-only">Preview</h1>
      {hasMachine ? (
        <PreviewPane ports={undefined} machine={machine} isAlone />
      ) : (
        <div className="mx-auto max-w-lg px-5 py-16">
          <h2 className="text-lg font-semibold">The machine is not here</h2>
          <p className="mt-2 text-sm leading-relaxed text-ink-soft">
            This tab shows the ports of a machine that runs in another tab of Slipway, which it was opened from. That
            tab is gone. Start the machine again and open the preview from there.
          </p>
          <SiteLink href="/playground" className={`${buttonClass()} mt-5`}>
            Open the playground
          </SiteLink>
        </div>
      )}
    </main>
  );
}
