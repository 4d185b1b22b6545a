import type { OnProgress } from '../images/progress.ts';
import type { Vertex } from './trace.ts';

/** Tells a pull's progress as what is done within a step: `downloading ID`, then `extracting ID`, each with its end. */
export function pullStatuses(vertex: Pick<Vertex, 'status'>): OnProgress {
  const totals = new Map<string, number | undefined>();
  return ({ id, status, progressDetail }) => {
    if (id === undefined) return;
    if (progressDetail?.current !== undefined) {
      const { current, total } = progressDetail;
      if (status === 'Downloading') totals.set(id, total);
      vertex.status(`${status.toLowerCase()} ${id}`, current, false, total);
    } else if (status === 'Download complete' && totals.has(id)) {
      const total = totals.get(id);
      vertex.status(`downloading ${id}`, total ?? 0, true, total);
    } else if (status === 'Pull complete') vertex.status(`extracting ${id}`, 0, true);
  };
}
