'use client';

import { pathIn } from '@/components/language/paths.ts';
import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { Button } from '@/components/ui/Button.tsx';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  const language = useLanguage();
  const { site } = useWords();
  return (
    <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8" role="alert">
      <h1 className="text-4xl font-medium tracking-tight">{site.broke}</h1>
      <p className="mt-4 max-w-prose text-ink-soft">{site.brokeAbout}</p>
      <p className="mt-4 font-mono text-xs break-words text-ink-soft">{error.digest ?? error.message}</p>
      <div className="mt-8 flex gap-3">
        <Button onClick={reset}>{site.tryAgain}</Button>
        <Button look="quiet" onClick={() => location.assign(pathIn(language, '/'))}>
          {site.goHome}
        </Button>
      </div>
    </main>
  );
}
