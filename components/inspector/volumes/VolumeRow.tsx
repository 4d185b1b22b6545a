'use client';

import { HardDrive, FolderSymlink } from 'lucide-react';
import { formatBytes } from '@/components/ui/format.ts';
import { StateDot } from '../containers/StateDot.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import type { BindPicture, Mounting, VolumePicture } from './volume-model.ts';

export function VolumeRow({ volume }: { volume: VolumePicture }) {
  const { inspector } = useInspectorWords();
  const words = inspector.volumes;
  const { name, isAnonymous, driver, mountpoint, sizeBytes, mountings } = volume;
  return (
    <li className="flex gap-3 border-b border-line px-4 py-3 text-xs">
      <HardDrive
        size={16}
        aria-hidden
        className={`mt-0.5 shrink-0 ${mountings.length > 0 ? 'text-sea' : 'text-ink-soft'}`}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <span className={`min-w-0 truncate ${isAnonymous ? 'font-mono' : 'text-sm font-medium'}`} title={name}>
            {isAnonymous ? `${name.slice(0, 12)}…` : name}
          </span>
          {isAnonymous && <span className="text-ink-soft">{words.anonymous}</span>}
          <span className="text-ink-soft">{driver}</span>
          {sizeBytes !== undefined && <span className="tabular-nums">{formatBytes(sizeBytes)}</span>}
          {mountings.length === 0 && <span className="text-amber">{words.unused}</span>}
        </div>
        <p className="lettering mt-0.5 text-[0.6875rem] break-all">{mountpoint}</p>
        <Mountings mountings={mountings} />
      </div>
    </li>
  );
}

export function BindRow({ bind }: { bind: BindPicture }) {
  return (
    <li className="flex gap-3 border-b border-line px-4 py-3 text-xs">
      <FolderSymlink size={16} aria-hidden className="mt-0.5 shrink-0 text-sea" />
      <div className="min-w-0 flex-1">
        <p className="font-mono break-all">{bind.source}</p>
        <Mountings mountings={bind.mountings} />
      </div>
    </li>
  );
}

function Mountings({ mountings }: { mountings: readonly Mounting[] }) {
  const { inspector } = useInspectorWords();
  const words = inspector.volumes;
  if (mountings.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1 border-l-2 border-sea pl-3">
      {mountings.map(({ containerId, containerName, isUp, destination, isReadOnly }) => (
        <li key={`${containerId} ${destination}`} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <span className="flex max-w-full min-w-0 items-baseline gap-1.5">
            <StateDot state={isUp ? 'running' : ''} />
            <span className={`min-w-0 truncate ${isUp ? 'font-medium' : 'text-ink-soft'}`} title={containerName}>
              {containerName}
            </span>
          </span>
          <span className="sr-only">{words.at}</span>
          <span className="font-mono break-all">{destination}</span>
          <span className={isReadOnly ? 'text-amber' : 'text-ink-soft'}>
            {isReadOnly ? words.readOnly : words.writable}
          </span>
          {!isUp && <span className="text-ink-soft">{words.notRunning}</span>}
        </li>
      ))}
    </ul>
  );
}
