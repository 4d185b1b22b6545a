'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { paneLayouts } from '@/components/workspace/pane-layouts.ts';

/** From here on the text has its place beside the machine (Tailwind's lg). */
const WIDE = '(min-width: 64rem)';

/** The text beside the machine, or above it on a narrow screen; the edge between them can be moved. */
export function LessonSplit({ text, machine }: { text: ReactNode; machine: ReactNode }) {
  const { lesson } = useWords();
  const isWide = useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(WIDE);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(WIDE).matches,
    () => true,
  );
  const layout = useDefaultLayout({
    id: isWide ? 'slipway.lesson.wide' : 'slipway.lesson.tall',
    panelIds: ['lesson-text', 'lesson-machine'],
    storage: paneLayouts,
  });
  return (
    <Group
      id="lesson"
      // The two have sizes of their own each way.
      key={isWide ? 'wide' : 'tall'}
      orientation={isWide ? 'horizontal' : 'vertical'}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
      // What the server sends does not know the screen.
      className="min-h-0 min-w-0 flex-1 max-lg:flex-col!"
    >
      <Panel id="lesson-text" defaultSize={isWide ? '44%' : '56%'} minSize={isWide ? '22rem' : '20%'}>
        {text}
      </Panel>
      <Separator className="pane-separator" aria-label={lesson.textSize} />
      <Panel id="lesson-machine" minSize={isWide ? '25%' : '20%'}>
        {machine}
      </Panel>
    </Group>
  );
}
