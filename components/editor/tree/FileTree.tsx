'use client';

import { useWords } from '@/components/language/use-language.ts';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { FilePlus, FolderPlus, Pencil, Trash } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { documents, editorPane, tree } from '../editor-store.ts';
import { useTree } from '../use-editor.ts';
import { folderForNew, nameOf, parentOf, rowForKey, visibleRows, type TreeRow } from './folder-tree.ts';
import { NameField } from './NameField.tsx';
import { TreeItem } from './TreeItem.tsx';

type EntryRow = Extract<TreeRow, { kind: 'entry' }>;

interface Props {
  readonly isReady: boolean;
  /** The file that the editor shows. */
  readonly activePath: string | undefined;
  /** Stands for the files while there are none; else a sentence does. */
  readonly emptyView?: ReactNode;
  /** A file was chosen. */
  onOpen(): void;
}

/**
 * The workspace's files. Arrows move and open, Enter opens, F2 renames, Delete removes, letters search; a double
 * click renames as well.
 */
export function FileTree({ isReady, activePath, emptyView, onOpen }: Props) {
  const {
    editor: { tree: words },
    reason,
  } = useWords();
  const state = useTree();
  const list = useRef<HTMLDivElement>(null);
  const [removing, setRemoving] = useState<EntryRow>();
  const [failure, setFailure] = useState<Reason>();
  const rows = visibleRows(state);
  const { selected, naming } = state;
  const selectedRow = rows.find((row): row is EntryRow => row.kind === 'entry' && row.path === selected);
  // One row can be reached by the keyboard: the selected one, else the first.
  const focusable = selectedRow?.path ?? rows.find(({ kind }) => kind === 'entry')?.path;

  useEffect(() => {
    if (activePath !== undefined) tree.reveal(activePath);
  }, [activePath]);

  const attempt = async (work: () => Promise<unknown>) => {
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(reasonOf(error));
    }
  };
  const focusRow = (path: string) => {
    tree.select(path);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus());
  };
  const show = (path: string) => {
    onOpen();
    return editorPane.open(path);
  };
  const activate = ({ path, entry, isOpen }: EntryRow) => {
    tree.select(path);
    if (!entry.isDirectory) void show(path);
    else if (isOpen) tree.closeFolder(path);
    else tree.openFolder(path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (naming !== undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.find((each): each is EntryRow => each.kind === 'entry' && each.path === focusable);
    const next = rowForKey(rows, focusable ?? '', event.key);
    if (next !== undefined) focusRow(next);
    else if (row === undefined) return;
    else if (event.key === 'Enter' || event.key === ' ') activate(row);
    else if (event.key === 'ArrowRight' && row.entry.isDirectory) tree.openFolder(row.path);
    else if (event.key === 'ArrowLeft' && row.isOpen) tree.closeFolder(row.path);
    else if (event.key === 'F2') tree.startNaming({ kind: 'rename', path: row.path });
    else if (event.key === 'Delete') setRemoving(row);
    else return;
    event.preventDefault();
  };
  const finishNew = (name: string, isDirectory: boolean, folder: string) =>
    attempt(async () => {
      tree.startNaming(undefined);
      if (isDirectory) focusRow(await tree.makeFolder(folder, name));
      else await show(await tree.makeFile(folder, name));
    });
  const finishRename = (path: string, name: string) =>
    attempt(async () => {
      tree.startNaming(undefined);
      if (name !== nameOf(path)) focusRow(await editorPane.rename(path, name));
    });

  return (
    <div className="@container flex h-full min-h-0 flex-col bg-paper">
      <div className="flex h-8 shrink-0 items-center gap-0.5 border-b border-line pr-1 pl-3 pointer-coarse:h-10">
        <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-soft">
          <span className="hidden @min-[11.5rem]:inline">/workspace</span>
        </span>
        <Tool label={words.newFile} isDisabled={!isReady} onClick={() => startNew('new-file')}>
          <FilePlus size={14} aria-hidden />
        </Tool>
        <Tool label={words.newFolder} isDisabled={!isReady} onClick={() => startNew('new-folder')}>
          <FolderPlus size={14} aria-hidden />
        </Tool>
        <Tool
          label={words.rename}
          keys="F2"
          isDisabled={!isReady || selectedRow === undefined}
          onClick={() => selectedRow && tree.startNaming({ kind: 'rename', path: selectedRow.path })}
        >
          <Pencil size={13} aria-hidden />
        </Tool>
        <Tool
          label={words.remove}
          keys="Del"
          isDisabled={!isReady || selectedRow === undefined}
          onClick={() => setRemoving(selectedRow)}
        >
          <Trash size={13} aria-hidden />
        </Tool>
      </div>
      {failure !== undefined && (
        <p role="alert" className="border-b border-line px-3 py-2 text-xs text-lead">
          {reason(failure)}
        </p>
      )}
      <div
        ref={list}
        role="tree"
        aria-label={words.files}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto py-1"
      >
        {rows.length === 0 &&
          state.folders.has('') &&
          (emptyView ?? <p className="px-3 py-2 text-xs leading-relaxed text-ink-soft">{words.empty}</p>)}
        {rows.map((row) =>
          row.kind === 'failed' || row.kind === 'more' ? (
            <p key={row.path} className="px-3 py-1 text-xs text-ink-soft" style={{ paddingLeft: indent(row.depth) }}>
              {row.kind === 'failed' ? reason(row.reason) : words.more(row.count)}
            </p>
          ) : row.kind === 'naming' ? (
            <NameField
              key={row.path}
              label={row.isDirectory ? words.newFolderName : words.newFileName}
              folder={parentOf(row.path)}
              indent={indent(row.depth)}
              onDone={(name) => void finishNew(name, row.isDirectory, parentOf(row.path))}
            />
          ) : naming?.kind === 'rename' && naming.path === row.path ? (
            <NameField
              key={row.path}
              label={words.newNameOf(row.entry.name)}
              folder={parentOf(row.path)}
              own={row.entry.name}
              indent={indent(row.depth)}
              onDone={(name) => void finishRename(row.path, name)}
            />
          ) : (
            <TreeItem
              key={row.path}
              row={row}
              indent={indent(row.depth)}
              isSelected={row.path === selected}
              isFocusable={row.path === focusable}
              isShown={row.path === activePath}
              onActivate={() => activate(row)}
            />
          ),
        )}
      </div>
      {removing !== undefined && (
        <ConfirmDialog
          title={words.removeQuestion(removing.entry.name)}
          confirmLabel={words.remove}
          onCancel={() => setRemoving(undefined)}
          onConfirm={() => {
            setRemoving(undefined);
            void attempt(async () => {
              await tree.remove(removing.path);
              await documents.removed(removing.path);
            });
          }}
        >
          {removing.entry.isDirectory ? words.removeFolder : words.removeFile}
        </ConfirmDialog>
      )}
    </div>
  );
}

const indent = (depth: number) => `${0.75 + depth * 0.875}rem`;

function startNew(kind: 'new-file' | 'new-folder'): void {
  tree.startNaming({ kind, folder: folderForNew(tree.get()) });
}

interface ToolProps {
  readonly label: string;
  readonly keys?: string;
  readonly isDisabled: boolean;
  readonly children: ReactNode;
  onClick(): void;
}

function Tool({ label, keys, isDisabled, children, onClick }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={isDisabled}
      onClick={onClick}
      className="grid size-6 shrink-0 place-items-center rounded text-ink-soft -outline-offset-2 transition-colors enabled:hover:bg-wash enabled:hover:text-ink disabled:opacity-40"
    >
      {children}
    </button>
  );
}
