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
      <h2 id={`${id}-title`} className="text-3xl font-medium tracking-tight">
        {title}
      </h2>
      <p className="mt-3 max-w-prose text-ink-soft">{about}</p>
      {children}
    </section>
  );
}

/** Whether something is there: in words, since colour alone tells not everybody. */
export function Presence({ missing }: { missing: string | undefined }) {
  return missing === undefined ? (
    <span className="text-good">yes</span>
  ) : (
    <span className="text-ink-soft">no: {missing}</span>
  );
}
