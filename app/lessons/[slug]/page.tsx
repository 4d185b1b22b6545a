import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonPage } from '@/components/lesson/LessonPage.tsx';
import { loadCourse } from '@/lessons/load-course.ts';

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = await loadLesson(params);
  return { title: lesson?.title, description: lesson?.summary };
}

export default async function LessonRoute({ params }: Props) {
  const lesson = await loadLesson(params);
  if (lesson === undefined) notFound();
  return <LessonPage lesson={lesson} />;
}

async function loadLesson(params: Props['params']) {
  const { slug } = await params;
  return (await loadCourse()).find((entry) => entry.slug === slug)?.texts.en;
}
