'use client';

import { useEffect, useRef } from 'react';
import { documents } from './editor-store.ts';
import type { LoadedMonaco } from './use-editor.ts';

/** What the machine has, beside what was typed. */
export function Comparison({ monaco, id, theirs }: { monaco: LoadedMonaco; id: number; theirs: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buffer = documents.buffer(id);
    if (place.current === null || buffer === undefined) return;
    const comparison = monaco.createComparison(place.current, theirs, buffer);
    return () => comparison.dispose();
  }, [monaco, id, theirs]);
  return <div ref={place} className="min-h-0 flex-1" />;
}
