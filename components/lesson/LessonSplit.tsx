'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { panes } from '@/components/workspace/panes.ts';
import { usePaneLayout } from '@/components/workspace/use-pane-layout.ts';

/** From here on the text has its place beside the machine (Tailwind's lg). */
const WIDE = '(min-width: 64rem)';

type Side = 'text' | 'machine';

/** In percent, until somebody moves the edge. */
const SIZES = {
  wide: { 'lesson-text': 44, 'lesson-machine': 56 },
  tall: { 'lesson-text': 56, 'lesson-machine': 44 },
} as const;

/** The one that is not shown keeps its place and its size: a terminal without size would lose its columns. */
const HIDDEN: Readonly<Record<Side, string>> = {
  text: 'one-side:[&>#lesson-machine]:invisible',
  machine: 'one-side:[&>#lesson-text]:invisible',
};

/**
 * The text beside the machine, or above it on a narrow screen; the edge between them can be moved. On a phone one of
 * the two: whoever runs a command or opens a file sees the machine.
 */
export function LessonSplit({ text, machine }: { text: ReactNode; machine: ReactNode }) {
  const { lesson } = useWords();
  const [side, setSide] = useState<Side>('text');
  useEffect(() => panes.onWanted(() => setSide('machine')), []);
  const isWide = useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(WIDE);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(WIDE).matches,
    () => true,
  );
  const across = isWide ? 'wide' : 'tall';
  const layout = usePaneLayout({ id: `slipway.lesson.${across}`, panelIds: ['lesson-text', 'lesson-machine'] });
  const { groupRef, defaultLayout = SIZES[across] } = layout;
  // The two have sizes of their own each way. Turning a tablet keeps all else: the place in the text, and what a check said.
  useLayoutEffect(() => {
    groupRef.current?.setLayout(defaultLayout);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the edge is the reader's until then
  }, [across]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        role="group"
        aria-label={lesson.sides}
        className="hidden h-11 shrink-0 border-b border-line bg-paper one-side:flex"
      >
        {(['text', 'machine'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === side}
            onClick={() => setSide(name)}
            className="relative flex-1 text-sm text-ink-soft -outline-offset-2 aria-pressed:bg-sheet aria-pressed:font-medium aria-pressed:text-ink"
          >
            {name === side && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-lead" />}
            {name === 'text' ? lesson.sideText : lesson.machine}
          </button>
        ))}
      </div>
      <Group
        id="lesson"
        orientation={isWide ? 'horizontal' : 'vertical'}
        {...layout}
        // What the server sends does not know the screen.
        className={`min-h-0 min-w-0 flex-1 max-lg:flex-col! one-side:relative one-side:[&>[data-panel]]:absolute! one-side:[&>[data-panel]]:inset-0 one-side:[&>.pane-separator]:hidden! ${HIDDEN[side]}`}
      >
        <Panel id="lesson-text" defaultSize="44%" minSize={isWide ? '22rem' : '20%'}>
          {text}
        </Panel>
        <Separator className="pane-separator" aria-label={lesson.textSize} />
        <Panel id="lesson-machine" minSize={isWide ? '25%' : '20%'}>
          {machine}
        </Panel>
      </Group>
    </div>
  );
}
