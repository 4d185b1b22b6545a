import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonPage } from '@/components/lesson/LessonPage.tsx';
import type { Language } from '@/lessons/language.ts';
import { loadCourse, playableOf, textIn } from '@/lessons/load-course.ts';

interface Props {
  readonly params: Promise<{ language: Language; slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = (await findLesson(params))?.lesson;
  return { title: lesson?.title, description: lesson?.summary };
}

export default async function LessonRoute({ params }: Props) {
  const found = await findLesson(params);
  if (found === undefined) notFound();
  return <LessonPage {...found} />;
}

async function findLesson(params: Props['params']) {
  const { language, slug } = await params;
  const course = await loadCourse();
  const index = course.findIndex((entry) => entry.slug === slug);
  if (index < 0) return undefined;
  const place = (at: number) => {
    const entry = course[at];
    return entry && { slug: entry.slug, title: textIn(language, entry).title };
  };
  return {
    lesson: textIn(language, course[index]!),
    playable: playableOf(course, index),
    previous: place(index - 1),
    next: place(index + 1),
  };
}
