/** Bytes of a connection, as a parser wants them: lines, counted bytes, and whatever there is. */
export class ByteReader {
  private buffered: Uint8Array = new Uint8Array();
  private filling: Promise<boolean> | undefined;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(from: ReadableStream<Uint8Array>) {
    this.reader = from.getReader();
  }

  /** Some bytes, at most `limit`; undefined at the end of the stream. */
  async some(limit = Infinity): Promise<Uint8Array | undefined> {
    while (this.buffered.length === 0) if (!(await this.fill())) return undefined;
    const taken = this.buffered.subarray(0, limit);
    this.buffered = this.buffered.subarray(taken.length);
    return taken;
  }

  /** Resolves at the end of the stream, or with false as soon as there are bytes, which stay to be read. */
  async ends(): Promise<boolean> {
    return this.buffered.length === 0 && !(await this.fill());
  }

  /**
   * Up to and without CRLF (or LF alone). Undefined when the stream ended before the first byte. Throws
   * `TooLongError` after `limit` bytes, `EndedError` when the stream ends within the line.
   */
  async line(limit: number): Promise<string | undefined> {
    const parts: number[] = [];
    for (;;) {
      const chunk = await this.some();
      if (!chunk) {
        if (parts.length === 0) return undefined;
        throw new EndedError();
      }
      const newline = chunk.indexOf(10);
      const stop = newline < 0 ? chunk.length : newline;
      if (parts.length + stop > limit) throw new TooLongError();
      for (const byte of chunk.subarray(0, stop)) parts.push(byte);
      if (newline < 0) continue;
      this.unread(chunk.subarray(newline + 1));
      if (parts.at(-1) === 13) parts.pop();
      // Header fields are ASCII; what is not is kept as Latin-1 (RFC 9110, 5.5).
      return String.fromCharCode(...parts);
    }
  }

  /** What is left, the buffered bytes first; the reader is done then. */
  rest(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const chunk = await this.some();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: (reason) => this.cancel(reason),
    });
  }

  async cancel(reason?: unknown): Promise<void> {
    await this.reader.cancel(reason).catch(() => {});
  }

  /** False at the end. Called while another call waits, it waits for the same bytes. */
  private fill(): Promise<boolean> {
    this.filling ??= this.reader
      .read()
      .then(({ value, done }) => {
        if (!done) this.buffered = value;
        return !done;
      })
      .finally(() => {
        this.filling = undefined;
      });
    return this.filling;
  }

  private unread(bytes: Uint8Array): void {
    if (this.buffered.length === 0) {
      this.buffered = bytes;
      return;
    }
    const joined = new Uint8Array(bytes.length + this.buffered.length);
    joined.set(bytes);
    joined.set(this.buffered, bytes.length);
    this.buffered = joined;
  }
}

export class TooLongError extends Error {}
export class EndedError extends Error {}
