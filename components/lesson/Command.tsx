'use client';

import { useWords } from '@/components/language/use-language.ts';
import { CornerDownLeft } from 'lucide-react';
import { useRef } from 'react';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { panes } from '@/components/workspace/panes.ts';
import { CodeWords } from './CodeWords.tsx';
import { commandKeys, useCommandKey } from './keyboard/command-keys.ts';
import { Keys } from './keyboard/KeyboardHelp.tsx';

/** A command of the text: a click, or a key in its turn, types it into the terminal that is shown. */
export function Command({ command, onRun }: { command: string; onRun?: () => void }) {
  const { lesson: words, keyboard } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const run = () => {
    onRun?.();
    // On a narrow screen the terminal may be behind the editor.
    panes.show('terminal');
    void terminalTabs.run(command);
    if (button.current !== null) commandKeys.ran(button.current);
  };
  const isNext = useCommandKey(button, run);
  return (
    <button
      ref={button}
      type="button"
      onClick={run}
      aria-label={words.runCommand(command)}
      aria-keyshortcuts={isNext ? 'Alt+Enter' : undefined}
      title={isNext ? keyboard.runsNext : undefined}
      className="group relative flex w-full items-baseline gap-2.5 px-3.5 py-2 text-left font-mono text-[0.8125rem] leading-6 transition-colors hover:bg-wash"
    >
      {isNext && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-lead" />}
      <span aria-hidden className="text-lead select-none">
        $
      </span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">
        <CodeWords code={command} />
      </span>
      <span
        aria-hidden
        className="flex items-center gap-1 self-center font-sans text-xs text-ink-soft group-hover:text-lead group-focus-visible:text-lead"
      >
        {isNext && (
          <span className="pointer-coarse:hidden">
            <Keys combination={keyboard.nextKeys} />
          </span>
        )}
        {words.run} <CornerDownLeft size={12} />
      </span>
    </button>
  );
}
