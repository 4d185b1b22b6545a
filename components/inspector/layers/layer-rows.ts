import type { Change, ImageLayers } from './layers-api.ts';

/** A row of the pile: a layer, or an instruction that changed no files. */
export interface LayerRow {
  /** As in a Dockerfile where it can be told; '' for none. */
  readonly instruction: string;
  /** The base is 0; undefined without files. */
  readonly layer: number | undefined;
  readonly sizeBytes: number;
  readonly sharedWith: readonly string[];
}

/** The topmost first, as they lie. */
export function layerRows({ Layers: layers, History: history }: ImageLayers): readonly LayerRow[] {
  const rowOf = (instruction: string, layer: number | null): LayerRow => {
    const found = layer === null ? undefined : layers[layer];
    return {
      instruction,
      layer: layer ?? undefined,
      sizeBytes: found?.SizeBytes ?? 0,
      sharedWith: found?.SharedWith ?? [],
    };
  };
  const rows = history.map((entry) => rowOf(instructionOf(entry.CreatedBy) || entry.Comment, entry.Layer));
  const told = history.filter(({ Layer: layer }) => layer !== null).length;
  // What was imported has layers and no history of them.
  for (let layer = told; layer < layers.length; layer++) rows.push(rowOf('', layer));
  return rows.reverse();
}

/** What the builders write into `created_by`, as it stood in the Dockerfile. */
export function instructionOf(createdBy: string): string {
  return (
    createdBy
      .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
      .replace(/^(?:RUN )?\/bin\/sh -c /, 'RUN ')
      .replace(/ # buildkit$/, '')
      // As Docker's first builder writes it: a Go map.
      .replace(/^EXPOSE map\[(.*)\]$/, (_, ports: string) => `EXPOSE ${ports.replaceAll(':{}', '')}`)
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** What `docker diff` says, by folder: '' has what is in the root. Names are in their order. */
export function changesByFolder(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const folders = new Map<string, Change[]>();
  for (const change of changes) {
    const folder = change.Path.slice(0, change.Path.lastIndexOf('/'));
    const known = folders.get(folder);
    if (known) known.push(change);
    else folders.set(folder, [change]);
  }
  return folders;
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
