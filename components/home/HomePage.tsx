import { SiteLink } from '@/components/language/SiteLink.tsx';
import { LessonList } from '@/components/lesson/LessonList.tsx';
import { ContinueLink } from '@/components/lesson/progress/ContinueLink.tsx';
import type { LessonOutline } from '@/components/lesson/progress/resume.ts';
import { buttonClass } from '@/components/ui/Button.tsx';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { HeroMachine } from './HeroMachine.tsx';
import { HowItWorks } from './HowItWorks.tsx';
import { TryThese } from './TryThese.tsx';

interface HomePageProps {
  readonly lessons: readonly LessonOutline[];
  /** What starting the machine transfers; undefined when the site has no machine built. */
  readonly downloadBytes: number | undefined;
}

export function HomePage({ lessons, downloadBytes }: HomePageProps) {
  return (
    <>
      <SiteHeader />
      <main className="mx-auto w-full max-w-[78rem] px-5 sm:px-8">
        <section className="grid items-center gap-x-14 gap-y-10 pt-8 pb-20 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:pt-14 lg:pb-28">
          <div>
            <h1 className="text-[2.75rem] leading-[1.04] font-medium tracking-[-0.035em] text-balance sm:text-6xl xl:text-[4.25rem]">
              Docker, for real, in a browser tab
            </h1>
            <p className="mt-6 max-w-[34rem] text-lg leading-relaxed text-ink-soft">
              Slipway starts a small Linux inside this page and runs real containers in it. There is nothing to install,
              no account, no queue, and no server that does the work: the machine is yours, and it stays in your
              browser.
            </p>
            <div className="mt-8 flex flex-wrap gap-3">
              <ContinueLink lessons={lessons} look="quiet" />
              <SiteLink href="/playground" className={buttonClass({ look: 'plain' })}>
                Open the playground
              </SiteLink>
            </div>
          </div>
          <HeroMachine downloadBytes={downloadBytes} />
        </section>

        <Section title="Do not take our word for it">
          <p className="mt-4 max-w-prose text-lg text-ink-soft">
            A simulation compares what you type with what it expects. Here, whatever you type runs. Try to find out.
          </p>
          <TryThese />
          <p className="mt-8 max-w-prose text-ink-soft">
            Which commands, flags and endpoints there are, and how far they do what real Docker does, is{' '}
            <SiteLink
              href="/docs/coverage"
              className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-lead"
            >
              listed one by one
            </SiteLink>
            .
          </p>
        </Section>

        <HowItWorks />

        <Section title="Learn it step by step">
          <LessonList lessons={lessons} />
        </Section>
      </main>
      <SiteFooter />
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="border-t-2 border-ink pt-8 pb-24">
      <h2 className="text-3xl font-medium tracking-tight sm:text-4xl">{title}</h2>
      {children}
    </section>
  );
}
