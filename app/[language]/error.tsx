'use client';

import { pathIn } from '@/components/language/paths.ts';
import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { Button } from '@/components/ui/Button.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  const language = useLanguage();
  const { site } = useWords();
  // A part of the site that did not load is asked for again only by a new page.
  const tryAgain = error.name === 'ChunkLoadError' ? () => location.reload() : reset;
  return (
    <>
      <SiteHeader />
      <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8">
        <div role="alert">
          <h1 className="text-4xl font-medium tracking-tight">{site.broke}</h1>
          <p className="mt-4 max-w-prose text-ink-soft">{site.brokeAbout}</p>
          <p className="mt-4 max-w-prose font-mono text-xs break-words text-ink-soft">
            {error.digest ?? error.message}
          </p>
        </div>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button onClick={tryAgain}>{site.tryAgain}</Button>
          <Button look="quiet" onClick={() => location.assign(pathIn(language, '/'))}>
            {site.goHome}
          </Button>
        </div>
      </main>
    </>
  );
}
