'use client';

import { useInspectorWords } from '../use-inspector-words.ts';
import { ViewMessage } from '../ViewMessage.tsx';

export function NetworksView() {
  const { inspector: words } = useInspectorWords();
  return <ViewMessage>{words.loading}</ViewMessage>;
}
