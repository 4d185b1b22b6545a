import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonPage } from '@/components/lesson/LessonPage.tsx';
import { loadCourse, playableOf } from '@/lessons/load-course.ts';

interface Props {
  readonly params: Promise<{ slug: string }>;
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
  const { slug } = await params;
  const course = await loadCourse();
  const index = course.findIndex((entry) => entry.slug === slug);
  return index < 0 ? undefined : { lesson: course[index]!.texts.en, playable: playableOf(course, index) };
}
