'use client';

import dynamic from 'next/dynamic';
import { useEffect, useMemo } from 'react';
import { BootView } from '@/components/machine/BootView.tsx';
import { EditorButton } from '@/components/editor/EditorButton.tsx';
import { editorPane } from '@/components/editor/editor-store.ts';
import { useEditor } from '@/components/editor/use-editor.ts';
import { FilesButton } from '@/components/files/FilesButton.tsx';
import { FailureView, isFailure } from '@/components/machine/FailureView.tsx';
import { FullDiskNotice } from '@/components/machine/FullDiskNotice.tsx';
import { Inspector } from '@/components/inspector/Inspector.tsx';
import { InspectorButton } from '@/components/inspector/InspectorButton.tsx';
import { inspector } from '@/components/inspector/inspector-store.ts';
import { useInspector } from '@/components/inspector/use-inspector.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import type { MachineConnection } from '@/components/preview/machine-connection.ts';
import { PortOffer } from '@/components/preview/PortOffer.tsx';
import { PreviewButton } from '@/components/preview/PreviewButton.tsx';
import { servePreviewWindows } from '@/components/preview/preview-window.ts';
import { usePreview, usePublishedPorts } from '@/components/preview/use-preview.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { TerminalTabs } from '@/components/terminal/TerminalTabs.tsx';
import { useVisibleHeight } from '@/components/ui/use-visible-height.ts';
import { WorkspacePanes } from './WorkspacePanes.tsx';

// Panes that are closed at first, each with all that it needs, when it is opened.
const EditorPane = dynamic(async () => (await import('@/components/editor/EditorPane.tsx')).EditorPane, { ssr: false });
const PreviewPane = dynamic(async () => (await import('@/components/preview/PreviewPane.tsx')).PreviewPane, {
  ssr: false,
});

/**
 * The machine as the learner meets it: its boot, editor, terminals, preview and inspector, or why there are none.
 * Starts it. `takesFocus`: the keyboard goes to the shell as soon as there is one.
 */
export function MachineScreen({ takesFocus = false }: { takesFocus?: boolean }) {
  const state = useBoot();
  const ports = usePublishedPorts();
  const { isOpen: isPreviewOpen } = usePreview();
  const { isOpen: isEditorOpen } = useEditor();
  const { isOpen: isInspectorOpen } = useInspector();
  useVisibleHeight();
  useEffect(() => getSandbox().start(), []);
  useEffect(() => editorPane.restore(), []);
  useEffect(() => inspector.restore(), []);
  useEffect(() => servePreviewWindows(), []);
  const isReady = state.kind === 'ready';
  const machine = useMemo<MachineConnection>(
    () => ({ isReady, connect: (place, channel) => getSandbox().connectPreview(place, channel) }),
    [isReady],
  );
  useEffect(() => {
    if (isReady && takesFocus) void terminalTabs.focusWhenLoaded();
  }, [isReady, takesFocus]);
  return (
    <div className="relative flex h-full min-h-0 flex-col bg-sheet">
      <FullDiskNotice />
      <PortOffer ports={ports} />
      <div className={`min-h-0 flex-1 ${isFailure(state) ? '[&_button]:opacity-50' : ''}`} inert={!isReady}>
        <WorkspacePanes
          editor={isEditorOpen ? <EditorPane isReady={isReady} onClose={closeEditor} /> : undefined}
          terminals={
            <TerminalTabs
              tools={
                <>
                  <EditorButton />
                  <FilesButton />
                  <PreviewButton ports={ports} />
                  <InspectorButton />
                </>
              }
            />
          }
          preview={isPreviewOpen ? <PreviewPane ports={ports} machine={machine} /> : undefined}
          inspector={isInspectorOpen ? <Inspector /> : undefined}
        />
      </div>
      {!isReady && (
        <div className="absolute inset-0 top-9 bg-sheet">
          {isFailure(state) ? <FailureView state={state} /> : <BootView />}
        </div>
      )}
    </div>
  );
}

function closeEditor(): void {
  editorPane.toggle();
  requestAnimationFrame(() => terminalTabs.focus());
}
