'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { StatusLine } from '@/components/machine/StatusLine.tsx';
import { MachineScreen } from '@/components/workspace/MachineScreen.tsx';
import type { Lesson } from '@/lessons/format/schema.ts';
import type { PlayableLesson } from '@/lessons/replay.ts';
import { CourseReload } from './CourseReload.tsx';
import { LessonSplit } from './LessonSplit.tsx';
import { LessonSteps } from './LessonSteps.tsx';
import { Neighbours, type Neighbour } from './Neighbours.tsx';

interface Props {
  readonly lesson: Lesson;
  readonly playable: PlayableLesson;
  readonly previous: Neighbour | undefined;
  readonly next: Neighbour | undefined;
}

/** The text beside the machine; on a narrow screen above it. */
export function LessonPage({ lesson, playable, previous, next }: Props) {
  const { lesson: words } = useWords();
  return (
    <div className="whole-window flex flex-col">
      <SiteHeader compact here="/lessons" />
      <main className="flex min-h-0 flex-1">
        <LessonSplit
          text={
            <div className="h-full overflow-y-auto overscroll-contain" tabIndex={-1}>
              <article className="mx-auto max-w-[38rem] px-5 pt-10 pb-24 sm:px-8">
                <p className="lettering">{words.about(lesson.minutes)}</p>
                <h1 className="mt-3 text-[2rem] leading-tight font-medium tracking-tight text-balance [&:lang(zh)]:text-pretty max-sm:[&:lang(zh)]:text-[1.75rem]">
                  {lesson.title}
                </h1>
                <LessonSteps lesson={lesson} playable={playable} />
                <Neighbours previous={previous} next={next} />
              </article>
            </div>
          }
          machine={
            <section aria-label={words.machine} className="h-full">
              <MachineScreen />
            </section>
          }
        />
      </main>
      {process.env.NODE_ENV === 'development' && <CourseReload />}
      <StatusLine />
    </div>
  );
}
