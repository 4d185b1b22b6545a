'use client';

import { ArrowLeft, ArrowRight } from 'lucide-react';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { useWords } from '@/components/language/use-language.ts';

export interface Neighbour {
  readonly slug: string;
  readonly title: string;
}

/** The lessons before and after this one. */
export function Neighbours({ previous, next }: { previous: Neighbour | undefined; next: Neighbour | undefined }) {
  const { lesson: words } = useWords();
  const look = 'group flex min-w-0 flex-col gap-1 rounded-md border border-line p-4 hover:border-line-strong';
  return (
    <nav aria-label={words.neighbours} className="mt-16 grid gap-3 border-t border-line pt-8 sm:grid-cols-2">
      {previous !== undefined && (
        <SiteLink href={`/lessons/${previous.slug}`} className={look}>
          <span className="flex items-center gap-1.5 text-xs text-ink-soft">
            <ArrowLeft size={13} aria-hidden /> {words.previous}
          </span>
          <span className="font-medium">{previous.title}</span>
        </SiteLink>
      )}
      {next !== undefined && (
        <SiteLink href={`/lessons/${next.slug}`} className={`${look} sm:col-start-2 sm:items-end sm:text-right`}>
          <span className="flex items-center gap-1.5 text-xs text-ink-soft">
            {words.next} <ArrowRight size={13} aria-hidden />
          </span>
          <span className="font-medium">{next.title}</span>
        </SiteLink>
      )}
    </nav>
  );
}
