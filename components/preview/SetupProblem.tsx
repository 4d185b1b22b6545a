'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

interface Props {
  /** Of the preview. */
  readonly origin: string;
  readonly port: number;
  /** What the browser or the machine said; '' when nothing was heard. */
  readonly reason: string;
}

/** Why there is no preview in this browser at all, and the ways on. */
export function SetupProblem({ origin, port, reason }: Props) {
  const siteHost = useSyncExternalStore(
    never,
    () => location.host,
    () => '',
  );
  const isIpv6 = siteHost.startsWith('[');
  const isLocal = /(^|\.)localhost(:|$)/.test(new URL(origin).host);
  return (
    <>
      <p>
        A container’s page is shown on an origin of its own, <code className="break-all text-ink">{origin}</code>, so
        that it can never reach what Slipway keeps. A service worker there leads its requests into the machine.
        {reason === '' ? ' It did not answer.' : ` It said: ${reason}.`}
      </p>
      <ul className="mt-3 list-disc space-y-1.5 pl-5">
        {isIpv6 && (
          <li>
            Browsers know no previews beside an IPv6 address: open{' '}
            <code className="text-ink">{`http://localhost${/:\d+$/.exec(siteHost)?.[0] ?? ''}`}</code> instead.
          </li>
        )}
        <li>
          Private windows, and settings that block third-party cookies or site data, may forbid service workers in
          frames: allow them for this site, or use an ordinary window.
        </li>
        <li>
          {isLocal
            ? 'The browser has to know that names below localhost are this computer. Chromium, Chrome, Edge and Firefox do.'
            : 'The name has to lead to this site: whoever runs it adds it, with a wildcard, to its DNS and certificate.'}
        </li>
        <li>
          Everything else works without it. In the terminal,{' '}
          <code className="text-ink">wget -qO- localhost:{port}</code> gets the page.
        </li>
      </ul>
    </>
  );
}
