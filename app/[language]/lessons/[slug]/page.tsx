import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { isLaptopOffered } from '@/components/lesson/laptop/is-offered.ts';
import { LaptopOffer } from '@/components/lesson/laptop/LaptopOffer.tsx';
import { LessonPage } from '@/components/lesson/LessonPage.tsx';
import { loadCourse, playableOf, textIn } from '@/lessons/load-course.ts';
import { languageOf } from '../../language-params.ts';
import { pageMetadata } from '../../page-metadata.ts';

interface Props {
  readonly params: Promise<{ language: string; slug: string }>;
}

export async function generateMetadata(given: Props): Promise<Metadata> {
  const found = await findLesson(given);
  if (found === undefined) return {};
  const { slug, title, summary } = found.lesson;
  return pageMetadata({ language: found.language, path: `/lessons/${slug}`, title, description: summary });
}

export default async function LessonRoute(given: Props) {
  const found = await findLesson(given);
  if (found === undefined) notFound();
  return (
    <LaptopOffer isOn={isLaptopOffered(process.env)}>
      <LessonPage {...found} />
    </LaptopOffer>
  );
}

async function findLesson(given: Props) {
  const language = await languageOf(given);
  const { slug } = await given.params;
  const course = await loadCourse();
  const index = course.findIndex((entry) => entry.slug === slug);
  if (index < 0) return undefined;
  const place = (at: number) => {
    const entry = course[at];
    return entry && { slug: entry.slug, title: textIn(language, entry).title };
  };
  return {
    language,
    lesson: textIn(language, course[index]!),
    playable: playableOf(course, index),
    previous: place(index - 1),
    next: place(index + 1),
  };
}
