'use client';

import { Keyboard } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { Button } from '@/components/ui/Button.tsx';

/** What can be done with the keyboard, in a dialog. */
export function KeyboardHelp() {
  const { keyboard: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        look="plain"
        className="pointer-coarse:hidden"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Keyboard size={15} aria-hidden /> <span className="max-sm:sr-only lg:max-xl:sr-only">{words.button}</span>
      </Button>
      {isOpen && <HelpDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function HelpDialog({ onClose }: { onClose(): void }) {
  const { keyboard: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const sections = [
    {
      title: words.lesson,
      keys: [
        ['Alt+Enter', words.nextCommand],
        ['Enter', words.anyCommand],
      ],
    },
    {
      title: words.terminal,
      keys: [
        ['Ctrl+Shift+Enter', words.newTerminal],
        ['Ctrl+Shift+←  Ctrl+Shift+→', words.otherTerminal],
        ['Ctrl+Shift+↑', words.leaveTerminal],
        ['Ctrl+Shift+C  Ctrl+Shift+V', words.paste],
      ],
    },
    {
      title: words.editor,
      keys: [
        ['Ctrl+Shift+E', words.toggleEditor],
        ['Ctrl+S', words.save],
        ['Ctrl+M', words.tabKey],
      ],
    },
    {
      title: words.inspector,
      keys: [['Ctrl+Shift+X', words.toggleInspector]],
    },
  ] as const;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keyboard-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="m-auto max-h-[85dvh] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-sheet p-0 text-ink shadow-xl backdrop:bg-black/45"
    >
      <div className="p-6">
        <div className="flex items-center justify-between gap-4">
          <h2 id="keyboard-title" className="text-lg font-semibold tracking-tight">
            {words.title}
          </h2>
          {/* At the top, as it has the focus first. */}
          <Button size="small" look="quiet" onClick={onClose}>
            {words.close}
          </Button>
        </div>
        {sections.map(({ title, keys }) => (
          <section key={title} aria-label={title} className="mt-5">
            <h3 className="lettering">{title}</h3>
            <dl className="mt-1 divide-y divide-line border-y border-line text-sm">
              {keys.map(([combination, what]) => (
                <div key={combination} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[11rem_1fr]">
                  <dt className="flex flex-wrap items-baseline gap-1.5">
                    {combination.split('  ').map((each) => (
                      <Keys key={each} combination={each} />
                    ))}
                  </dt>
                  <dd className="leading-relaxed text-ink-soft">{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

/** 'Alt+Enter' as it is printed on keys. */
export function Keys({ combination }: { combination: string }) {
  return (
    <kbd className="rounded border border-line-strong bg-paper px-1.5 py-px font-sans text-xs whitespace-nowrap text-ink">
      {combination}
    </kbd>
  );
}
