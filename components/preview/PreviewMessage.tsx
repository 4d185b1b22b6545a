'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import { WithName } from './WithName.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { useEffect, type ReactNode } from 'react';
import { Command } from '@/components/lesson/Command.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { preview, type PreviewTab } from './preview-store.ts';
import { previewOrigin } from './preview-bridge.ts';
import type { PublishedPort } from './published-ports.ts';
import { SetupProblem } from './SetupProblem.tsx';

/** How often a port is tried that a container publishes and that nobody answers yet. */
const RETRY_EVERY_MS = 2_000;

interface Props {
  readonly tab: PreviewTab;
  /** Undefined where the engine cannot be asked. */
  readonly ports: readonly PublishedPort[] | undefined;
  /** Of the address that is wanted. */
  readonly published: PublishedPort | undefined;
}

/** Why the preview shows no page, and what would change that. */
export function PreviewMessage({ tab, ports, published }: Props) {
  const { preview: words, reason } = useWords();
  const { id, address, failure } = tab;
  const retry = <Retry onClick={() => preview.reload(id)} />;
  if (published?.isRunning === false) {
    return (
      <Message title={words.stopped}>
        <WithName text={words.stoppedAbout(published.containerName, published.port)} />
        <Line>docker start {published.containerName}</Line>
      </Message>
    );
  }
  if (failure?.kind === 'setup') {
    return (
      <Message title={words.notSetUp} action={retry}>
        <SetupProblem origin={previewOrigin(address?.port ?? 80)} port={address?.port ?? 80} reason={failure.reason} />
      </Message>
    );
  }
  if (failure?.kind === 'no-answer' && address !== undefined) {
    if (published !== undefined) return <NobodyListens tab={tab} published={published} retry={retry} />;
    return (
      <Message title={words.refused(`localhost:${address.port}`)} action={retry}>
        {words.refusedAbout}
        {ports !== undefined && <PortList ports={ports} />}
      </Message>
    );
  }
  if (failure !== undefined && address !== undefined) {
    return (
      <Message title={words.notLoaded} action={retry}>
        {failure.reason === undefined
          ? words.stoppedByHand
          : words.failedAt(`localhost:${address.port}`, reason(failure.reason))}
      </Message>
    );
  }
  if (tab.progress === 'downloaded') {
    return (
      <Message title={words.downloaded} action={retry}>
        {words.downloadedAbout}
      </Message>
    );
  }
  return ports?.some(({ isRunning }) => isRunning) ? (
    <Message title={words.publishedPorts}>
      {words.choose}
      <PortList ports={ports} />
    </Message>
  ) : (
    <Message title={words.nothing}>
      <WithCode text={words.nothingAbout} />
      <Line>docker run -d -p 8080:80 nginx</Line>
    </Message>
  );
}

function NobodyListens({ tab, published, retry }: { tab: PreviewTab; published: PublishedPort; retry: ReactNode }) {
  const { preview: words } = useWords();
  const { id } = tab;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || preview.retry(id), RETRY_EVERY_MS);
    return () => clearInterval(timer);
  }, [id]);
  return (
    <Message title={words.noAnswer(`localhost:${published.port}`)} action={retry}>
      <WithName text={words.noAnswerAbout(published.containerName, published.containerPort)} />
      <Line>docker logs {published.containerName}</Line>
    </Message>
  );
}

function PortList({ ports }: { ports: readonly PublishedPort[] }) {
  return (
    <ul className="mt-3 flex flex-col items-start gap-2">
      {ports
        .filter(({ isRunning }) => isRunning)
        .map(({ port, containerName }) => (
          <li key={port}>
            <Button look="quiet" size="small" onClick={() => preview.open({ port, path: '/' })}>
              localhost:{port} <span className="text-ink-soft">{containerName}</span>
            </Button>
          </li>
        ))}
    </ul>
  );
}

function Retry({ onClick }: { onClick(): void }) {
  const { preview: words } = useWords();
  return (
    <Button look="quiet" size="small" onClick={onClick}>
      {words.tryAgain}
    </Button>
  );
}

function Message({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="absolute inset-0 overflow-auto bg-sheet p-5 text-sm leading-relaxed text-ink-soft">
      <div className="max-w-prose">
        <h2 className="mb-1.5 text-base font-semibold text-ink">{title}</h2>
        <div>{children}</div>
        {action !== undefined && <div className="mt-4">{action}</div>}
      </div>
    </div>
  );
}

/** A command: a click types it into the terminal. */
function Line({ children }: { children: string | string[] }) {
  return (
    <div className="mt-3 overflow-hidden rounded-md border border-line bg-paper text-ink">
      <Command command={[children].flat().join('')} />
    </div>
  );
}
