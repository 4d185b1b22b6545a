import { HomePage } from '@/components/home/HomePage.tsx';
import { loadLessons } from '@/lessons/load-lessons.ts';
import { machineDownloadBytes } from './machine-download.ts';

export default async function Home() {
  const [lessons, downloadBytes] = await Promise.all([loadLessons(), machineDownloadBytes()]);
  const entries = lessons.map(({ slug, title, summary, minutes }) => ({ slug, title, summary, minutes }));
  return <HomePage lessons={entries} downloadBytes={downloadBytes} />;
}
