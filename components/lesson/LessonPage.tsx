import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { StatusLine } from '@/components/machine/StatusLine.tsx';
import { MachineScreen } from '@/components/workspace/MachineScreen.tsx';
import type { Lesson } from '@/lessons/format/schema.ts';
import type { PlayableLesson } from '@/lessons/replay.ts';
import { LessonSplit } from './LessonSplit.tsx';
import { LessonSteps } from './LessonSteps.tsx';

interface Props {
  readonly lesson: Lesson;
  readonly playable: PlayableLesson;
}

/** The text beside the machine; on a narrow screen above it. */
export function LessonPage({ lesson, playable }: Props) {
  return (
    <div className="flex h-dvh flex-col">
      <SiteHeader compact here="/lessons" />
      <main className="flex min-h-0 flex-1">
        <LessonSplit
          text={
            <div className="h-full overflow-y-auto overscroll-contain" tabIndex={-1}>
              <article className="mx-auto max-w-[38rem] px-5 pt-10 pb-24 sm:px-8">
                <p className="lettering">Lesson · about {lesson.minutes} minutes</p>
                <h1 className="mt-3 text-[2rem] leading-tight font-medium tracking-tight text-balance">
                  {lesson.title}
                </h1>
                <LessonSteps lesson={lesson} playable={playable} />
              </article>
            </div>
          }
          machine={
            <section aria-label="Machine" className="h-full">
              <MachineScreen />
            </section>
          }
        />
      </main>
      <StatusLine />
    </div>
  );
}
