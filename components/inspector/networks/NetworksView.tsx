'use client';

import { useMemo } from 'react';
import type { ListedContainer, ListedNetwork } from '../machine/engine-objects.ts';
import { getFromEngine, isAboutContainers, useEngine } from '../machine/use-engine.ts';
import { ReadFailure } from '../ReadFailure.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import { useIsSeen } from '../use-inspector.ts';
import { ViewMessage } from '../ViewMessage.tsx';
import { networkPictures } from './network-model.ts';
import { NetworkDrawing } from './NetworkDrawing.tsx';

/** Networks as wires with what hangs on them. */
export function NetworksView() {
  const { inspector } = useInspectorWords();
  const { value, failure } = useEngine(readNetworks, isAboutContainers, useIsSeen());
  const pictures = useMemo(() => value && networkPictures(value.networks, value.containers), [value]);
  if (pictures === undefined)
    return failure === undefined ? <ViewMessage>{inspector.loading}</ViewMessage> : <ReadFailure reason={failure} />;
  const bridges = pictures.filter(({ kind }) => kind === 'bridge');
  return (
    <div>
      {failure !== undefined && <ReadFailure reason={failure} />}
      {pictures.map((network) => (
        <NetworkDrawing key={network.id} network={network} />
      ))}
      {bridges.length > 1 && (
        <p className="max-w-[64ch] px-4 py-3 text-xs leading-relaxed text-ink-soft">{inspector.networks.isolated}</p>
      )}
    </div>
  );
}

async function readNetworks() {
  const [networks, containers] = await Promise.all([
    getFromEngine<readonly ListedNetwork[]>('/networks'),
    getFromEngine<readonly ListedContainer[]>('/containers/json?all=1'),
  ]);
  return { networks, containers };
}
