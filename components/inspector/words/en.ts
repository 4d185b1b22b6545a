import { inspector } from '@/components/language/words/en/inspector.ts';
import { layers } from '@/components/language/words/en/layers.ts';
import { timeline } from '@/components/language/words/en/timeline.ts';

/** What the inspector says, a section a file. Other languages have the same. */
export const en = { inspector, timeline, layers };
