'use client';

import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useDefaultLayout, useGroupRef } from 'react-resizable-panels';
import { paneLayouts } from './pane-layouts.ts';

/** What the server knows of them. */
const noLayouts: typeof paneLayouts = { getItem: () => null, setItem: () => {} };

/**
 * The remembered sizes of a group's panels: props of the group. A page that the server sent begins with the sizes that
 * the server gave it, as React keeps them when it takes the page over; the remembered ones follow at once.
 */
export function usePaneLayout({ id, panelIds }: { id: string; panelIds: string[] }) {
  const isTakenOver = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const storage = isTakenOver ? paneLayouts : noLayouts;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, panelIds, storage });
  const groupRef = useGroupRef();
  const isLate = useRef(!isTakenOver);
  useLayoutEffect(() => {
    if (!isLate.current || !isTakenOver) return;
    isLate.current = false;
    if (defaultLayout !== undefined) groupRef.current?.setLayout(defaultLayout);
  }, [isTakenOver, defaultLayout, groupRef]);
  return { defaultLayout, onLayoutChanged, groupRef };
}

const neverChanges = () => () => {};
