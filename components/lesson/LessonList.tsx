'use client';

import { useWords } from '@/components/language/use-language.ts';
import { ArrowRight } from 'lucide-react';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import type { Lesson } from '@/lessons/format/schema.ts';

type Entry = Pick<Lesson, 'slug' | 'title' | 'summary' | 'minutes'>;

export function LessonList({ lessons }: { lessons: readonly Entry[] }) {
  const { course } = useWords();
  return (
    <ol className="mt-12 border-t border-line">
      {lessons.map((lesson, index) => (
        <li key={lesson.slug} className="border-b border-line">
          <SiteLink
            href={`/lessons/${lesson.slug}`}
            className="group grid grid-cols-[2.5rem_1fr_auto] items-baseline gap-x-2 py-6 sm:grid-cols-[4rem_1fr_auto]"
          >
            <span className="font-mono text-lead tabular-nums">{index + 1}</span>
            <span>
              <span className="text-xl font-medium tracking-tight group-hover:underline group-hover:decoration-lead group-hover:underline-offset-4">
                {lesson.title}
              </span>
              <span className="mt-1 block max-w-prose text-ink-soft">{lesson.summary}</span>
            </span>
            <span className="flex items-center gap-3 text-sm whitespace-nowrap text-ink-soft">
              <span className="hidden sm:inline">{course.minutes(lesson.minutes)}</span>
              <ArrowRight size={18} aria-hidden className="transition-transform group-hover:translate-x-1" />
            </span>
          </SiteLink>
        </li>
      ))}
    </ol>
  );
}
