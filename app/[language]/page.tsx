import { HomePage } from '@/components/home/HomePage.tsx';
import { outlineOf } from '@/components/lesson/progress/resume.ts';
import { loadCourse, textIn } from '@/lessons/load-course.ts';
import type { LanguageParams } from './language-params.ts';
import { machineDownloadBytes } from './machine-download.ts';

export default async function Home({ params }: LanguageParams) {
  const { language } = await params;
  const [course, downloadBytes] = await Promise.all([loadCourse(), machineDownloadBytes()]);
  const entries = course.map((entry) => outlineOf(textIn(language, entry)));
  return <HomePage lessons={entries} downloadBytes={downloadBytes} />;
}
