import type { ReactNode } from 'react';
import type { Reason } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { FileRow, type ShownFile } from './FileRow.tsx';
import { imageFiles, upperFiles, type Change, type LayerFile } from './layers-api.ts';
import { nameOf } from './layer-rows.ts';
import { useRead } from './use-read.ts';

/** A pile with more than this in one folder says how many there are. */
const SHOWN = 300;
/** Among which the originals of a folder's changes are looked for. */
const ORIGINALS = 5000;

/** A folder of one layer of an image, read when it is opened. */
export function LayerFolder({ image, layer, path }: { image: string; layer: number; path: string }) {
  const { layers: words } = useInspectorWords();
  const reading = useRead(`${image} ${layer} ${path}`, '', () =>
    imageFiles(image, path === '' ? '/' : path, { layer, limit: SHOWN }),
  );
  if (reading.kind === 'loading') return null;
  if (reading.kind === 'failed') return <Problem reason={reading.reason} />;
  const { Entries: entries, Total: total } = reading.value;
  if (total === 0) return <p className="px-2 py-1 text-xs text-ink-soft">{words.nothing}</p>;
  return (
    <FileList shown={Math.min(SHOWN, entries.length)} total={total}>
      {entries.slice(0, SHOWN).map((entry) => {
        const file = shownLayerFile(entry, path, words.fromLayer);
        const canOpen = file.isFolder && file.kind !== 'deleted';
        return (
          <FileRow key={file.path} file={file}>
            {canOpen ? <LayerFolder image={image} layer={layer} path={file.path} /> : undefined}
          </FileRow>
        );
      })}
    </FileList>
  );
}

function shownLayerFile(entry: LayerFile, path: string, fromLayer: (number: number) => string): ShownFile {
  const { Name: name, Type: type, Kind: kind, SizeBytes: sizeBytes, Target: target, From: from } = entry;
  return {
    ...{ name, kind, target, path: `${path}/${name}`, isFolder: type === 'directory' },
    sizeBytes: type === 'file' ? sizeBytes : undefined,
    from: from === null ? '' : fromLayer(from + 1),
  };
}

/** A folder of a container's own directory: what `docker diff` says of it, with sizes and where the originals are. */
export function UpperFolder({
  container,
  image,
  path,
  changes,
  version,
}: {
  container: string;
  image: string;
  path: string;
  changes: ReadonlyMap<string, readonly Change[]>;
  version: string;
}) {
  const { layers: words } = useInspectorWords();
  const here = changes.get(path) ?? [];
  const folder = path === '' ? '/' : path;
  const reading = useRead(`${container} ${path}`, version, () =>
    Promise.all([
      upperFiles(container, folder, ORIGINALS),
      // A container whose image is gone says nothing of origins.
      imageFiles(image, folder, { limit: ORIGINALS }).catch(() => ({ Total: 0, Entries: [] as readonly LayerFile[] })),
    ]),
  );
  if (reading.kind === 'failed') return <Problem reason={reading.reason} />;
  const [upper, lower] = reading.kind === 'read' ? reading.value : [undefined, undefined];
  const sizes = new Map(upper?.Entries.map((entry) => [entry.Name, entry.SizeBytes]));
  const originals = new Map(lower?.Entries.map((entry) => [entry.Name, entry]));
  return (
    <FileList shown={Math.min(SHOWN, here.length)} total={here.length}>
      {here.slice(0, SHOWN).map(({ Path: changed, Kind: kind }) => {
        const name = nameOf(changed);
        const original = originals.get(name);
        const isFolder = changes.has(changed) || original?.Type === 'directory';
        const file: ShownFile = {
          ...{ name, path: changed, isFolder, target: '' },
          kind: kind === 1 ? 'added' : kind === 2 ? 'deleted' : 'changed',
          sizeBytes: isFolder ? undefined : kind === 2 ? original?.SizeBytes : sizes.get(name),
          from: kind === 1 ? words.ownFile : original ? words.fromLayer(original.Layer + 1) : '',
        };
        return (
          <FileRow key={changed} file={file}>
            {changes.has(changed) ? (
              <UpperFolder {...{ container, image, changes, version }} path={changed} />
            ) : undefined}
          </FileRow>
        );
      })}
    </FileList>
  );
}

function FileList({ shown, total, children }: { shown: number; total: number; children: ReactNode }) {
  const { layers: words } = useInspectorWords();
  return (
    <>
      <ul>{children}</ul>
      {shown < total && <p className="px-2 py-1 text-xs text-ink-soft">{words.more(shown, total)}</p>}
    </>
  );
}

function Problem({ reason }: { reason: Reason }) {
  const { reason: say } = useWords();
  const { layers: words } = useInspectorWords();
  return (
    <p role="alert" className="px-2 py-1 text-xs text-lead">
      {words.failed(say(reason))}
    </p>
  );
}
