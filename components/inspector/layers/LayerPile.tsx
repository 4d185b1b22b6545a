import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { formatBytes } from '@/components/ui/format.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { LayerFolder } from './FolderListing.tsx';
import { imageLayers } from './layers-api.ts';
import { layerRows, type LayerRow } from './layer-rows.ts';
import { useRead } from './use-read.ts';

/** An image's layers as they lie on each other; each opens to its files. */
export function LayerPile({ image, version }: { image: string; version: string }) {
  const { reason } = useWords();
  const { inspector, layers: words } = useInspectorWords();
  const reading = useRead(image, version, () => imageLayers(image));
  if (reading.kind === 'loading') return <p className="px-4 py-3 text-xs text-ink-soft">{inspector.loading}</p>;
  if (reading.kind === 'failed') {
    return (
      <p role="alert" className="px-4 py-3 text-[0.8125rem] text-lead">
        {words.failed(reason(reading.reason))}
      </p>
    );
  }
  const rows = layerRows(reading.value);
  const largest = Math.max(1, ...rows.map(({ sizeBytes }) => sizeBytes));
  return (
    <>
      <ol className="px-4" aria-label={words.name}>
        {rows.map((row, index) =>
          row.layer === undefined ? (
            <li key={`empty-${index}`} className="border-t border-dashed border-line py-1 first:border-t-0">
              <p className="flex items-baseline gap-2 pl-6 text-xs text-ink-soft">
                <code className="min-w-0 flex-1 truncate font-mono" title={row.instruction}>
                  {row.instruction}
                </code>
                <span className="shrink-0">{words.emptyLayer}</span>
              </p>
            </li>
          ) : (
            <Layer key={row.layer} image={image} row={row} layer={row.layer} share={row.sizeBytes / largest} />
          ),
        )}
      </ol>
      <p className="px-4 pt-1 pb-4 pl-10 text-xs leading-relaxed text-ink-soft">{words.order}</p>
    </>
  );
}

function Layer({ image, row, layer, share }: { image: string; row: LayerRow; layer: number; share: number }) {
  const { layers: words } = useInspectorWords();
  const [isOpen, setOpen] = useState(false);
  const instruction = row.instruction === '' ? words.unknown : row.instruction;
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={words.open(instruction)}
        onClick={() => setOpen(!isOpen)}
        className="group flex w-full items-baseline gap-2.5 rounded-sm text-left -outline-offset-2"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={`shrink-0 translate-y-0.5 text-ink-soft transition-transform group-hover:text-ink motion-reduce:transition-none ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 flex-1">
          <code className={`block font-mono text-xs leading-5 break-words ${isOpen ? '' : 'line-clamp-2'}`}>
            {instruction}
          </code>
          <span className="mt-1.5 flex h-1.5 w-full" aria-hidden>
            <span className="bg-sea opacity-85" style={{ width: `${Math.max(share * 100, 0.5)}%` }} />
          </span>
          <span className="mt-1 block text-xs text-ink-soft">
            {[
              words.layer(layer + 1),
              ...(layer === 0 ? [words.base] : []),
              ...(row.sharedWith.length > 0 ? [words.sharedWith(row.sharedWith.join(', '))] : []),
            ].join(' · ')}
          </span>
        </span>
        <span className="shrink-0 font-mono text-xs text-ink-soft tabular-nums">{formatBytes(row.sizeBytes)}</span>
      </button>
      {isOpen && (
        <div className="mt-1 pl-5">
          <LayerFolder image={image} layer={layer} path="" />
        </div>
      )}
    </li>
  );
}
