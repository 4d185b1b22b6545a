/**
 * Progress messages as a stream of JSON values; `begun` rejects when it fails before the first, so that this can be an
 * HTTP error. Ends with dockerd's error message when it fails later.
 */
export class ProgressStream {
  readonly readable: ReadableStream<unknown>;
  readonly begun: Promise<void>;
  private controller!: ReadableStreamDefaultController<unknown>;
  private begin!: { resolve(): void; reject(error: unknown): void };
  private hasBegun = false;
  private isOver = false;

  constructor(onCancel: () => void) {
    this.begun = new Promise((resolve, reject) => (this.begin = { resolve, reject }));
    this.begun.catch(() => {}); // told to whoever waits for it
    this.readable = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
      },
      cancel: () => {
        this.isOver = true;
        onCancel();
      },
    });
  }

  push(message: object): void {
    if (this.isOver) return;
    this.controller.enqueue(message);
    this.hasBegun = true;
    this.begin.resolve();
  }

  end(): void {
    if (!this.isOver) this.controller.close();
    this.isOver = true;
    this.begin.resolve();
  }

  /** `late`: the answer has begun whatever was sent, so the error goes into the stream. */
  fail(error: unknown, late = false): void {
    if (!this.hasBegun && !late) return this.begin.reject(error);
    const message = error instanceof Error ? error.message : String(error);
    this.push({ errorDetail: { message }, error: message });
    this.end();
  }
}
