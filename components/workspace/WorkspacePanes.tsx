'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useWidth } from '@/components/ui/use-width.ts';
import { paneLayouts } from './pane-layouts.ts';
import { panes, type PaneName } from './panes.ts';

interface Props {
  readonly editor: ReactNode | undefined;
  readonly terminals: ReactNode;
  readonly preview: ReactNode | undefined;
}

/** Below this there is room for one pane, from WIDE_PX on for two side by side. */
const NARROW_PX = 560;
const WIDE_PX = 900;

/**
 * Editor, terminals and preview. Wide: the editor on the left, terminals and preview beside it, one above the other
 * (side by side while there is no editor). Less wide: the editor above them. Narrow: one at a time. Their places in
 * the document never change, so that no page of the preview is loaded again and no terminal is drawn anew.
 */
export function WorkspacePanes({ editor, terminals, preview }: Props) {
  const { workspace: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place, WIDE_PX);
  const wanted = useSyncExternalStore(panes.subscribe, panes.get, panes.getOnServer);
  const hasEditor = editor !== undefined;
  const hasPreview = preview !== undefined;
  const isWide = width >= WIDE_PX;
  const isNarrow = width < NARROW_PX && (hasEditor || hasPreview);
  const open = (['editor', 'terminal', 'preview'] as const).filter(
    (name) => name === 'terminal' || (name === 'editor' ? hasEditor : hasPreview),
  );
  const shown = open.includes(wanted) ? wanted : 'terminal';
  const isFirst = useRef(true);
  useEffect(() => {
    // Who opens the preview wants to see it.
    if (!isFirst.current) panes.show(hasPreview ? 'preview' : hasEditor ? 'editor' : 'terminal');
    isFirst.current = false;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- closing the editor shows the terminal by itself
  }, [hasPreview]);

  const across = isWide ? 'wide' : 'tall';
  const outer = useDefaultLayout({
    id: `slipway.panes.${across}`,
    panelIds: hasEditor ? ['pane-editor', 'pane-machine'] : ['pane-machine'],
    storage: paneLayouts,
  });
  const innerIsHorizontal = hasEditor ? !isWide : isWide;
  const inner = useDefaultLayout({
    id: `slipway.panes.${across}.machine`,
    panelIds: hasPreview ? ['pane-terminal', 'pane-preview'] : ['pane-terminal'],
    storage: paneLayouts,
  });
  const only = isNarrow ? ONLY[shown] : '';
  return (
    <div ref={place} className="flex h-full min-h-0 flex-col">
      {isNarrow && (
        <div role="group" aria-label={words.pane} className="flex h-9 shrink-0 border-b border-line bg-paper">
          {open.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === shown}
              onClick={() => panes.show(name)}
              className="relative flex-1 text-[0.8125rem] text-ink-soft -outline-offset-2 aria-pressed:bg-sheet aria-pressed:text-ink"
            >
              {name === shown && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-lead" />}
              {words.panes[name]}
            </button>
          ))}
        </div>
      )}
      <Group
        id="panes"
        orientation={isWide ? 'horizontal' : 'vertical'}
        defaultLayout={outer.defaultLayout}
        onLayoutChanged={outer.onLayoutChanged}
        className={`min-h-0 flex-1 ${only}`}
      >
        {hasEditor && (
          <>
            <Panel id="pane-editor" key="editor" defaultSize="50%" minSize="20%">
              {editor}
            </Panel>
            <Separator key="editor-edge" className="pane-separator" aria-label={words.editorSize} />
          </>
        )}
        <Panel id="pane-machine" key="machine" minSize="20%">
          <Group
            id="panes-machine"
            orientation={innerIsHorizontal ? 'horizontal' : 'vertical'}
            defaultLayout={inner.defaultLayout}
            onLayoutChanged={inner.onLayoutChanged}
            className="h-full"
          >
            <Panel id="pane-terminal" key="terminal" minSize="15%">
              <div className="@container h-full">{terminals}</div>
            </Panel>
            {hasPreview && (
              <>
                <Separator key="preview-edge" className="pane-separator" aria-label={words.previewSize} />
                <Panel id="pane-preview" key="preview" defaultSize="50%" minSize="15%">
                  {preview}
                </Panel>
              </>
            )}
          </Group>
        </Panel>
      </Group>
    </div>
  );
}

/** All but the one that is shown are hidden, where they are. */
const ONLY: Readonly<Record<PaneName, string>> = {
  editor: '[&_.pane-separator:not(#pane-editor_*)]:hidden! [&_#pane-machine]:hidden!',
  terminal: '[&_.pane-separator]:hidden! [&_#pane-editor]:hidden! [&_#pane-preview]:hidden!',
  preview: '[&_.pane-separator]:hidden! [&_#pane-editor]:hidden! [&_#pane-terminal]:hidden!',
};
