import { HomePage } from '@/components/home/HomePage.tsx';
import { loadCourse, textIn } from '@/lessons/load-course.ts';
import type { LanguageParams } from './language-params.ts';
import { machineDownloadBytes } from './machine-download.ts';

export default async function Home({ params }: LanguageParams) {
  const { language } = await params;
  const [course, downloadBytes] = await Promise.all([loadCourse(), machineDownloadBytes()]);
  const entries = course.map((entry) => {
    const { slug, title, summary, minutes } = textIn(language, entry);
    return { slug, title, summary, minutes };
  });
  return <HomePage lessons={entries} downloadBytes={downloadBytes} />;
}
