import { inspector } from '@/components/language/words/zh/inspector.ts';
import { layers } from '@/components/language/words/zh/layers.ts';
import { timeline } from '@/components/language/words/zh/timeline.ts';
import type { InspectorWords } from '../use-inspector-words.ts';

export const zh: InspectorWords = { inspector, timeline, layers };
