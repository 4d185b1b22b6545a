'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { KernelWatch, type KernelView } from './kernel-watch.ts';

const LIMIT_MS = 15_000;

/** One for the page: its charts go on where they were when the view is shown again. */
const watch = new KernelWatch({
  async read() {
    const { code, stdout, stderr } = await getSandbox().runCommand(['kernel-report'], LIMIT_MS);
    if (code !== 0) throw new Error(stderr.trim() || `kernel-report exited with ${code}`);
    return stdout;
  },
});
let isBound = false;

/** What the kernel says, while it is seen: after events at once, else every one or two seconds. */
export function useKernel(isSeen: boolean): KernelView {
  useEffect(() => {
    if (!isBound) getSandbox().onBoot(({ kind }) => kind === 'ready' && watch.clear());
    isBound = true;
    if (!isSeen) return;
    const stop = watch.follow();
    const stopEvents = getSandbox().onEvent(() => watch.touch());
    return () => {
      stop();
      stopEvents();
    };
  }, [isSeen]);
  return useSyncExternalStore(watch.subscribe, watch.get, watch.getOnServer);
}
