/** What the kernel and the agent print on ttyS0, and what the machine itself has to say. */
export class MachineConsole {
  readonly #callbacks = new Set<(text: string) => void>();
  readonly #decoder = new TextDecoder();
  #bytes: number[] = [];

  onText(callback: (text: string) => void): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** v86 tells it a byte at a time; what comes in one slice of the CPU is delivered together. */
  addByte(byte: number): void {
    if (this.#bytes.push(byte) > 1) return;
    queueMicrotask(() => this.#flush());
  }

  /** A line of the machine's own, behind all that the guest has printed by now. */
  say(message: string): void {
    this.#flush();
    this.#deliver(`machine: ${message}\n`);
  }

  close(): void {
    this.#callbacks.clear();
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    this.#deliver(this.#decoder.decode(bytes, { stream: true }));
  }

  #deliver(text: string): void {
    for (const callback of [...this.#callbacks]) callback(text);
  }
}
