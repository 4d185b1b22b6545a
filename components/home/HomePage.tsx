import { SiteLink } from '@/components/language/SiteLink.tsx';
import { LessonList } from '@/components/lesson/LessonList.tsx';
import { ContinueLink } from '@/components/lesson/progress/ContinueLink.tsx';
import type { LessonOutline } from '@/components/lesson/progress/resume.ts';
import { buttonClass } from '@/components/ui/Button.tsx';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { pageWords } from '@/components/language/words/page-words.ts';
import type { Language } from '@/lessons/language.ts';
import { HeroMachine } from './HeroMachine.tsx';
import { HowItWorks } from './HowItWorks.tsx';
import { TryThese } from './TryThese.tsx';

interface HomePageProps {
  readonly language: Language;
  readonly lessons: readonly LessonOutline[];
  /** What starting the machine transfers; undefined when the site has no machine built. */
  readonly downloadBytes: number | undefined;
}

export function HomePage({ language, lessons, downloadBytes }: HomePageProps) {
  const { front } = pageWords[language];
  const [before, link, after] = front.proofs.covered;
  return (
    <>
      <SiteHeader />
      <main className="mx-auto w-full max-w-[78rem] px-5 sm:px-8">
        <section className="grid items-center gap-x-14 gap-y-10 pt-8 pb-20 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:pt-14 lg:pb-28">
          <div>
            <h1 className="text-[2.75rem] leading-[1.04] font-medium tracking-[-0.035em] text-balance sm:text-6xl lg:text-[3.5rem] xl:text-[4.25rem] [&:lang(zh)]:text-[2.125rem] sm:[&:lang(zh)]:text-5xl lg:[&:lang(zh)]:text-[2.625rem] xl:[&:lang(zh)]:text-[3.25rem]">
              {front.title}
            </h1>
            <p className="mt-6 max-w-[34rem] text-lg leading-relaxed text-ink-soft">{front.about}</p>
            <div className="mt-8 flex flex-wrap gap-x-1 gap-y-2 sm:gap-3">
              <ContinueLink lessons={lessons} look="quiet" />
              <SiteLink href="/playground" className={`${buttonClass({ look: 'plain' })} max-sm:px-2.5`}>
                {front.openPlayground}
              </SiteLink>
            </div>
          </div>
          <HeroMachine downloadBytes={downloadBytes} />
        </section>

        <Section title={front.proofs.title}>
          <p className="mt-4 max-w-prose text-lg text-ink-soft">{front.proofs.about}</p>
          <TryThese words={front.proofs} />
          <p className="mt-8 max-w-prose text-ink-soft">
            {before}
            <SiteLink
              href="/docs/coverage"
              className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-lead"
            >
              {link}
            </SiteLink>
            {after}
          </p>
        </Section>

        <HowItWorks words={front.how} drawing={front.drawing} />

        <Section title={front.course}>
          <LessonList lessons={lessons} />
        </Section>
      </main>
      <SiteFooter />
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="border-t-2 border-ink pt-8 pb-24 last:pb-0">
      <h2 className="text-3xl font-medium tracking-tight sm:text-4xl">{title}</h2>
      {children}
    </section>
  );
}
