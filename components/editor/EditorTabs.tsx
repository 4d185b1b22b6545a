'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Circle, TriangleAlert, X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { TabCross, TabFrame } from '@/components/ui/TabFrame.tsx';
import type { OpenDocument } from './documents/documents.ts';
import { documents, editorPane } from './editor-store.ts';
import { nameOf, parentOf } from './tree/folder-tree.ts';

/** The open files: click shows one, its cross or Delete closes it, arrows move along, arrow down goes into the text. */
export function EditorTabs({ list, activeId }: { list: readonly OpenDocument[]; activeId: number }) {
  const { editor: words } = useWords();
  const [closing, setClosing] = useState<OpenDocument>();
  const close = async (each: OpenDocument) => {
    if (!(await documents.close(each.id))) setClosing(each);
  };
  const names = list.map(({ path }) => nameOf(path));
  return (
    <>
      <div
        role="tablist"
        aria-label={words.openFiles}
        className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
      >
        {list.map((each) => (
          <FileTab
            key={each.id}
            document={each}
            isActive={each.id === activeId}
            // Of two that have the same name the folder tells which one it is.
            isNameShared={names.filter((name) => name === nameOf(each.path)).length > 1}
            onClose={() => void close(each)}
          />
        ))}
      </div>
      {closing !== undefined && (
        <ConfirmDialog
          title={words.closeQuestion(nameOf(closing.path))}
          confirmLabel={words.closeUnsaved}
          onCancel={() => setClosing(undefined)}
          onConfirm={() => {
            setClosing(undefined);
            void documents.close(closing.id, { discard: true });
          }}
        >
          {words.closeAbout}
        </ConfirmDialog>
      )}
    </>
  );
}

interface FileTabProps {
  readonly document: OpenDocument;
  readonly isActive: boolean;
  readonly isNameShared: boolean;
  onClose(): void;
}

function FileTab({ document: { id, path, state }, isActive, isNameShared, onClose }: FileTabProps) {
  const { editor: words } = useWords();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete') onClose();
    else if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'ArrowDown') editorPane.focusText();
    else return;
    event.preventDefault();
  };
  const isTroubled = state.kind === 'conflict' || state.kind === 'failed' || state.kind === 'gone';
  const isUnsaved = state.kind === 'unsaved' || state.kind === 'saving';
  return (
    <TabFrame isActive={isActive}>
      <button
        type="button"
        role="tab"
        id={`file-tab-${id}`}
        aria-selected={isActive}
        aria-controls={isActive ? 'editor-panel' : undefined}
        aria-label={words.tab(
          nameOf(path),
          isNameShared ? parentOf(path) || '/workspace' : undefined,
          isTroubled ? 'troubled' : isUnsaved ? 'unsaved' : 'saved',
        )}
        tabIndex={isActive ? 0 : -1}
        title={`/workspace/${path}`}
        onClick={() => documents.activate(id)}
        onAuxClick={(event) => event.button === 1 && onClose()}
        onKeyDown={onKeyDown}
        className={`flex h-9 max-w-56 items-center gap-1.5 truncate pr-1 pl-3 text-[0.8125rem] -outline-offset-2 ${state.kind === 'gone' ? 'line-through' : ''}`}
      >
        {isTroubled && <TriangleAlert size={13} aria-hidden className="shrink-0 text-lead" />}
        <span className="truncate">{nameOf(path)}</span>
        {isNameShared && <span className="truncate text-xs text-ink-soft">{parentOf(path) || '/'}</span>}
      </button>
      <TabCross name={nameOf(path)} onClose={onClose}>
        {isUnsaved ? (
          <>
            <Circle size={8} fill="currentColor" className="group-hover:hidden" />
            <X size={13} className="hidden group-hover:block" />
          </>
        ) : (
          <X size={13} />
        )}
      </TabCross>
    </TabFrame>
  );
}

function step(by: 1 | -1): void {
  documents.step(by);
  const active = documents.active();
  if (active !== undefined) document.getElementById(`file-tab-${active.id}`)?.focus();
}
