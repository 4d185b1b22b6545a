'use client';

import { useWords } from '@/components/language/use-language.ts';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { LanguageSwitch } from '@/components/language/LanguageSwitch.tsx';
import { Mark } from './Mark.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

const PLACES = [
  { href: '/lessons', label: 'lessons' },
  { href: '/playground', label: 'playground' },
] as const;

/** `compact` is for pages that are a workspace: the header takes the whole width and little height. */
export function SiteHeader({ compact = false, here }: { compact?: boolean; here?: '/lessons' | '/playground' }) {
  const { site } = useWords();
  return (
    <header className={compact ? 'border-b border-line px-3 sm:px-4' : 'mx-auto w-full max-w-[78rem] px-5 sm:px-8'}>
      <div className={`flex items-center gap-2 ${compact ? 'h-12' : 'h-16'}`}>
        <SiteLink href="/" className="-ml-1 flex items-center gap-2 rounded-md px-1 py-1">
          <Mark size={compact ? 22 : 26} />
          <span className="max-[24rem]:sr-only text-[1.0625rem] font-semibold tracking-tight">Slipway</span>
        </SiteLink>
        <nav aria-label={site.navigation} className="ml-auto flex items-center gap-0.5 sm:gap-1">
          {PLACES.map(({ href, label }) => (
            <SiteLink
              key={href}
              href={href}
              aria-current={here === href ? 'page' : undefined}
              className="inline-flex items-center rounded-md px-2 py-1.5 text-sm text-ink-soft sm:px-2.5 transition-colors hover:bg-wash hover:text-ink aria-[current=page]:text-ink"
            >
              {site[label]}
            </SiteLink>
          ))}
          <LanguageSwitch />
          <ThemeToggle />
        </nav>
      </div>
    </header>
  );
}
