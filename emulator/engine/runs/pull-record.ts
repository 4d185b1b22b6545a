import type { ProgressMessage } from '../images/progress.ts';
import type { Run, Span } from './run.ts';

interface LayerTransfer {
  readonly startMs: number;
  endMs: number | undefined;
  bytes: number;
  wasHere: boolean;
}

/** How an image was pulled, from what the pull tells of itself; part of a run when one waits for the image. */
export class PullRecord {
  readonly #startMs: number;
  readonly #layers = new Map<string, LayerTransfer>();
  #endMs: number | undefined;
  #error = '';
  #run: Run | undefined;
  #span: Span | undefined;

  constructor(
    private readonly nowMs: () => number,
    private readonly image: string,
  ) {
    this.#startMs = nowMs();
  }

  belongsTo(run: Run): void {
    this.#run = run;
    this.#span = run.begin('image.pull', { image: this.image }, this.#startMs);
    if (this.#endMs !== undefined) this.#write();
  }

  progress({ id, status, progressDetail }: ProgressMessage): void {
    if (id === undefined) return;
    const layer = this.#layers.get(id);
    const now = this.nowMs();
    if (status === 'Pulling fs layer' || status === 'Already exists') {
      const wasHere = status === 'Already exists';
      this.#layers.set(id, { startMs: now, endMs: wasHere ? now : undefined, bytes: 0, wasHere });
    } else if (layer && status === 'Downloading') {
      // It waited for its turn before.
      if (layer.bytes === 0) this.#layers.set(id, { ...layer, startMs: now, bytes: progressDetail?.total ?? 0 });
    } else if (layer && status === 'Pull complete') layer.endMs = now;
  }

  end(error?: unknown): void {
    this.#endMs = this.nowMs();
    this.#error = error === undefined ? '' : error instanceof Error ? error.message : String(error);
    this.#write();
  }

  #write(): void {
    if (!this.#run || !this.#span) return;
    const run = this.#run;
    for (const [id, { startMs, endMs, bytes, wasHere }] of this.#layers) {
      const layer = run.begin('image.layer', { layer: id, bytes, state: wasHere ? 'here' : 'fetched' }, startMs);
      layer.endMs = endMs;
    }
    const fetched = [...this.#layers.values()].filter(({ wasHere }) => !wasHere);
    const bytes = fetched.reduce((sum, layer) => sum + layer.bytes, 0);
    this.#span.error = this.#error;
    this.#span.attributes = { ...this.#span.attributes, layers: fetched.length, bytes };
    this.#span.endMs = this.#endMs;
    if (this.#error === '') run.become('preparing');
    else run.failed(this.#error);
  }
}
