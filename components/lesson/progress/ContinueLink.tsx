'use client';

import { ArrowRight } from 'lucide-react';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { buttonClass, type ButtonLook } from '@/components/ui/Button.tsx';
import { useProgress } from './progress-store.ts';
import { resumeCourse, type LessonOutline } from './resume.ts';

/** Leads to where the learner was; to the first lesson, before there is such a place. */
export function ContinueLink({ lessons, look }: { lessons: readonly LessonOutline[] } & Pick<ButtonLook, 'look'>) {
  const { progress: words } = useWords();
  const resume = resumeCourse(lessons, useProgress());
  const first = lessons[0];
  if (first === undefined) return null;
  const hash = resume?.step === undefined ? '' : `#${resume.step}`;
  return (
    <SiteLink
      href={`/lessons/${(resume?.lesson ?? first).slug}${hash}`}
      className={`${buttonClass({ look })} max-w-full`}
    >
      <span className="truncate">{resume === undefined ? words.start : words.goOnWith(resume.lesson.title)}</span>
      <ArrowRight size={16} aria-hidden className="shrink-0" />
    </SiteLink>
  );
}
