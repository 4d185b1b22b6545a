'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { Mark } from './Mark.tsx';

export function SiteFooter() {
  const { site } = useWords();
  return (
    <footer className="mt-24 border-t border-line">
      <div className="mx-auto flex max-w-[78rem] flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-8 text-sm text-ink-soft sm:px-8">
        <span className="flex items-center gap-2">
          <Mark size={20} /> Slipway
        </span>
        <SiteLink
          href="/docs/coverage"
          className="underline decoration-line-strong underline-offset-4 hover:decoration-lead"
        >
          {site.covered}
        </SiteLink>
        <span>{site.notAffiliated}</span>
      </div>
    </footer>
  );
}
