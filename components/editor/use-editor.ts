'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import type { DocumentsState } from './documents/documents.ts';
import { documents, editorPane, tree, type EditorState } from './editor-store.ts';
import { loadMonaco } from './monaco/load-monaco.ts';
import type { TreeState } from './tree/folder-tree.ts';
import { workspaceChanges } from './workspace-changes.ts';

export const useEditor = (): EditorState =>
  useSyncExternalStore(editorPane.subscribe, editorPane.get, editorPane.getOnServer);

export const useDocuments = (): DocumentsState =>
  useSyncExternalStore(documents.subscribe, documents.get, documents.getOnServer);

export const useTree = (): TreeState => useSyncExternalStore(tree.subscribe, tree.get, tree.getOnServer);

/** While the machine runs its changes reach tree and buffers, and typing reaches it before the page goes away. */
export function useWorkspaceSync(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return;
    void tree.readAll();
    void editorPane.restoreFiles();
    return getSandbox().files.watch(({ path }) => {
      tree.machineChanged(path);
      documents.machineChanged(path);
      workspaceChanges.tell(path);
    });
  }, [isReady]);
  useEffect(() => {
    const save = () => void documents.saveAll();
    const onHidden = () => document.hidden && save();
    const onLeaving = (event: BeforeUnloadEvent) => {
      save();
      // The browser asks whether to leave.
      if (documents.hasUnsaved()) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHidden);
    addEventListener('beforeunload', onLeaving);
    return () => {
      save();
      document.removeEventListener('visibilitychange', onHidden);
      removeEventListener('beforeunload', onLeaving);
    };
  }, []);
}

export type LoadedMonaco = Awaited<ReturnType<typeof loadMonaco>>;
export type MonacoState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly monaco: LoadedMonaco }
  | { readonly kind: 'failed'; readonly reason: Reason };

/** Loads Monaco; `attempt` counts the tries. */
export function useMonaco(attempt: number): MonacoState {
  const [state, setState] = useState<MonacoState>({ kind: 'loading' });
  useEffect(() => {
    let isOver = false;
    loadMonaco().then(
      (monaco) => isOver || setState({ kind: 'loaded', monaco }),
      (error: unknown) => isOver || setState({ kind: 'failed', reason: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [attempt]);
  return state;
}
