import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonPage } from '@/components/lesson/LessonPage.tsx';
import { loadLesson } from '@/lessons/load-lessons.ts';

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = await loadLesson((await params).slug);
  return { title: lesson?.title, description: lesson?.summary };
}

export default async function LessonRoute({ params }: Props) {
  const lesson = await loadLesson((await params).slug);
  if (lesson === undefined) notFound();
  return <LessonPage lesson={lesson} />;
}
