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

/** Of GET /info. */
interface ContainerCounts {
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
}

const EVERY_MS = 5_000;
/** A start of a container is a handful of events; reading takes the machine's own time. */
const AFTER_EVENTS_MS = 500;

/** Figures of the running machine: soon after events of the engine, and every few seconds while the page is seen. */
export function useFigures(): MachineFigures {
  const isReady = useBoot().kind === 'ready';
  const [figures, setFigures] = useState<MachineFigures>({});

  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    let isReading = false;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const sandbox = getSandbox();
    const read = async () => {
      if (isReading || document.hidden) return;
      isReading = true;
      // Each figure for itself: one that cannot be had must not hide the others.
      const [memory, storage, containers] = await Promise.allSettled([
        sandbox.memory(),
        sandbox.usage(),
        sandbox.api({ method: 'GET', path: '/info' }),
      ]);
      isReading = false;
      if (isOver) return;
      const answer = containers.status === 'fulfilled' ? containers.value : undefined;
      const info = answer?.status === 200 ? (answer.body as ContainerCounts) : undefined;
      setFigures({
        memory: memory.status === 'fulfilled' ? memory.value : undefined,
        storage: storage.status === 'fulfilled' ? storage.value : undefined,
        runningContainers: info && info.ContainersRunning + info.ContainersPaused,
      });
    };
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    const stopEvents = sandbox.onEvent(() => {
      soon ??= setTimeout(() => {
        soon = undefined;
        void read();
      }, AFTER_EVENTS_MS);
    });
    return () => {
      isOver = true;
      clearInterval(timer);
      clearTimeout(soon);
      stopEvents();
    };
  }, [isReady]);

  return isReady ? figures : {};
}
