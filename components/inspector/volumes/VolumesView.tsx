'use client';

import { useMemo, useState } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { Button } from '@/components/ui/Button.tsx';
import type { ListedContainer, ListedVolume } from '../machine/engine-objects.ts';
import { getFromEngine, isAboutContainers, useEngine, type EngineEvent } from '../machine/use-engine.ts';
import { ReadFailure } from '../ReadFailure.tsx';
import { TerminalCommand } from '../TerminalCommand.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import { useIsSeen } from '../use-inspector.ts';
import { ViewMessage } from '../ViewMessage.tsx';
import { volumesPicture } from './volume-model.ts';
import { BindRow, VolumeRow } from './VolumeRow.tsx';

const NO_SIZES: ReadonlyMap<string, number> = new Map();

/** What outlives containers, and which of them have it mounted where. */
export function VolumesView() {
  const { inspector } = useInspectorWords();
  const words = inspector.volumes;
  const { value, failure } = useEngine(readVolumes, isAboutVolumes, useIsSeen());
  const [sizes, setSizes] = useState(NO_SIZES);
  const [isMeasuring, setMeasuring] = useState(false);
  const [sizeFailure, setSizeFailure] = useState<Reason>();
  const notRead = failure ?? sizeFailure;
  const picture = useMemo(() => value && volumesPicture(value.volumes, value.containers, sizes), [value, sizes]);
  if (picture === undefined)
    return failure === undefined ? <ViewMessage>{inspector.loading}</ViewMessage> : <ReadFailure reason={failure} />;
  const { volumes, binds } = picture;
  const measure = async () => {
    setMeasuring(true);
    try {
      setSizes(await readSizes());
      setSizeFailure(undefined);
    } catch (error) {
      setSizeFailure(reasonOf(error));
    }
    setMeasuring(false);
  };
  if (volumes.length === 0 && binds.length === 0)
    return (
      <ViewMessage title={words.none}>
        <p>{words.noneAbout}</p>
        <div className="mt-3 -ml-2">
          <TerminalCommand command="docker volume create data" />
        </div>
      </ViewMessage>
    );
  return (
    <div>
      {notRead !== undefined && <ReadFailure reason={notRead} />}
      {volumes.length > 0 && (
        <section aria-label={words.name}>
          <ul>
            {volumes.map((volume) => (
              <VolumeRow key={volume.name} volume={volume} />
            ))}
          </ul>
          <div className="border-b border-line px-4 py-3">
            {/* Every file of every volume is looked at: not unasked. */}
            <Button look="quiet" size="small" disabled={isMeasuring} onClick={() => void measure()}>
              {isMeasuring ? words.measuring : words.measure}
            </Button>
          </div>
        </section>
      )}
      {binds.length > 0 && (
        <section aria-label={words.binds}>
          <h3 className="lettering px-4 pt-4 pb-1">{words.binds}</h3>
          <ul>
            {binds.map((bind) => (
              <BindRow key={bind.source} bind={bind} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

async function readVolumes() {
  const [{ Volumes }, containers] = await Promise.all([
    getFromEngine<{ readonly Volumes: readonly ListedVolume[] | null }>('/volumes'),
    getFromEngine<readonly ListedContainer[]>('/containers/json?all=1'),
  ]);
  return { volumes: Volumes ?? [], containers };
}

function isAboutVolumes(event: EngineEvent): boolean {
  return event.Type === 'volume' || isAboutContainers(event);
}

interface DiskUsage {
  readonly Volumes: readonly { readonly Name: string; readonly UsageData?: { readonly Size: number } }[] | null;
}

async function readSizes(): Promise<ReadonlyMap<string, number>> {
  const { Volumes } = await getFromEngine<DiskUsage>('/system/df?type=volume');
  // -1 where the driver cannot say.
  return new Map(
    (Volumes ?? []).flatMap(({ Name, UsageData }) =>
      UsageData && UsageData.Size >= 0 ? [[Name, UsageData.Size] as const] : [],
    ),
  );
}
