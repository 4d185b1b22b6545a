import type { Conformance } from './coverage.ts';
import { Section } from './Section.tsx';

const ABOUT =
  'Scenarios of commands, played with Docker’s own client and with ours, on Docker’s engine and on ours. Exit codes and every line of output are compared with Docker on Docker.';

/** What the conformance suite found, with each difference that is left and its reason. */
export function ConformanceTable({ conformance }: { conformance: Conformance | undefined }) {
  if (conformance === undefined) {
    return (
      <Section id="conformance" title="Beside real Docker" about={ABOUT}>
        <p className="mt-6 max-w-prose">
          This copy of the site has no report of a run. Whoever has the sources makes one with{' '}
          <code className="font-mono text-[0.9em]">npm run -s conformance -- --report</code>.
        </p>
      </Section>
    );
  }
  const { identical, all, rows, differences } = conformance;
  const [head = [], ...body] = rows;
  return (
    <Section id="conformance" title="Beside real Docker" about={ABOUT}>
      <p className="mt-6">
        {identical} of {all} scenarios are identical in all pairings.
      </p>
      <div className="mt-6 overflow-x-auto" tabIndex={0} role="group" aria-label="Results by group of scenarios">
        <table className="w-full min-w-[36rem] border-collapse text-left text-sm tabular-nums">
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col" className="border-b border-line-strong py-2 pr-6 font-medium">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) => (
                  <td key={index} className="border-b border-line py-2 pr-6">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {differences.length > 0 && (
        <>
          <h3 className="mt-12 text-xl font-medium tracking-tight">What differs, and why</h3>
          <dl className="mt-4 border-t border-line">
            {differences.map(({ scenario, what, reason }) => (
              <div
                key={`${scenario} ${what}`}
                className="grid gap-x-8 gap-y-1 border-b border-line py-3 text-sm lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
              >
                <dt>
                  <span className="font-mono">{scenario}</span>
                  <span className="block text-ink-soft">{what}</span>
                </dt>
                <dd className="leading-relaxed">{reason}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Section>
  );
}
