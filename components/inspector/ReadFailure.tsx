'use client';

import { useInspectorWords } from './use-inspector-words.ts';

/** What is shown is not the newest, or nothing, and why. */
export function ReadFailure({ message }: { message: string }) {
  const { inspector } = useInspectorWords();
  return (
    <p role="alert" className="border-b border-line bg-wash px-4 py-2 text-xs text-amber">
      {inspector.notRead} {message}
    </p>
  );
}
