'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SquarePen } from 'lucide-react';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { useShortcut } from '@/components/ui/use-shortcut.ts';
import { editorPane } from './editor-store.ts';
import { useEditor } from './use-editor.ts';

/** Opens and closes the editor, as Ctrl-Shift-E does anywhere in the page (on a Mac also Command-Shift-E). */
export function EditorButton() {
  const { editor: words } = useWords();
  const { isOpen } = useEditor();
  useShortcut('KeyE', toggle);
  return (
    <button
      type="button"
      aria-label={words.editor}
      aria-expanded={isOpen}
      aria-keyshortcuts="Control+Shift+E"
      title={`${words.editor} (Ctrl+Shift+E)`}
      onClick={toggle}
      className="flex h-9 shrink-0 items-center gap-1.5 border-l border-line px-3 text-[0.8125rem] text-ink-soft -outline-offset-2 transition-colors hover:bg-wash hover:text-ink aria-expanded:bg-wash aria-expanded:text-ink"
    >
      <SquarePen size={15} aria-hidden />
      <span className="hidden @min-[35rem]:inline">{words.editor}</span>
    </button>
  );
}

/** Closed, the keyboard goes back to the shell; opened, the editor takes it when it is there. */
function toggle(): void {
  editorPane.toggle();
  if (!editorPane.get().isOpen) requestAnimationFrame(() => terminalTabs.focus());
}
