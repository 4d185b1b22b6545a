'use client';

import { useInspectorWords } from '../use-inspector-words.ts';
import { ViewMessage } from '../ViewMessage.tsx';

export function ContainersView() {
  const { inspector: words } = useInspectorWords();
  return <ViewMessage>{words.loading}</ViewMessage>;
}
