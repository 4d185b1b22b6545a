import type { PageWords } from '@/components/language/words/page-words.ts';
import { Fragment } from 'react';
import { tally, type EndpointGroup } from './coverage.ts';
import { Presence, Section } from './Section.tsx';

const CELL = 'border-b border-line py-2 pr-6 align-baseline';

interface Props {
  readonly groups: readonly EndpointGroup[];
  readonly words: PageWords['coverage'];
}

/** The Docker Engine API, a table a resource. */
export function EndpointTables({ groups, words }: Props) {
  return (
    <Section id="api" title={words.endpoints.title} about={words.endpoints.about}>
      {groups.map(({ name, endpoints }) => {
        const { done, all } = tally(endpoints);
        return (
          <table key={name} className="mt-10 w-full table-fixed border-collapse text-left text-sm">
            <caption className="pb-2 text-left">
              <span className="text-lg font-medium">{name}</span>{' '}
              <span className="ml-2 text-ink-soft tabular-nums">{words.ofAll(done, all)}</span>
            </caption>
            <colgroup>
              <col className="w-[72%] sm:w-1/2" />
              <col />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <th scope="col">{words.endpoints.endpoint}</th>
                <th scope="col">{words.endpoints.inSlipway}</th>
              </tr>
            </thead>
            <tbody>
              {endpoints.map(({ method, path, missing }) => (
                <tr key={`${method} ${path}`}>
                  <td className={`${CELL} font-mono text-[0.8125rem] break-words`}>
                    <span className="mr-2 inline-block w-14 text-ink-soft">{method}</span>
                    <Path path={path} />
                  </td>
                  <td className={CELL}>
                    <Presence missing={missing} words={words.endpoints} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </Section>
  );
}

/** Goes on in the next line at a slash, where there is no room. */
function Path({ path }: { path: string }) {
  return path.split(/(?=\/)/).map((part, index) => (
    <Fragment key={index}>
      <wbr />
      {part}
    </Fragment>
  ));
}
