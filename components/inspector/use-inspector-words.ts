'use client';

import { useLanguage } from '@/components/language/use-language.ts';
import { inspector as en } from '@/components/language/words/en/inspector.ts';
import { layers as layersEn } from '@/components/language/words/en/layers.ts';
import { timeline as timelineEn } from '@/components/language/words/en/timeline.ts';
import { inspector as zh } from '@/components/language/words/zh/inspector.ts';
import { layers as layersZh } from '@/components/language/words/zh/layers.ts';
import { timeline as timelineZh } from '@/components/language/words/zh/timeline.ts';

/** Not among the words of the site, which every page loads: these come with the inspector. */
const words = {
  en: { inspector: en, timeline: timelineEn, layers: layersEn },
  zh: { inspector: zh, timeline: timelineZh, layers: layersZh },
} as const;

/** What the inspector says, a section a file. */
export interface InspectorWords {
  readonly inspector: typeof en;
  readonly timeline: typeof timelineEn;
  readonly layers: typeof layersEn;
}

/** What the inspector says, in the page's language. */
export function useInspectorWords(): InspectorWords {
  return words[useLanguage()];
}
