'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { PanelLeft, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useWidth } from '@/components/ui/use-width.ts';
import { paneLayouts } from '@/components/workspace/pane-layouts.ts';
import { CodeView } from './CodeView.tsx';
import { EditorTabs } from './EditorTabs.tsx';
import { editorPane, tree } from './editor-store.ts';
import { FileTree } from './tree/FileTree.tsx';
import { useDocuments, useEditor, useWorkspaceSync } from './use-editor.ts';

/** Below this the tree and the text take turns. */
const COMPACT_PX = 480;

/** Files of the machine: a tree of the workspace, tabs, and the text of the one that is shown. */
export function EditorPane({ isReady, onClose }: { isReady: boolean; onClose(): void }) {
  const { editor: words } = useWords();
  useWorkspaceSync(isReady);
  const { isTreeShown } = useEditor();
  const { list, activeId } = useDocuments();
  const active = list.find(({ id }) => id === activeId);
  const pane = useRef<HTMLElement>(null);
  const isCompact = useWidth(pane, COMPACT_PX) < COMPACT_PX;
  // Where there is no room for both, the tree takes the place of the text until a file is chosen.
  const [treeInsteadOf, setTreeInsteadOf] = useState<number>();
  const hasTree = isCompact ? active === undefined || treeInsteadOf === activeId : isTreeShown;
  const hasText = !isCompact || !hasTree;
  const toggleTree = () => {
    if (!isCompact) editorPane.toggleTree();
    else setTreeInsteadOf(treeInsteadOf === activeId ? undefined : activeId);
  };
  const layout = useDefaultLayout({
    id: 'slipway.editor',
    panelIds: [...(hasTree ? ['editor-tree'] : []), ...(hasText ? ['editor-text'] : [])],
    storage: paneLayouts,
  });
  return (
    <section ref={pane} aria-label={words.editor} className="@container flex h-full min-h-0 min-w-0 flex-col bg-sheet">
      <div className="flex shrink-0 items-stretch border-b border-line bg-paper">
        <button
          type="button"
          aria-label={words.fileTree}
          aria-pressed={hasTree}
          title={words.fileTree}
          onClick={toggleTree}
          className="grid h-9 w-9 shrink-0 place-items-center border-r border-line text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink aria-pressed:text-ink"
        >
          <PanelLeft size={15} aria-hidden />
        </button>
        <EditorTabs list={list} activeId={activeId} />
        <button
          type="button"
          aria-label={words.close}
          title={`${words.close} (Ctrl+Shift+E)`}
          onClick={onClose}
          className="grid h-9 w-9 shrink-0 place-items-center border-l border-line text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink"
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      <Group
        id="slipway-editor"
        defaultLayout={layout.defaultLayout}
        onLayoutChanged={layout.onLayoutChanged}
        className="min-h-0 flex-1"
      >
        {hasTree && (
          <Panel
            id="editor-tree"
            key="tree"
            defaultSize={hasText ? '28%' : '100%'}
            minSize="15%"
            maxSize={hasText ? '60%' : '100%'}
          >
            <FileTree
              isReady={isReady}
              activePath={active?.path}
              emptyView={hasText ? undefined : <NoFile isReady={isReady} />}
              onOpen={() => setTreeInsteadOf(undefined)}
            />
          </Panel>
        )}
        {hasTree && hasText && <Separator key="edge" className="pane-separator" aria-label={words.treeWidth} />}
        {hasText && (
          <Panel id="editor-text" key="text" minSize="30%">
            {active === undefined ? <NoFile isReady={isReady} /> : <CodeView document={active} />}
          </Panel>
        )}
      </Group>
    </section>
  );
}

/** What the pane is for, while nothing is open in it. */
function NoFile({ isReady }: { isReady: boolean }) {
  const { editor: words } = useWords();
  const make = async () => {
    const path = await tree.makeFile('', 'Dockerfile');
    await editorPane.open(path);
  };
  const hasDockerfile =
    tree
      .get()
      .folders.get('')
      ?.some(({ name }) => name === 'Dockerfile') === true;
  return (
    <div className="flex h-full flex-col items-start justify-center gap-4 overflow-y-auto p-6 text-sm text-ink-soft">
      <p className="max-w-[36ch] leading-relaxed">
        <WithCode text={words.about} className="text-ink" />
      </p>
      <button
        type="button"
        disabled={!isReady}
        onClick={() => void (hasDockerfile ? editorPane.open('Dockerfile') : make())}
        className="rounded-md border border-line-strong px-3 py-1.5 text-[0.8125rem] font-medium text-ink transition hover:bg-wash disabled:opacity-50"
      >
        {hasDockerfile ? words.openDockerfile : words.newDockerfile}
      </button>
    </div>
  );
}
