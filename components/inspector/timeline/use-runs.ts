import { useEffect, useState } from 'react';
import { getSandbox } from '@/components/machine/sandbox.ts';
import type { RunSummary, RunView } from './runs-api.ts';
import { useIsSeen } from '../use-inspector.ts';

export interface Runs {
  /** The newest first; undefined while they are not known. */
  readonly list: readonly RunSummary[] | undefined;
  /** The one that is shown. */
  readonly run: RunView | undefined;
  /** Undefined for the newest, whichever that is. */
  readonly chosen: number | undefined;
  choose(number: number | undefined): void;
}

/** After a failure, and for what the guest still has to tell. */
const AGAIN_MS = 400;
const RUNNING_MS = 2_000;
/** The clean-up after a container's end takes less. */
const TRIES = 12;

/** The last runs of containers, from /slipway/runs, as they go on; only while somebody sees them. */
export function useRuns(): Runs {
  const isSeen = useIsSeen();
  const [answer, setAnswer] = useState<{ Version: number; Runs: readonly RunSummary[] }>();
  const [chosen, choose] = useState<number>();
  const [run, setRun] = useState<RunView>();
  const list = answer?.Runs;
  const number = list?.some((one) => one.Number === chosen) ? chosen : list?.[0]?.Number;

  useEffect(() => {
    if (!isSeen) return;
    let isOver = false;
    const follow = async () => {
      for (let version: number | undefined; !isOver;) {
        const next = await get<{ Version: number; Runs: readonly RunSummary[] }>(
          version === undefined ? '/slipway/runs' : `/slipway/runs?after=${version}`,
        );
        if (isOver) return;
        if (next === undefined) await pause(AGAIN_MS);
        else {
          version = next.Version;
          setAnswer(next);
        }
      }
    };
    void follow();
    return () => {
      isOver = true;
    };
  }, [isSeen]);

  const version = answer?.Version;
  useEffect(() => {
    if (!isSeen || number === undefined) return;
    let isOver = false;
    const read = async () => {
      for (let tries = TRIES; tries > 0 && !isOver;) {
        const view = await get<RunView>(`/slipway/runs/${number}`);
        if (isOver) return;
        if (view) setRun(view);
        // Its time goes on.
        if (view?.State === 'running') await pause(RUNNING_MS);
        else if (view && (view.Whole || view.State !== 'exited')) return;
        else {
          tries--;
          await pause(AGAIN_MS);
        }
      }
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [isSeen, number, version]);

  return {
    list,
    run: run?.Number === number ? run : undefined,
    chosen: number === list?.[0]?.Number ? undefined : number,
    choose,
  };
}

async function get<T>(path: string): Promise<T | undefined> {
  try {
    const { status, body } = await getSandbox().api({ method: 'GET', path });
    return status === 200 ? (body as T) : undefined;
  } catch {
    // The machine went away; the pane says so.
    return undefined;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
