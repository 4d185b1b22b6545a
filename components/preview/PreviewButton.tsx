'use client';

import { useWords } from '@/components/language/use-language.ts';
import { AppWindow } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { panes } from '@/components/workspace/panes.ts';
import { preview } from './preview-store.ts';
import type { PublishedPort } from './published-ports.ts';
import { usePreview } from './use-preview.ts';

/** Opens the preview, brings it to the front or closes it; tells how many ports there are to see. */
export function PreviewButton({ ports }: { ports: readonly PublishedPort[] | undefined }) {
  const { preview: words } = useWords();
  const { isOpen } = usePreview();
  const front = useSyncExternalStore(panes.subscribe, panes.getBeside, panes.getBesideOnServer);
  const count = ports?.filter(({ isRunning }) => isRunning).length ?? 0;
  const label = count === 0 ? words.preview : `${words.preview}${words.comma}${words.publishedCount(count)}`;
  return (
    <button
      type="button"
      id="preview-button"
      aria-label={label}
      aria-expanded={isOpen && front === 'preview'}
      title={label}
      onClick={() => (isOpen && !panes.isSeen('preview') ? panes.show('preview') : preview.toggle())}
      className="flex h-9 shrink-0 items-center gap-1.5 border-l border-line px-3 text-[0.8125rem] text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink aria-expanded:bg-wash aria-expanded:text-ink"
    >
      <AppWindow size={15} aria-hidden />
      <span className="hidden @min-[35rem]:inline">{words.preview}</span>
      {count > 0 && (
        <span className="rounded-full bg-lead px-1.5 text-[0.6875rem] text-lead-ink tabular-nums">{count}</span>
      )}
    </button>
  );
}
