'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { InFront } from '@/components/inspector/use-inspector.ts';
import { useWidth } from '@/components/ui/use-width.ts';
import { PaneSwitch } from './PaneSwitch.tsx';
import { panes, type PaneName } from './panes.ts';
import { usePaneLayout } from './use-pane-layout.ts';

interface Props {
  readonly editor: ReactNode | undefined;
  readonly terminals: ReactNode;
  readonly preview: ReactNode | undefined;
  readonly inspector: ReactNode | undefined;
}

/** Below this there is room for one pane, from WIDE_PX on for two side by side. */
const NARROW_PX = 560;
const WIDE_PX = 900;

/**
 * Editor, terminals, preview and inspector. Wide: the editor on the left, terminals and preview beside it, one above
 * the other (side by side while there is no editor). Less wide: the editor above them. Narrow: one at a time. The
 * inspector has the preview's place, and one of the two is in front. Their places in the document never change, so
 * that no page of the preview is loaded again and no terminal is drawn anew.
 */
export function WorkspacePanes({ editor, terminals, preview, inspector }: Props) {
  const { workspace: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place, WIDE_PX);
  const wanted = useSyncExternalStore(panes.subscribe, panes.get, panes.getOnServer);
  const wantedBeside = useSyncExternalStore(panes.subscribe, panes.getBeside, panes.getBesideOnServer);
  const hasEditor = editor !== undefined;
  const hasPreview = preview !== undefined;
  const hasInspector = inspector !== undefined;
  const hasBeside = hasPreview || hasInspector;
  const front = hasPreview && hasInspector ? wantedBeside : hasPreview ? 'preview' : 'inspector';
  const isWide = width >= WIDE_PX;
  const isNarrow = width < NARROW_PX && (hasEditor || hasBeside);
  const isOpen: Readonly<Record<PaneName, boolean>> = {
    editor: hasEditor,
    terminal: true,
    preview: hasPreview,
    inspector: hasInspector,
  };
  const open = (['editor', 'terminal', 'preview', 'inspector'] as const).filter((name) => isOpen[name]);
  const shown = open.includes(wanted) ? wanted : 'terminal';
  const hadPreview = useRef(hasPreview);
  useEffect(() => {
    if (hadPreview.current === hasPreview) return;
    hadPreview.current = hasPreview;
    // Who opens the preview wants to see it.
    panes.show(hasPreview ? 'preview' : hasEditor ? 'editor' : 'terminal');
    // eslint-disable-next-line react-hooks/exhaustive-deps -- closing the editor shows the terminal by itself
  }, [hasPreview]);
  useEffect(() => panes.setNarrow(isNarrow), [isNarrow]);
  useEffect(() => {
    if (hasPreview !== hasInspector) panes.bringForward(front);
  }, [hasPreview, hasInspector, front]);

  const across = isWide ? 'wide' : 'tall';
  const outer = usePaneLayout({
    id: `slipway.panes.${across}`,
    panelIds: hasEditor ? ['pane-editor', 'pane-machine'] : ['pane-machine'],
  });
  const innerIsHorizontal = hasEditor ? !isWide : isWide;
  const inner = usePaneLayout({
    id: `slipway.panes.${across}.machine`,
    panelIds: hasBeside ? ['pane-terminal', 'pane-beside'] : ['pane-terminal'],
  });
  const only = isNarrow ? ONLY[shown] : '';
  return (
    <div ref={place} className="flex h-full min-h-0 flex-col">
      {isNarrow && <PaneSwitch names={open} shown={shown} />}
      <Group
        id="panes"
        orientation={isWide ? 'horizontal' : 'vertical'}
        {...outer}
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
            {...inner}
            className="h-full"
          >
            <Panel id="pane-terminal" key="terminal" minSize="15%">
              <div className="@container h-full">{terminals}</div>
            </Panel>
            {hasBeside && (
              <>
                <Separator key="beside-edge" className="pane-separator" aria-label={words.besideSize} />
                <Panel id="pane-beside" key="beside" defaultSize="50%" minSize="15%">
                  <div className="flex h-full min-h-0 flex-col">
                    {hasPreview && hasInspector && !isNarrow && (
                      <PaneSwitch names={['preview', 'inspector']} shown={front} />
                    )}
                    <div key="preview" className="min-h-0 flex-1" hidden={front !== 'preview'}>
                      {preview}
                    </div>
                    <div key="inspector" className="min-h-0 flex-1" hidden={front !== 'inspector'}>
                      <InFront value={front === 'inspector' && (!isNarrow || shown === 'inspector')}>
                        {inspector}
                      </InFront>
                    </div>
                  </div>
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
  terminal: '[&_.pane-separator]:hidden! [&_#pane-editor]:hidden! [&_#pane-beside]:hidden!',
  preview: '[&_.pane-separator]:hidden! [&_#pane-editor]:hidden! [&_#pane-terminal]:hidden!',
  inspector: '[&_.pane-separator]:hidden! [&_#pane-editor]:hidden! [&_#pane-terminal]:hidden!',
};
