import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { DEFAULT_LANGUAGE, isLanguage, pathIn } from '@/components/language/paths.ts';
import { SpeakLanguage } from '@/components/language/SpeakLanguage.tsx';
import type { Language } from '@/lessons/language.ts';
import { words } from '@/components/language/words/words.ts';
import { buttonClass } from '@/components/ui/Button.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import Link from 'next/link';

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${words[await languageOfRequest()].site.noSuchPage} · Slipway`, robots: { index: false } };
}

/** Also for addresses that no route has: it stands outside of `[language]/`, and Next gives it no parameters. */
export default async function NotFound() {
  const language = await languageOfRequest();
  const { site } = words[language];
  const ways = [
    { path: '/', text: site.goHome, look: 'primary' },
    { path: '/playground', text: site.openPlayground, look: 'quiet' },
    { path: '/docs/coverage', text: site.covered, look: 'quiet' },
  ] as const;
  return (
    <SpeakLanguage language={language}>
      <SiteHeader />
      <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8">
        <p className="lettering">404</p>
        <h1 className="mt-3 text-4xl font-medium tracking-tight">{site.noSuchPage}</h1>
        <p className="mt-4 max-w-prose text-ink-soft">{site.oldOrMistyped}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          {ways.map(({ path, text, look }) => (
            <Link key={path} href={pathIn(language, path)} className={buttonClass({ look })}>
              {text}
            </Link>
          ))}
        </div>
      </main>
    </SpeakLanguage>
  );
}

async function languageOfRequest(): Promise<Language> {
  const given = (await headers()).get('x-language') ?? undefined;
  return isLanguage(given) ? given : DEFAULT_LANGUAGE;
}
