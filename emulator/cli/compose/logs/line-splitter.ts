const NEWLINE = 10;

/** Gives bytes on as lines without their newlines; what comes last without one is a line, too. */
export class LineSplitter {
  #pending: Uint8Array[] = [];

  constructor(private readonly onLine: (line: string) => Promise<void>) {}

  async push(bytes: Uint8Array): Promise<void> {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      await this.#line(bytes.subarray(start, end));
      start = end + 1;
    }
    if (start < bytes.length) this.#pending.push(bytes.slice(start));
  }

  async end(): Promise<void> {
    if (this.#pending.length > 0) await this.#line(new Uint8Array());
  }

  async #line(last: Uint8Array): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for (const piece of this.#pending) text += decoder.decode(piece, { stream: true });
    this.#pending = [];
    await this.onLine(text + decoder.decode(last));
  }
}
