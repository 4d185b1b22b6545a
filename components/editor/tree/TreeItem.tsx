'use client';

import { ChevronRight, File, FileSymlink, Folder, FolderOpen } from 'lucide-react';
import { tree } from '../editor-store.ts';
import type { TreeRow } from './folder-tree.ts';

interface Props {
  readonly row: Extract<TreeRow, { kind: 'entry' }>;
  readonly indent: string;
  readonly isSelected: boolean;
  readonly isFocusable: boolean;
  /** It is what the editor shows. */
  readonly isShown: boolean;
  onActivate(): void;
}

/** A file or a folder of the tree. */
export function TreeItem({ row, indent, isSelected, isFocusable, isShown, onActivate }: Props) {
  const { path, depth, entry, isOpen } = row;
  const Icon = entry.isDirectory ? (isOpen ? FolderOpen : Folder) : entry.isFile ? File : FileSymlink;
  return (
    <div
      role="treeitem"
      data-path={path}
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={entry.isDirectory ? isOpen : undefined}
      tabIndex={isFocusable ? 0 : -1}
      onClick={onActivate}
      onFocus={() => tree.select(path)}
      onDoubleClick={() => !entry.isDirectory && tree.startNaming({ kind: 'rename', path })}
      style={{ paddingLeft: indent }}
      className={`flex cursor-pointer items-center gap-1.5 py-[0.1875rem] pr-3 text-[0.8125rem] -outline-offset-2 select-none hover:bg-wash aria-selected:bg-wash ${isShown ? 'font-medium text-ink' : 'text-ink'}`}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={`shrink-0 text-ink-soft transition-transform ${entry.isDirectory ? '' : 'invisible'} ${isOpen ? 'rotate-90' : ''}`}
      />
      <Icon size={14} aria-hidden className={`shrink-0 ${entry.isDirectory ? 'text-sea' : 'text-ink-soft'}`} />
      <span className="truncate">{entry.name}</span>
    </div>
  );
}
