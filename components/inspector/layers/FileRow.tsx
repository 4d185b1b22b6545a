import { ChevronRight, File, Folder, Link2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatBytes } from '@/components/ui/format.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import type { LayerFile } from './layers-api.ts';

export interface ShownFile {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly kind: LayerFile['Kind'];
  /** Undefined where it says nothing. */
  readonly sizeBytes: number | undefined;
  /** Of a symbolic link, else ''. */
  readonly target: string;
  /** Where it came from. */
  readonly from: string;
}

const COLOURS: Readonly<Record<LayerFile['Kind'], string>> = {
  added: 'text-good',
  changed: 'text-amber',
  deleted: 'text-lead',
  same: 'text-ink-soft',
};
const LETTERS: Readonly<Record<LayerFile['Kind'], string>> = { added: 'A', changed: 'C', deleted: 'D', same: '' };

/** A file; a folder opens to `children`, which are read then. */
export function FileRow({ file, children }: { file: ShownFile; children?: ReactNode }) {
  const { layers: words } = useInspectorWords();
  const [isOpen, setOpen] = useState(false);
  const canOpen = children !== undefined;
  const Icon = file.isFolder ? Folder : file.target !== '' ? Link2 : File;
  const line = (
    <>
      <span className={`w-2 shrink-0 font-mono text-xs font-semibold ${COLOURS[file.kind]}`}>
        <span aria-hidden>{LETTERS[file.kind]}</span>
        <span className="sr-only">{words.kinds[file.kind]}</span>
      </span>
      <ChevronRight
        size={12}
        aria-hidden
        className={`shrink-0 self-center text-ink-soft transition-transform motion-reduce:transition-none ${canOpen ? '' : 'invisible'} ${isOpen ? 'rotate-90' : ''}`}
      />
      <Icon size={13} aria-hidden className="shrink-0 self-center text-ink-soft" />
      <span
        className={`min-w-0 flex-1 font-mono text-xs break-all ${file.kind === 'deleted' ? 'line-through opacity-70' : ''}`}
      >
        {file.name}
        {file.target !== '' && <span className="text-ink-soft"> → {file.target}</span>}
      </span>
      {file.from !== '' && <span className="shrink-0 text-[0.6875rem] text-ink-soft">{file.from}</span>}
      <span className="w-16 shrink-0 text-right font-mono text-xs text-ink-soft tabular-nums">
        {file.sizeBytes === undefined ? '' : formatBytes(file.sizeBytes)}
      </span>
    </>
  );
  const look = 'flex w-full items-baseline gap-1.5 rounded-sm px-1 py-0.5 text-left';
  return (
    <li>
      {canOpen ? (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={`${look} -outline-offset-2 hover:bg-wash`}
        >
          {line}
        </button>
      ) : (
        <div className={look}>{line}</div>
      )}
      {isOpen && <div className="ml-3 border-l border-line pl-1">{children}</div>}
    </li>
  );
}
