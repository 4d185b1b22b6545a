'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '@/components/ui/format.ts';
import type { StorageUsage } from '@/emulator/browser/sandbox-client.ts';
import { useBoot } from './use-machine.ts';

/** The disk filled up under a running machine: what that means, and how to make room. Comes back when it fills up again. */
export function FullDiskNotice() {
  const { machine: words } = useWords();
  const state = useBoot();
  const full = state.kind === 'ready' ? state.storageFull : undefined;
  const [dismissed, setDismissed] = useState<StorageUsage>();
  if (full === undefined || full === dismissed) return null;
  return (
    <div
      role="alert"
      className="flex items-start gap-4 border-b border-line bg-wash px-4 py-2.5 text-[0.8125rem] leading-relaxed"
    >
      <p className="flex-1">
        <strong className="block font-semibold">{words.diskFull}</strong>
        <WithCode text={words.diskFullAbout(formatBytes(full.usedBytes))} />
      </p>
      <button
        type="button"
        aria-label={words.dismiss}
        onClick={() => setDismissed(full)}
        className="grid size-6 shrink-0 place-items-center rounded text-ink-soft hover:bg-paper hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
