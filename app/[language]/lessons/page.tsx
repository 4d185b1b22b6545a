import type { Metadata } from 'next';
import { words } from '@/components/language/words/words.ts';
import { CourseProgress } from '@/components/lesson/progress/CourseProgress.tsx';
import { outlineOf } from '@/components/lesson/progress/resume.ts';
import { LessonList } from '@/components/lesson/LessonList.tsx';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { loadCourse, textIn } from '@/lessons/load-course.ts';
import type { LanguageParams } from '../language-params.ts';

export async function generateMetadata({ params }: LanguageParams): Promise<Metadata> {
  const { site, course } = words[(await params).language];
  return { title: site.lessons, description: course.description };
}

export default async function LessonsPage({ params }: LanguageParams) {
  const { language } = await params;
  const { site, course } = words[language];
  const lessons = (await loadCourse()).map((entry) => outlineOf(textIn(language, entry)));
  return (
    <>
      <SiteHeader here="/lessons" />
      <main className="mx-auto min-h-[70dvh] w-full max-w-[78rem] px-5 py-16 sm:px-8">
        <h1 className="text-4xl font-medium tracking-tight sm:text-5xl">{site.lessons}</h1>
        <p className="mt-5 max-w-prose text-lg text-ink-soft">{course.introduction}</p>
        <CourseProgress lessons={lessons} />
        <LessonList lessons={lessons} />
      </main>
      <SiteFooter />
    </>
  );
}
