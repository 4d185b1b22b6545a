'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import type { Reason } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

interface Props {
  /** Of the preview. */
  readonly origin: string;
  readonly port: number;
  /** What the browser or the machine said; undefined when nothing was heard. */
  readonly reason: Reason | undefined;
}

/** Why there is no preview in this browser at all, and the ways on. */
export function SetupProblem({ origin, port, reason }: Props) {
  const {
    preview: { setup: words },
    reason: say,
    site,
  } = useWords();
  const siteHost = useSyncExternalStore(
    never,
    () => location.host,
    () => '',
  );
  const isIpv6 = siteHost.startsWith('[');
  const isLocal = /(^|\.)localhost(:|$)/.test(new URL(origin).host);
  const code = 'text-ink wrap-anywhere';
  return (
    <>
      <p>
        <WithCode text={words.about(origin)} className={code} />
        {site.between}
        {reason === undefined ? words.noAnswer : words.itSaid(say(reason).replace(/[.。]$/, ''))}
      </p>
      <ul className="mt-3 list-disc space-y-1.5 pl-5">
        {isIpv6 && (
          <li>
            <WithCode text={words.ipv6(`http://localhost${/:\d+$/.exec(siteHost)?.[0] ?? ''}`)} className={code} />
          </li>
        )}
        <li>{words.private}</li>
        <li>{isLocal ? words.localhost : words.name}</li>
        <li>
          <WithCode text={words.wget(`wget -qO- localhost:${port}`)} className={code} />
        </li>
      </ul>
    </>
  );
}
