import type { Metadata } from 'next';
import { LessonList } from '@/components/lesson/LessonList.tsx';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { loadCourse } from '@/lessons/load-course.ts';

export const metadata: Metadata = {
  title: 'Lessons',
  description: 'Learn Docker beside a real machine, step by step.',
};

export default async function LessonsPage() {
  const lessons = (await loadCourse()).map(({ texts }) => texts.en);
  return (
    <>
      <SiteHeader here="/lessons" />
      <main className="mx-auto min-h-[70dvh] w-full max-w-[78rem] px-5 py-16 sm:px-8">
        <h1 className="text-4xl font-medium tracking-tight sm:text-5xl">Lessons</h1>
        <p className="mt-5 max-w-prose text-lg text-ink-soft">
          A text and, beside it, a machine. Each step ends with a check that looks at what the machine really did,
          however you got there.
        </p>
        <LessonList lessons={lessons} />
      </main>
      <SiteFooter />
    </>
  );
}
