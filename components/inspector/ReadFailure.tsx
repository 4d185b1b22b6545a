'use client';

import type { Reason } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { useInspectorWords } from './use-inspector-words.ts';

/** What is shown is not the newest, or nothing, and why. */
export function ReadFailure({ reason }: { reason: Reason }) {
  const { reason: say, site } = useWords();
  const { inspector } = useInspectorWords();
  return (
    <p role="alert" className="border-b border-line bg-wash px-4 py-2 text-xs text-amber">
      {inspector.notRead}
      {site.between}
      {say(reason)}
    </p>
  );
}
