import { walk } from './files/tree.ts';
import type { BuildImages } from './build-images.ts';
import type { CopySource } from './copy.ts';
import { filesArchive } from './export-files.ts';
import type { NamedContext } from './named-contexts.ts';
import { scratchState, type StageState } from './state.ts';
import type { Trace, Vertex } from './trace.ts';

type FilesContext = Extract<NamedContext, { kind: 'files' }>;

interface Loaded {
  readonly state: StageState;
  readonly last: Vertex;
}

/** Named contexts that are files, as BuildKit shows that it loads them: each when it is first used. */
export class ContextFiles {
  private readonly shown = new Map<FilesContext, Promise<Vertex>>();
  private readonly states = new Map<FilesContext, Promise<Loaded>>();
  private readonly releases: (() => void)[] = [];

  constructor(
    private readonly images: BuildImages,
    private readonly trace: Trace,
  ) {}

  /** For COPY --from and RUN --mount. */
  async source(context: FilesContext): Promise<CopySource> {
    await this.show(context);
    return { root: context.files.root, entryOf: (file) => context.files.entryOf(file), isContext: false };
  }

  /** For FROM: an image of one layer. */
  state(context: FilesContext): Promise<Loaded> {
    const known = this.states.get(context) ?? this.commit(context);
    this.states.set(context, known);
    return known;
  }

  release(): void {
    for (const release of this.releases.splice(0)) release();
  }

  private async commit(context: FilesContext): Promise<Loaded> {
    const last = await this.show(context);
    const layer = await this.images.commitLayer(filesArchive(context.files.root));
    this.releases.push(() => layer.release());
    const empty = scratchState('1970-01-01T00:00:00Z');
    const state: StageState = {
      ...empty,
      config: { ...empty.config, WorkingDir: '/' },
      layers: [layer.diffId],
      history: [{ created: empty.created, created_by: last.name, comment: 'buildkit.exporter.image.v0' }],
    };
    return { state, last };
  }

  private show(context: FilesContext): Promise<Vertex> {
    const known = this.shown.get(context) ?? this.load(context);
    this.shown.set(context, known);
    return known;
  }

  private async load({ name, files, url }: FilesContext): Promise<Vertex> {
    const vertex = this.trace.vertex(`[context ${name}] ${url ?? 'load from client'}`);
    await vertex.run(() => {
      if (url !== undefined) return;
      let sizeBytes = 0;
      for (const [path, file] of walk(files.root)) sizeBytes += file.sizeBytes + path.length;
      vertex.status(`transferring ${name}:`, sizeBytes, true);
    });
    return vertex;
  }
}
