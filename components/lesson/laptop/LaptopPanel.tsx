'use client';

import { useEffect, useRef, useState } from 'react';
import { pathIn } from '@/components/language/paths.ts';
import { reasonOf } from '@/components/language/reason.ts';
import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { Button } from '@/components/ui/Button.tsx';
import type { Laptop } from '@/lessons/format/laptop.ts';
import { LAPTOP_PATH, readLaptopMessage, type LaptopMessage, type LaptopTask } from './frame-protocol.ts';
import { useLaptopOffer } from './LaptopOffer.tsx';
import { readFolder } from './read-folder.ts';

/** The app of a folder of the workspace, run without a container; or why it is not. Nothing is loaded before it is asked for. */
export function LaptopPanel({ laptop }: { laptop: Laptop }) {
  const { laptop: words } = useWords();
  const isOffered = useLaptopOffer();
  return (
    <section aria-label={words.title} className="mt-6 border-l-2 border-sea bg-wash/40 px-4 py-3.5">
      <h3 className="text-sm font-medium">{words.title}</h3>
      {isOffered ? (
        <OfferedLaptop laptop={laptop} />
      ) : (
        <p className="mt-1 text-sm leading-relaxed text-ink-soft">{words.skippedOff}</p>
      )}
    </section>
  );
}

/** `count` tells one run from the next: each has a frame of its own. */
interface Run {
  readonly count: number;
  readonly task: LaptopTask;
}

function OfferedLaptop({ laptop }: { laptop: Laptop }) {
  const { laptop: words, reason } = useWords();
  const isReady = useBoot().kind === 'ready';
  const [run, setRun] = useState<Run>();
  const [notice, setNotice] = useState<string>();

  const start = async () => {
    setNotice(words.reading);
    try {
      const files = await readFolder(getSandbox().files, laptop.folder);
      if (Object.keys(files).length === 0) return setNotice(words.noFiles(laptop.folder));
      setRun((last) => ({ count: (last?.count ?? 0) + 1, task: { app: laptop, files } }));
      setNotice(undefined);
    } catch (error) {
      setNotice(words.notRead(reason(reasonOf(error))));
    }
  };

  return (
    <>
      <p className="mt-1 text-sm leading-relaxed text-ink-soft">{words.about}</p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <Button size="small" look="quiet" disabled={!isReady} onClick={() => void start()}>
          {run === undefined ? words.run : words.runAgain}
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {isReady ? notice : words.whenRunning}
        </span>
      </p>
      {run !== undefined && <Frame key={run.count} task={run.task} />}
    </>
  );
}

function Frame({ task }: { task: LaptopTask }) {
  const { laptop: words } = useWords();
  const language = useLanguage();
  const frame = useRef<HTMLIFrameElement>(null);
  const [heightPx, setHeightPx] = useState<number>();
  useEffect(() => {
    const onMessage = (event: MessageEvent) => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const told = readLaptopMessage(event);
      if (told?.kind === 'laptop-room') setHeightPx(told.heightPx);
      if (told?.kind !== 'laptop-there') return;
      const message: LaptopMessage = { kind: 'laptop-run', ...task };
      frame.current.contentWindow.postMessage(message, location.origin);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [task]);
  return (
    <iframe
      ref={frame}
      title={words.frame}
      src={pathIn(language, LAPTOP_PATH)}
      // With its border.
      style={{ height: heightPx === undefined ? undefined : heightPx + 2 }}
      className="mt-3 h-80 w-full border border-line bg-sheet"
    />
  );
}
