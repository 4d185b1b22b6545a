'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useState } from 'react';
import { formatBytes, formatSeconds } from '@/components/ui/format.ts';
import type { BootLog } from './boot-log.ts';
import { LaunchWays } from './LaunchWays.tsx';
import { useBootLog } from './use-machine.ts';

/** What the boot is doing: bytes, steps, and the time each took. */
export function BootView() {
  const { machine: words } = useWords();
  const log = useBootLog();
  const nowMs = useNow();
  const startMs = log.startedAtMs;
  const isLoaded = log.loadedAtMs !== undefined;
  return (
    <div role="status" aria-label={words.starting} className="grid h-full place-items-center p-6">
      <div className="w-full max-w-md">
        <LaunchWays share={launchedShare(log)} />
        <div className="mt-4 font-mono text-[0.8125rem] leading-7">
          <Row done={isLoaded} tookMs={(log.loadedAtMs ?? nowMs) - startMs} label={words.loadingMachine}>
            <span className="tabular-nums">
              {log.totalBytes === undefined
                ? formatBytes(log.receivedBytes)
                : words.of(formatBytes(log.receivedBytes), formatBytes(log.totalBytes))}
            </span>
          </Row>
          {log.steps.map(({ step, startedAtMs }, index) => {
            const endMs = log.steps[index + 1]?.startedAtMs;
            return (
              <Row
                key={step}
                done={endMs !== undefined}
                tookMs={(endMs ?? nowMs) - startedAtMs}
                label={words.steps[step]}
              />
            );
          })}
          <p className="mt-4 border-t border-line pt-2 text-ink-soft tabular-nums" aria-hidden>
            {words.sinceStart(formatSeconds(Math.max(0, nowMs - startMs)))}
          </p>
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly done: boolean;
  readonly label: string;
  readonly tookMs: number;
  readonly children?: React.ReactNode;
}

function Row({ done, label, tookMs, children }: RowProps) {
  return (
    <div className={`flex items-baseline gap-3 ${done ? 'text-ink-soft' : 'text-ink'}`}>
      <span aria-hidden className={done ? 'text-good' : 'animate-pulse text-lead'}>
        {done ? '✓' : '▸'}
      </span>
      <span className="flex-1">{label}</span>
      {children}
      <span aria-hidden className="w-12 text-right text-ink-soft tabular-nums">
        {formatSeconds(Math.max(0, tookMs))}
      </span>
    </div>
  );
}

/** Loading is most of it; each step after it brings the hull a little further. Never back. */
function launchedShare(log: BootLog): number {
  const loaded = log.totalBytes ? Math.min(1, log.receivedBytes / log.totalBytes) : 0;
  return 0.6 * loaded + 0.1 * Math.min(4, log.steps.length);
}

function useNow(): number {
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
