'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import type { WorkspaceEntry } from '@/emulator/browser/sandbox-client.ts';
import { saveFile } from './save-file.ts';
import { Transfers, type Transfer } from './transfers.ts';

const NONE: readonly Transfer[] = [];
/** Changes come in flocks. */
const SETTLE_MS = 150;

export const transfers = new Transfers(() => getSandbox().files, saveFile);

export function useTransfers(): readonly Transfer[] {
  return useSyncExternalStore(transfers.subscribe, transfers.get, () => NONE);
}

export type Folder =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly path: string; readonly entries: readonly WorkspaceEntry[] }
  | { readonly kind: 'failed'; readonly reason: Reason };

/** A folder of the workspace, read again whenever something in it changes. */
export function useFolder(path: string): Folder {
  const [folder, setFolder] = useState<Folder>({ kind: 'reading' });
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { files } = getSandbox();
    const read = () =>
      files.list(path).then(
        (entries) => isOver || setFolder({ kind: 'read', path, entries: sorted(entries) }),
        (error: unknown) => isOver || setFolder({ kind: 'failed', reason: reasonOf(error) }),
      );
    void read();
    const stopWatch = files.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), SETTLE_MS);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stopWatch();
    };
  }, [path]);
  return folder.kind === 'read' && folder.path !== path ? { kind: 'reading' } : folder;
}

/** Folders first, then by name. */
function sorted(entries: readonly WorkspaceEntry[]): WorkspaceEntry[] {
  return entries.toSorted((a, b) => Number(b.isDirectory) - Number(a.isDirectory) || a.name.localeCompare(b.name));
}
