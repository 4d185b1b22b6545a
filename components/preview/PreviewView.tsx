'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, useState } from 'react';
import type { MachineConnection } from './machine-connection.ts';
import { PreviewFrame } from './PreviewFrame.tsx';
import { PreviewMessage } from './PreviewMessage.tsx';
import { preview, type PreviewTab } from './preview-store.ts';
import type { PublishedPort } from './published-ports.ts';

/** After so long without a page it is said that it takes long. */
const SLOW_MS = 4_000;

interface Props {
  readonly tab: PreviewTab;
  readonly isActive: boolean;
  readonly ports: readonly PublishedPort[] | undefined;
  readonly machine: MachineConnection;
}

/** What a tab shows: the page, or why there is none. */
export function PreviewView({ tab, isActive, ports, machine }: Props) {
  const { id, address, progress } = tab;
  const published = ports?.find(({ port }) => port === address?.port);
  const isStopped = published?.isRunning === false;
  const hasPage = (progress === 'shown' || progress === 'loading') && !isStopped && address !== undefined;

  const wasStopped = useRef(false);
  useEffect(() => {
    if (wasStopped.current && !isStopped && published !== undefined) preview.reload(id);
    wasStopped.current = isStopped;
  }, [id, isStopped, published]);

  return (
    <div
      role="tabpanel"
      id={`preview-panel-${id}`}
      aria-labelledby={`preview-tab-${id}`}
      aria-busy={progress === 'loading'}
      hidden={!isActive}
      className="absolute inset-0"
    >
      {progress === 'loading' && !isStopped && <Wait key={tab.loadCount} port={address?.port} />}
      <PreviewFrame key={tab.setupCount} tab={tab} isHidden={!hasPage} machine={machine} />
      {!hasPage && <PreviewMessage tab={tab} ports={ports} published={published} />}
    </div>
  );
}

function Wait({ port }: { port: number | undefined }) {
  const { preview: words } = useWords();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 z-10">
      <div className="h-0.5 animate-pulse bg-lead" />
      {isSlow && (
        <p role="status" className="m-3 w-fit rounded-md border border-line bg-sheet px-3 py-1.5 text-xs text-ink">
          {words.waiting(`localhost:${port}`)}
        </p>
      )}
    </div>
  );
}
