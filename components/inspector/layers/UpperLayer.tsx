import { useMemo } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { UpperFolder } from './FolderListing.tsx';
import { containerChanges, type ListedContainer } from './layers-api.ts';
import { changesByFolder } from './layer-rows.ts';
import { useRead } from './use-read.ts';

/** What a container has changed in its image, on top of the pile. */
export function UpperLayer({ container, version }: { container: ListedContainer; version: string }) {
  const { reason } = useWords();
  const { inspector, layers: words } = useInspectorWords();
  const { Id: id, ImageID: image } = container;
  // One that was never started has no directory; looking would make one.
  const wasStarted = container.State !== 'created';
  const reading = useRead(id, version, () => (wasStarted ? containerChanges(id) : Promise.resolve([])));
  const changes = reading.kind === 'read' ? reading.value : undefined;
  const folders = useMemo(() => changesByFolder(changes ?? []), [changes]);
  const count = (kind: number) => changes?.filter((change) => change.Kind === kind).length ?? 0;
  return (
    <section className="mx-4 mt-3 mb-1 border-l-2 border-lead bg-wash px-3 py-2.5" aria-label={words.upper}>
      <h3 className="text-sm font-medium">{words.upper}</h3>
      <p className="mt-0.5 text-xs leading-relaxed text-ink-soft">
        {wasStarted ? words.upperHint : words.upperHintNever}
      </p>
      {reading.kind === 'loading' && <p className="mt-1 text-xs text-ink-soft">{inspector.loading}</p>}
      {reading.kind === 'failed' && (
        <p role="alert" className="mt-1 text-xs text-lead">
          {words.failed(reason(reading.reason))}
        </p>
      )}
      {changes && wasStarted && (
        <p role="status" className="mt-1 text-[0.8125rem]">
          {changes.length === 0 ? words.noChanges : words.changes(count(1), count(0), count(2))}
        </p>
      )}
      {changes && changes.length > 0 && (
        <div className="mt-1.5 -ml-1">
          <UpperFolder container={id} image={image} path="" changes={folders} version={version} />
        </div>
      )}
    </section>
  );
}
