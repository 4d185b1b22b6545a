import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageWords } from '@/components/language/words/page-words.ts';
import { isLaptopOffered } from '@/components/lesson/laptop/is-offered.ts';
import { LaptopFrame } from '@/components/lesson/laptop/LaptopFrame.tsx';
import { languageOf, type LanguageParams } from '../language-params.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  return { title: pageWords[await languageOf(given)].pages.laptop, robots: { index: false } };
}

/** What lessons show in a frame (components/lesson/laptop/). */
export default function LaptopPage() {
  if (!isLaptopOffered(process.env)) notFound();
  return <LaptopFrame />;
}
