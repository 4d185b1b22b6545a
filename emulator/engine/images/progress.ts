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
      progress: progressBar(currentBytes, this.totalBytes),
      id: this.id,
    });
  }
}

const BAR_CELLS = 50;

/** '[==========>        ]  1.2MB/4.3MB', as dockerd adds it for clients that draw nothing themselves. */
export function progressBar(currentBytes: number, totalBytes: number): string {
  const size = (bytes: number) => humanSize(bytes).padStart(8);
  if (totalBytes <= 0) return size(currentBytes);
  const filled = Math.min(BAR_CELLS, Math.floor((currentBytes / totalBytes) * BAR_CELLS));
  return `[${'='.repeat(filled)}>${' '.repeat(BAR_CELLS - filled)}] ${size(currentBytes)}/${humanSize(totalBytes)}`;
}

/** Go's units.HumanSize: four digits, decimal units. */
export function humanSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}
