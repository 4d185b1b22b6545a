'use client';

import { useEffect, useState } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { TerminalCommand } from '../TerminalCommand.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import { useIsSeen } from '../use-inspector.ts';
import { ViewMessage } from '../ViewMessage.tsx';
import { firstShown } from './first-shown.ts';
import { LayerPile } from './LayerPile.tsx';
import { read, type ListedContainer, type ListedImage } from './layers-api.ts';
import { UpperLayer } from './UpperLayer.tsx';
import { useRead } from './use-read.ts';

/** Events come in bursts; what they changed is read once. */
const GATHER_MS = 250;
/** What a container writes is no event: its directory is looked at again this often. */
const LOOK_MS = 4_000;

/** What images and containers are made of: layers, and a container's own directory on top. */
export function LayersView() {
  const { reason } = useWords();
  const { inspector, layers: words } = useInspectorWords();
  const isSeen = useIsSeen();
  const events = useVersion(isSeen);
  const looks = useLooks(isSeen);
  const [chosen, choose] = useState('');
  const reading = useRead('all', `${events}`, () =>
    Promise.all([
      read<readonly ListedImage[]>('/images/json'),
      read<readonly ListedContainer[]>('/containers/json?all=1'),
    ]),
  );
  if (reading.kind === 'loading') return <ViewMessage>{inspector.loading}</ViewMessage>;
  if (reading.kind === 'failed') return <ViewMessage>{words.failed(reason(reading.reason))}</ViewMessage>;
  const [images, containers] = reading.value;
  if (images.length === 0 && containers.length === 0) {
    return (
      <ViewMessage title={words.empty}>
        <p>{words.emptyHint}</p>
        <div className="mt-3 -ml-2">
          <TerminalCommand command="docker pull nginx" />
        </div>
      </ViewMessage>
    );
  }
  const ids = [...containers, ...images].map(({ Id: id }) => id);
  const shown = ids.includes(chosen) ? chosen : firstShown(containers, images)!;
  const container = containers.find(({ Id: id }) => id === shown);
  return (
    <div>
      <header className="border-b border-line px-4 py-3">
        <select
          aria-label={words.what}
          value={shown}
          onChange={({ target }) => choose(target.value)}
          className="-ml-1 w-full max-w-full truncate rounded-sm border-0 bg-transparent py-0.5 pl-1 font-mono text-[0.8125rem] text-ink hover:bg-wash"
        >
          <Group label={words.containers} list={containers} nameOf={containerName} />
          <Group label={words.images} list={images} nameOf={imageName} />
        </select>
      </header>
      {container && (
        // Only what runs writes.
        <UpperLayer container={container} version={`${events} ${container.State === 'running' ? looks : ''}`} />
      )}
      <LayerPile image={container ? container.ImageID : shown} version={`${events}`} />
    </div>
  );
}

function Group<T extends { readonly Id: string }>({
  label,
  list,
  nameOf,
}: {
  label: string;
  list: readonly T[];
  nameOf: (one: T) => string;
}) {
  if (list.length === 0) return null;
  return (
    <optgroup label={label}>
      {list.map((one) => (
        <option key={one.Id} value={one.Id}>
          {nameOf(one)}
        </option>
      ))}
    </optgroup>
  );
}

const containerName = ({ Names: names, Id: id }: ListedContainer) => names[0]?.replace(/^\//, '') ?? id.slice(0, 12);
const imageName = ({ RepoTags: tags, Id: id }: ListedImage) => {
  const name = tags?.[0];
  return name === undefined || name === '<none>:<none>' ? id.slice('sha256:'.length, 'sha256:'.length + 12) : name;
};

/** Grows when something happened to images or containers, while anybody looks. */
function useVersion(isSeen: boolean): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (!isSeen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // What happened while nobody looked.
    timer = setTimeout(() => setVersion((count) => count + 1), 0);
    const stop = getSandbox().onEvent((event) => {
      const { Type: type } = event as { Type?: string };
      if (type !== 'image' && type !== 'container') return;
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((count) => count + 1), GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isSeen]);
  return version;
}

function useLooks(isSeen: boolean): number {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (!isSeen) return;
    const timer = setInterval(() => setLooks((count) => count + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, [isSeen]);
  return looks;
}
