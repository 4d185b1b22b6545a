'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import { inspector, type InspectorState } from './inspector-store.ts';

export const useInspector = (): InspectorState =>
  useSyncExternalStore(inspector.subscribe, inspector.get, inspector.getOnServer);

/** Whether the pane is in front. */
export const InFront = createContext(false);

/** Whether anybody can see the view: what costs the machine's time waits until then. */
export function useIsSeen(): boolean {
  const isInFront = useContext(InFront);
  const isPageSeen = useSyncExternalStore(
    onVisibilityChange,
    () => !document.hidden,
    () => false,
  );
  return isInFront && isPageSeen;
}

function onVisibilityChange(callback: () => void): () => void {
  document.addEventListener('visibilitychange', callback);
  return () => document.removeEventListener('visibilitychange', callback);
}
