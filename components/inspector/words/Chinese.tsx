'use client';

import { InspectorPane } from '../InspectorPane.tsx';
import { InspectorWordsContext } from '../use-inspector-words.ts';
import { zh } from './zh.ts';

export function Chinese() {
  return (
    <InspectorWordsContext value={zh}>
      <InspectorPane />
    </InspectorWordsContext>
  );
}
