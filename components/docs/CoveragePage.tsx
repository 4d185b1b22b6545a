import { SiteFooter } from '@/components/ui/SiteFooter.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';
import { CommandTables } from './CommandTables.tsx';
import { ConformanceTable } from './ConformanceTable.tsx';
import { tally, type Coverage } from './coverage.ts';
import { EndpointTables } from './EndpointTables.tsx';
import { PackageLists } from './PackageLists.tsx';

/** Made from the tables that engine and CLI run by, so it cannot promise what is not there. */
export function CoveragePage({ coverage: { endpoints, commands, conformance, packages } }: { coverage: Coverage }) {
  const allCommands = commands.flatMap((list) => list.commands);
  const counts = [
    { href: '#commands', of: 'commands of Docker 28', ...tally(allCommands) },
    {
      href: '#flags',
      of: 'flags of these commands',
      ...tally(allCommands.filter((one) => !one.missing).flatMap((one) => one.flags)),
    },
    { href: '#api', of: 'endpoints of the Engine API 1.43', ...tally(endpoints.flatMap((group) => group.endpoints)) },
    ...(conformance
      ? [
          {
            href: '#conformance',
            of: 'scenarios as real Docker plays them',
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
        <h1 className="text-4xl font-medium tracking-tight sm:text-5xl">What is covered</h1>
        <p className="mt-5 max-w-prose text-lg text-ink-soft">
          Which of Docker’s commands and endpoints Slipway has, and why it has not the others. This page is made from
          the tables that the engine and the <code className="font-mono text-[0.9em]">docker</code> command themselves
          run by.
        </p>
        <dl className="mt-12 grid border-t-2 border-ink sm:grid-cols-2 lg:grid-cols-4">
          {counts.map(({ href, of, done, all }) => (
            <div key={href} className="border-b border-line py-5 pr-6 lg:border-b-0">
              <dt className="text-sm text-ink-soft">
                <a href={href} className="underline decoration-line-strong underline-offset-4 hover:decoration-lead">
                  {of}
                </a>
              </dt>
              <dd className="mt-2 text-3xl font-medium tracking-tight tabular-nums">
                {done} <span className="text-lg text-ink-soft">of {all}</span>
              </dd>
            </div>
          ))}
        </dl>
        <CommandTables lists={commands} />
        <EndpointTables groups={endpoints} />
        <PackageLists archives={packages} />
        <ConformanceTable conformance={conformance} />
      </main>
      <SiteFooter />
    </>
  );
}
