'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef } from 'react';
import { documents } from './editor-store.ts';
import type { LoadedMonaco } from './use-editor.ts';

/** What the machine has, beside what was typed. */
export function Comparison({ monaco, id, theirs }: { monaco: LoadedMonaco; id: number; theirs: string }) {
  const { editor: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buffer = documents.buffer(id);
    if (place.current === null || buffer === undefined) return;
    const comparison = monaco.createComparison(place.current, theirs, buffer, words);
    return () => comparison.dispose();
  }, [monaco, id, theirs, words]);
  return <div ref={place} className="min-h-0 flex-1" />;
}
