import type { BuildImages } from './build-images.ts';
import { LayerCache } from './layer-cache.ts';
import type { HistoryEntry, StageState } from './state.ts';
import type { MadeLayer, Step, StepStore } from './step.ts';

const COMMENT = 'buildkit.dockerfile.v0';

/**
 * BuildKit's way: a step makes a layer, which is found again by the layers below and what it was made from; only the
 * end of a build is an image. Times are those of the layers, so that a build from the cache gives the same image.
 */
export class LayerStepStore implements StepStore {
  /** What this build made or found, held until it is over. */
  private readonly releases: (() => void)[] = [];

  constructor(
    private readonly images: BuildImages,
    private readonly cache: LayerCache,
    private readonly noCache: boolean,
  ) {}

  async find(step: Step): Promise<StageState | undefined> {
    // What changes only the config costs nothing: it is done again.
    if (step.key === undefined || this.noCache) return undefined;
    const record = this.cache.find(await LayerCache.keyOf(step.before.layers, step.key));
    if (!record) return undefined;
    this.releases.push(this.images.hold([record.layer]));
    return withLayer(step, record.layer, record.created);
  }

  async keep(step: Step, layer: MadeLayer | undefined): Promise<StageState> {
    if (!layer || step.key === undefined) return withEntry(step, { created_by: step.text, empty_layer: true });
    const key = await LayerCache.keyOf(step.before.layers, step.key);
    const { created } = this.cache.put(key, layer.diffId, describe(step));
    this.releases.push(this.images.hold([layer.diffId]));
    layer.release();
    return withLayer(step, layer.diffId, created);
  }

  release(): void {
    for (const release of this.releases.splice(0)) release();
  }
}

function withLayer(step: Step, layer: StageState['layers'][number], created: string): StageState {
  const next = withEntry(step, { created, created_by: step.text });
  return { ...next, layers: [...step.before.layers, layer], created };
}

function withEntry(step: Step, entry: HistoryEntry): StageState {
  const { before, after } = step;
  const author = after.author === '' ? {} : { author: after.author };
  const whole = { created: before.created, ...author, ...entry, comment: COMMENT };
  return {
    ...after,
    history: [...before.history, whole],
    layers: before.layers,
    created: before.created,
    imageId: undefined,
  };
}

function describe({ text, isRun }: Step): string {
  const command = text.replace(/ # buildkit$/, '');
  return isRun ? `mount / from exec ${command.replace(/^RUN /, '')}` : command;
}
