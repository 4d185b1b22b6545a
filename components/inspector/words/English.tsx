'use client';

import { InspectorPane } from '../InspectorPane.tsx';
import { InspectorWordsContext } from '../use-inspector-words.ts';
import { en } from './en.ts';

export function English() {
  return (
    <InspectorWordsContext value={en}>
      <InspectorPane />
    </InspectorWordsContext>
  );
}
