'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BootState } from '@/emulator/browser/sandbox-client.ts';
import type { BootLog } from './boot-log.ts';
import { bootLogStore } from './boot-store.ts';
import { getSandbox } from './sandbox.ts';

export function useBootLog(): BootLog {
  return useSyncExternalStore(bootLogStore.subscribe, bootLogStore.get, bootLogStore.getOnServer);
}

export function useBoot(): BootState {
  return useBootLog().state;
}

export interface MachineFigures {
  readonly memory?: { usedBytes: number; totalBytes: number };
  readonly storage?: { usedBytes: number; quotaBytes: number | undefined };
  readonly runningContainers?: number;
}

const EVERY_MS = 5_000;

/** Figures of the running machine: at each event of the engine, and every few seconds while the page is seen. */
export function useFigures(): MachineFigures {
  const isReady = useBoot().kind === 'ready';
  const [figures, setFigures] = useState<MachineFigures>({});

  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    let isReading = false;
    const sandbox = getSandbox();
    const read = async () => {
      if (isReading || document.hidden) return;
      isReading = true;
      // Each figure for itself: one that cannot be had must not hide the others.
      const [memory, storage, containers] = await Promise.allSettled([
        sandbox.memory(),
        sandbox.usage(),
        sandbox.api({ method: 'GET', path: '/containers/json' }),
      ]);
      isReading = false;
      if (isOver) return;
      const list = containers.status === 'fulfilled' ? containers.value.body : undefined;
      setFigures({
        memory: memory.status === 'fulfilled' ? memory.value : undefined,
        storage: storage.status === 'fulfilled' ? storage.value : undefined,
        runningContainers: Array.isArray(list) ? list.length : undefined,
      });
    };
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    const stopEvents = sandbox.onEvent(() => void read());
    return () => {
      isOver = true;
      clearInterval(timer);
      stopEvents();
    };
  }, [isReady]);

  return isReady ? figures : {};
}
