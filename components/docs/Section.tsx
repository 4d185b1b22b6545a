import { WithCode } from '@/components/language/WithCode.tsx';
import type { PageWords } from '@/components/language/words/page-words.ts';
import type { ReactNode } from 'react';

/** A part of a page of the documentation that can be linked to. */
export function Section({
  id,
  title,
  about,
  children,
}: {
  id: string;
  title: string;
  about: string;
  children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-20 scroll-mt-6 border-t-2 border-ink pt-8">
      <h2 id={`${id}-title`} className="text-2xl font-medium tracking-tight sm:text-3xl">
        {title}
      </h2>
      <p className="mt-3 max-w-prose text-ink-soft">
        <WithCode text={about} className="font-mono text-[0.9em]" />
      </p>
      {children}
    </section>
  );
}

/** Whether something is there: in words, since colour alone tells not everybody. */
export function Presence({
  missing,
  words,
}: {
  missing: string | undefined;
  words: PageWords['coverage']['endpoints'];
}) {
  return missing === undefined ? (
    <span className="text-good">{words.yes}</span>
  ) : (
    <span className="text-ink-soft">
      {words.no}
      <span lang="en">{missing}</span>
    </span>
  );
}
