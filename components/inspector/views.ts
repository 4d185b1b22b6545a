import { lazy, type ComponentType } from 'react';
import type { InspectorWords } from './use-inspector-words.ts';

export interface InspectorView {
  /** Part of what is remembered and of the document's ids. */
  readonly id: string;
  name(words: InspectorWords): string;
  /** Shown in a scrolling place, while the machine runs. Whether it is seen says `useIsSeen`. */
  readonly View: ComponentType;
}

/** The inspector's tabs, in their order; each comes with its code when it is first shown. */
export const inspectorViews: readonly InspectorView[] = [
  {
    id: 'containers',
    name: ({ inspector }) => inspector.containers.name,
    View: lazy(async () => ({ default: (await import('./containers/ContainersView.tsx')).ContainersView })),
  },
  {
    id: 'timeline',
    name: ({ timeline }) => timeline.name,
    View: lazy(async () => ({ default: (await import('./timeline/TimelineView.tsx')).TimelineView })),
  },
  {
    id: 'layers',
    name: ({ layers }) => layers.name,
    View: lazy(async () => ({ default: (await import('./layers/LayersView.tsx')).LayersView })),
  },
  {
    id: 'networks',
    name: ({ inspector }) => inspector.networks.name,
    View: lazy(async () => ({ default: (await import('./networks/NetworksView.tsx')).NetworksView })),
  },
  {
    id: 'volumes',
    name: ({ inspector }) => inspector.volumes.name,
    View: lazy(async () => ({ default: (await import('./volumes/VolumesView.tsx')).VolumesView })),
  },
];
