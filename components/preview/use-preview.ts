'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { preview, type PreviewState } from './preview-store.ts';
import {
  isUp,
  publishedPorts,
  type ListedContainer,
  type PortBindings,
  type PublishedPort,
} from './published-ports.ts';

/** Of so many stopped containers, the newest, it is known what they publish. */
const MAX_STOPPED = 50;

export function usePreview(): PreviewState {
  return useSyncExternalStore(preview.subscribe, preview.get, preview.getOnServer);
}

/** The published ports, at each event of the engine; undefined before they are known. */
export function usePublishedPorts(): readonly PublishedPort[] | undefined {
  const isReady = useBoot().kind === 'ready';
  const [ports, setPorts] = useState<readonly PublishedPort[]>();
  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    let isReading = false;
    let isStale = false;
    const bindings = new Map<string, PortBindings>();
    const read = async () => {
      // Events come in flocks: one reading at a time, and one after the last.
      isStale = true;
      if (isReading) return;
      isReading = true;
      try {
        while (isStale && !isOver) {
          isStale = false;
          const containers = await get<readonly ListedContainer[]>('/containers/json?all=1');
          await readBindings(containers, bindings);
          if (!isOver) setPorts(publishedPorts(containers, (id) => bindings.get(id) ?? {}));
        }
      } finally {
        isReading = false;
      }
    };
    const update = () => void read().catch((error: unknown) => console.error('the ports are not known', error));
    update();
    const stopEvents = getSandbox().onEvent((event) => isAboutPorts(event) && update());
    return () => {
      isOver = true;
      stopEvents();
      setPorts(undefined);
    };
  }, [isReady]);
  return ports;
}

/** What a stopped container would publish never changes: it is asked for once. */
async function readBindings(containers: readonly ListedContainer[], known: Map<string, PortBindings>): Promise<void> {
  const stopped = containers.filter((container) => !isUp(container)).slice(0, MAX_STOPPED);
  for (const { Id } of stopped) {
    if (known.has(Id)) continue;
    // It may be gone by now (`--rm`), which is no failure.
    const { status, body } = await getSandbox().api({ method: 'GET', path: `/containers/${Id}/json` });
    const details = body as { HostConfig?: { PortBindings?: PortBindings } };
    if (status === 200) known.set(Id, details.HostConfig?.PortBindings ?? {});
  }
}

async function get<T>(path: string): Promise<T> {
  const { status, body } = await getSandbox().api({ method: 'GET', path });
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}`);
  return body as T;
}

function isAboutPorts(event: unknown): boolean {
  const { Type, Action } = event as { Type?: string; Action?: string };
  return Type === 'container' && /^(create|start|die|destroy|rename|pause|unpause)$/.test(Action ?? '');
}
