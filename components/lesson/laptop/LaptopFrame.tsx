'use client';

import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import type { Words } from '@/components/language/words/words.ts';
import { readLaptopMessage, type LaptopMessage, type LaptopTask } from './frame-protocol.ts';
import { plainOutput } from './plain-output.ts';
import { runOnLaptop, type LaptopState } from './run-on-laptop.ts';
import { bootWebContainer } from './webcontainer.ts';

/** A service that answers does so within some seconds; its program is some megabytes. */
const LIMIT_MS = 15_000;

/** The page in a lesson's frame (frame-protocol.ts): what the laptop is doing, what it prints, and the app's page. */
export function LaptopFrame() {
  const words = useWords();
  const [task, setTask] = useState<LaptopTask>();
  const [state, setState] = useState<LaptopState>({ kind: 'reaching' });
  const [output, setOutput] = useState('');

  useEffect(() => {
    const onMessage = (event: MessageEvent) => {
      const message = event.source === parent ? readLaptopMessage(event) : undefined;
      if (message?.kind === 'laptop-run') setTask(message);
    };
    addEventListener('message', onMessage);
    const there: LaptopMessage = { kind: 'laptop-there' };
    if (parent !== window) parent.postMessage(there, location.origin);
    return () => removeEventListener('message', onMessage);
  }, []);

  useEffect(() => {
    if (task === undefined) return;
    return runOnLaptop({
      ...task,
      isSupported: crossOriginIsolated && typeof SharedArrayBuffer === 'function',
      boot: bootWebContainer,
      limitMs: LIMIT_MS,
      onState: setState,
      onOutput: (text) => setOutput((before) => before + text),
    });
  }, [task]);

  const told = useRef<HTMLParagraphElement>(null);
  const isToldAlone = output === '' && state.kind !== 'running';
  useEffect(() => {
    const place = told.current;
    if (place === null) return;
    const observer = new ResizeObserver(() => {
      const heightPx = isToldAlone ? Math.ceil(place.getBoundingClientRect().height) : undefined;
      const room: LaptopMessage = { kind: 'laptop-room', heightPx };
      if (parent !== window) parent.postMessage(room, location.origin);
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [isToldAlone]);

  return (
    <main className="flex h-dvh flex-col bg-sheet text-sm text-ink">
      <h1 className="sr-only">{words.laptop.frame}</h1>
      <p ref={told} role="status" className="px-3 py-2.5 leading-relaxed">
        {describe(state, words)}
      </p>
      {output !== '' && <Output text={plainOutput(output)} label={words.laptop.output} />}
      {state.kind === 'running' && (
        <iframe title={words.laptop.page} src={state.url} className="min-h-0 flex-1 border-t border-line bg-white" />
      )}
    </main>
  );
}

function Output({ text, label }: { text: string; label: string }) {
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <pre
      ref={box}
      tabIndex={0}
      role="log"
      aria-label={label}
      className="max-h-40 min-h-16 overflow-y-auto border-t border-line px-3 py-2 font-mono text-xs whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
}

function describe(state: LaptopState, { laptop: words, reason }: Words): string {
  switch (state.kind) {
    case 'reaching':
    case 'installing':
    case 'starting':
      return words[state.kind];
    case 'running':
      return words.running(state.port);
    case 'ended':
      return words.ended(state.exitCode);
    case 'skipped':
      return state.reason === 'unsupported' ? words.skippedUnsupported : words.skippedUnreachable;
    case 'install-failed':
      return words.failed(words.installFailed(state.command, state.exitCode));
    case 'failed':
      return words.failed(reason(state.reason));
  }
}
