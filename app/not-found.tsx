'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { buttonClass } from '@/components/ui/Button.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';

export default function NotFound() {
  const { site } = useWords();
  return (
    <>
      <SiteHeader />
      <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8">
        <p className="lettering">404</p>
        <h1 className="mt-3 text-4xl font-medium tracking-tight">{site.noSuchPage}</h1>
        <p className="mt-4 max-w-prose text-ink-soft">{site.oldOrMistyped}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <SiteLink href="/" className={buttonClass()}>
            {site.goHome}
          </SiteLink>
          <SiteLink href="/playground" className={buttonClass({ look: 'quiet' })}>
            {site.openPlayground}
          </SiteLink>
          <SiteLink href="/docs/coverage" className={buttonClass({ look: 'quiet' })}>
            {site.covered}
          </SiteLink>
        </div>
      </main>
    </>
  );
}
