'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '@/components/ui/format.ts';
import type { StorageUsage } from '@/emulator/browser/sandbox-client.ts';
import { useBoot } from './use-machine.ts';

/** The disk filled up under a running machine: what that means, and how to make room. Comes back when it fills up again. */
export function FullDiskNotice() {
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
        <strong className="font-semibold">The disk is full.</strong> The sandbox keeps {formatBytes(full.usedBytes)} in
        this browser, which allows no more. What was saved before is safe. Remove what you do not need:{' '}
        <code>docker ps -a</code> and <code>docker rm</code> for containers, <code>docker images</code> and{' '}
        <code>docker rmi</code> for images, or free space on this computer.
      </p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => setDismissed(full)}
        className="grid size-6 shrink-0 place-items-center rounded text-ink-soft hover:bg-paper hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
