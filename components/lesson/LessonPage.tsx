import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { StatusLine } from '@/components/machine/StatusLine.tsx';
import { MachineScreen } from '@/components/workspace/MachineScreen.tsx';
import type { Lesson } from '@/lessons/format/schema.ts';
import { LessonSplit } from './LessonSplit.tsx';
import { LessonText } from './LessonText.tsx';
import { LessonProgress } from './LessonProgress.tsx';
import { StepCheck } from './StepCheck.tsx';
import { StepPart } from './StepPart.tsx';

/** The text beside the machine; on a narrow screen above it. */
export function LessonPage({ lesson }: { lesson: Lesson }) {
  const checked = lesson.steps.filter((step) => step.check.length > 0).map((step) => step.id);
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
                <LessonProgress lesson={lesson.slug} steps={checked} />
                <LessonText source={lesson.introduction} />
                {lesson.steps.map((step, index) => (
                  <section key={step.id} aria-labelledby={step.id} className="mt-14">
                    <h2 id={step.id} className="flex gap-3 text-xl font-semibold tracking-tight">
                      <span className="font-mono font-normal text-lead tabular-nums">{index + 1}</span>
                      {step.title}
                    </h2>
                    {step.parts.map((part, at) => (
                      <StepPart key={at} part={part} />
                    ))}
                    {step.check.length > 0 && <StepCheck lesson={lesson.slug} step={step} />}
                  </section>
                ))}
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
