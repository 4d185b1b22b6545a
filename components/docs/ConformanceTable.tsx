import { WithCode } from '@/components/language/WithCode.tsx';
import type { PageWords } from '@/components/language/words/page-words.ts';
import type { Conformance } from './coverage.ts';
import { Section } from './Section.tsx';

interface Props {
  readonly conformance: Conformance | undefined;
  readonly words: PageWords['coverage']['conformance'];
}

/** What the conformance suite found, with each difference that is left and its reason. */
export function ConformanceTable({ conformance, words }: Props) {
  if (conformance === undefined) {
    return (
      <Section id="conformance" title={words.title} about={words.about}>
        <p className="mt-6 max-w-prose">
          <WithCode text={words.none} className="font-mono text-[0.9em]" />
        </p>
      </Section>
    );
  }
  const { identical, all, rows, differences } = conformance;
  const [head = [], ...body] = rows;
  return (
    <Section id="conformance" title={words.title} about={words.about}>
      <p className="mt-6">{words.identical(identical, all)}</p>
      <div className="mt-6 overflow-x-auto" tabIndex={0} role="group" aria-label={words.results}>
        <table lang="en" className="w-full min-w-[36rem] border-collapse text-left text-sm tabular-nums">
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
          <h3 className="mt-12 text-xl font-medium tracking-tight">{words.differs}</h3>
          <dl lang="en" className="mt-4 border-t border-line">
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
