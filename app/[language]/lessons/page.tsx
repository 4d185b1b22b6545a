import type { Metadata } from 'next';
import { pageWords } from '@/components/language/words/page-words.ts';
import { words } from '@/components/language/words/words.ts';
import { CourseProgress } from '@/components/lesson/progress/CourseProgress.tsx';
import { outlineOf } from '@/components/lesson/progress/resume.ts';
import { LessonList } from '@/components/lesson/LessonList.tsx';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { loadCourse, textIn } from '@/lessons/load-course.ts';
import { languageOf, type LanguageParams } from '../language-params.ts';
import { pageMetadata } from '../page-metadata.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  const language = await languageOf(given);
  const description = pageWords[language].pages.lessonsAbout;
  return pageMetadata({ language, path: '/lessons', title: words[language].site.lessons, description });
}

export default async function LessonsPage(given: LanguageParams) {
  const language = await languageOf(given);
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
