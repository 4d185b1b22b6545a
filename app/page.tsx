import { HomePage } from '@/components/home/HomePage.tsx';
import { loadCourse } from '@/lessons/load-course.ts';
import { machineDownloadBytes } from './machine-download.ts';

export default async function Home() {
  const [lessons, downloadBytes] = await Promise.all([loadCourse(), machineDownloadBytes()]);
  const entries = lessons.map(({ texts: { en } }) => ({
    slug: en.slug,
    title: en.title,
    summary: en.summary,
    minutes: en.minutes,
  }));
  return <HomePage lessons={entries} downloadBytes={downloadBytes} />;
}
