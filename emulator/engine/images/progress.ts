/** One message of the JSON stream of POST /images/create (Engine API, "Create an image"). */
export interface ProgressMessage {
  readonly status: string;
  /** Short digest of the layer, or the tag. */
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  /** The bar as text, for clients that draw nothing themselves. */
  readonly progress?: string;
}

export type OnProgress = (message: ProgressMessage) => void;

/** A layer moves many times a second; a person reads ten. */
const INTERVAL_MS = 100;

/** Tells how far one transfer is, at most ten times a second, and always at its end. */
export class TransferProgress {
  #lastMs = 0;

  constructor(
    private readonly onProgress: OnProgress,
    private readonly id: string,
    private readonly status: string,
    private readonly totalBytes: number,
  ) {}

  at(currentBytes: number): void {
    const nowMs = Date.now();
    if (nowMs - this.#lastMs < INTERVAL_MS && currentBytes < this.totalBytes) return;
    this.#lastMs = nowMs;
    this.onProgress({
      status: this.status,
      progressDetail: { current: currentBytes, total: this.totalBytes },
      id: this.id,
    });
  }
}
