'use client';

import { WithName } from './WithName.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { preview } from './preview-store.ts';
import type { PublishedPort } from './published-ports.ts';
import { usePreview } from './use-preview.ts';

/** Offers to look at a port that was published just now. */
export function PortOffer({ ports }: { ports: readonly PublishedPort[] | undefined }) {
  const { preview: words } = useWords();
  const { tabs, isOpen } = usePreview();
  const known = useRef<ReadonlySet<number>>(undefined);
  const [offered, setOffered] = useState<number>();
  const running = ports?.filter(({ isRunning }) => isRunning);
  const key = running?.map(({ port }) => port).join(' ');

  useEffect(() => {
    if (key === undefined) return;
    const now = key === '' ? [] : key.split(' ').map(Number);
    // What was there when the page came is no news.
    const news = known.current === undefined ? undefined : now.findLast((port) => !known.current!.has(port));
    known.current = new Set(now);
    if (news !== undefined) setOffered(news);
  }, [key]);

  const port = running?.find((each) => each.port === offered);
  const isSeen = isOpen && tabs.some(({ address }) => address === undefined || address.port === offered);
  if (port === undefined || isSeen) return <div role="status" />;
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-wash px-4 py-1.5 text-[0.8125rem]">
      <p className="min-w-0 flex-1 leading-snug break-words">
        <WithName text={words.publishes(port.containerName, port.port)} />
      </p>
      <Button
        size="small"
        onClick={() => {
          setOffered(undefined);
          preview.open({ port: port.port, path: '/' });
        }}
      >
        {words.open(`localhost:${port.port}`)}
      </Button>
      <button
        type="button"
        aria-label={words.dismiss}
        onClick={() => setOffered(undefined)}
        className="grid size-6 shrink-0 place-items-center rounded text-ink-soft hover:bg-paper hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
