'use client';

import { useInspectorWords } from '../use-inspector-words.ts';
import type { NamespaceUse } from './container-model.ts';

/** Which namespaces are the container's own, and which it shares with the machine or other containers. */
export function NamespaceList({ namespaces }: { namespaces: readonly NamespaceUse[] }) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-2.5 @md:grid-cols-4">
      {namespaces.map((use) => {
        const look = use.isMachines ? 'machine' : use.sharedWith.length > 0 ? 'shared' : 'own';
        const text = { machine: words.machines, shared: words.sharedWith(use.sharedWith), own: words.itsOwn }[look];
        return (
          <li key={use.kind} className="flex min-w-0 gap-2 text-xs" data-namespace={use.kind} data-use={look}>
            <Drawing look={look} />
            <span className="min-w-0">
              <span className="block">
                <span className="font-mono font-medium">{use.kind}</span>{' '}
                <span className="sr-only">{words.kinds[use.kind]}: </span>
              </span>
              <span className={`line-clamp-2 break-words ${LOOKS[look].text}`} title={text}>
                {text}
              </span>
              <span className="block text-[0.6875rem] text-ink-soft tabular-nums" title={words.inode}>
                {use.inode}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const LOOKS = {
  own: { text: 'text-sea' },
  shared: { text: 'text-lead' },
  machine: { text: 'text-ink-soft' },
} as const;

/** A box of its own; two boxes that are one; or no box but the machine's. */
function Drawing({ look }: { look: keyof typeof LOOKS }) {
  return (
    <svg aria-hidden viewBox="0 0 18 18" className={`mt-px size-[1.125rem] shrink-0 ${LOOKS[look].text}`} fill="none">
      {look === 'own' && (
        <>
          <rect
            x="2"
            y="2"
            width="14"
            height="14"
            rx="2"
            className="fill-current/15"
            stroke="currentColor"
            strokeWidth="1.5"
          />
          <circle cx="9" cy="9" r="2.25" fill="currentColor" />
        </>
      )}
      {look === 'shared' && (
        <>
          <rect
            x="1"
            y="2"
            width="16"
            height="14"
            rx="2"
            className="fill-current/15"
            stroke="currentColor"
            strokeWidth="1.5"
          />
          <circle cx="5.75" cy="9" r="2" fill="currentColor" />
          <circle cx="12.25" cy="9" r="2" fill="currentColor" />
        </>
      )}
      {look === 'machine' && (
        <>
          <rect
            x="2"
            y="2"
            width="14"
            height="14"
            rx="2"
            stroke="currentColor"
            strokeWidth="1.25"
            strokeDasharray="2.5 2"
          />
          <circle cx="9" cy="9" r="2.25" fill="currentColor" />
        </>
      )}
    </svg>
  );
}
