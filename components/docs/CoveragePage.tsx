import { WithCode } from '@/components/language/WithCode.tsx';
import { pageWords } from '@/components/language/words/page-words.ts';
import type { Language } from '@/lessons/language.ts';
import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { CommandTables } from './CommandTables.tsx';
import { ConformanceTable } from './ConformanceTable.tsx';
import { tally, type Coverage } from './coverage.ts';
import { EndpointTables } from './EndpointTables.tsx';
import { PackageLists } from './PackageLists.tsx';

interface Props {
  readonly coverage: Coverage;
  readonly language: Language;
}

/** Made from the tables that engine and CLI run by, so it cannot promise what is not there. */
export function CoveragePage({ coverage: { endpoints, commands, conformance, packages }, language }: Props) {
  const words = pageWords[language].coverage;
  const allCommands = commands.flatMap((list) => list.commands);
  const counts = [
    { href: '#commands', of: words.counted.commands, ...tally(allCommands) },
    {
      href: '#flags',
      of: words.counted.flags,
      ...tally(allCommands.filter((one) => !one.missing).flatMap((one) => one.flags)),
    },
    { href: '#api', of: words.counted.endpoints, ...tally(endpoints.flatMap((group) => group.endpoints)) },
    ...(conformance
      ? [
          {
            href: '#conformance',
            of: words.counted.scenarios,
            done: conformance.identical,
            all: conformance.all,
          },
        ]
      : []),
  ];
  return (
    <>
      <SiteHeader />
      <main className="mx-auto min-h-[70dvh] w-full max-w-[78rem] px-5 py-16 sm:px-8">
        <h1 className="text-4xl font-medium tracking-tight sm:text-5xl">{words.title}</h1>
        <p className="mt-5 max-w-prose text-lg text-ink-soft">
          <WithCode text={words.about} className="font-mono text-[0.9em]" />
        </p>
        {words.ownWords !== '' && <p className="mt-3 max-w-prose text-ink-soft">{words.ownWords}</p>}
        <dl className="mt-12 grid border-t-2 border-ink sm:grid-cols-2 lg:grid-cols-4">
          {counts.map(({ href, of, done, all }) => (
            <div key={href} className="border-b border-line py-5 pr-6 lg:border-b-0">
              <dt className="text-sm text-ink-soft">
                <a href={href} className="underline decoration-line-strong underline-offset-4 hover:decoration-lead">
                  {of}
                </a>
              </dt>
              <dd className="mt-2 text-3xl font-medium tracking-tight tabular-nums">
                {words.count(done, all)[0]}
                <span className="text-lg text-ink-soft">{words.count(done, all)[1]}</span>
              </dd>
            </div>
          ))}
        </dl>
        <CommandTables lists={commands} words={words} />
        <EndpointTables groups={endpoints} words={words} />
        <PackageLists archives={packages} words={words.packages} />
        <ConformanceTable conformance={conformance} words={words.conformance} />
      </main>
      <SiteFooter />
    </>
  );
}
