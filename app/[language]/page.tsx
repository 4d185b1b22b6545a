import type { Metadata } from 'next';
import { HomePage } from '@/components/home/HomePage.tsx';
import { outlineOf } from '@/components/lesson/progress/resume.ts';
import { pageWords } from '@/components/language/words/page-words.ts';
import { loadCourse, textIn } from '@/lessons/load-course.ts';
import { languageOf, type LanguageParams } from './language-params.ts';
import { machineDownloadBytes } from './machine-download.ts';
import { pageMetadata } from './page-metadata.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  const language = await languageOf(given);
  const { site, about } = pageWords[language].pages;
  return { ...pageMetadata({ language, path: '/', description: about }), title: { absolute: site } };
}

export default async function Home(given: LanguageParams) {
  const language = await languageOf(given);
  const [course, downloadBytes] = await Promise.all([loadCourse(), machineDownloadBytes()]);
  const entries = course.map((entry) => outlineOf(textIn(language, entry)));
  return <HomePage language={language} lessons={entries} downloadBytes={downloadBytes} />;
}
