import type { GuestProcess } from '../guest.ts';
import type { OutputStream } from '../raw-stream.ts';

/** Takes the output of a process; the promise, when there is one, asks it to wait. */
export interface OutputSink {
  write(stream: OutputStream, bytes: Uint8Array): Promise<void> | undefined;
  /** The process ended, or could not be started. */
  end(): void;
}

/**
 * The input and output of a container (or exec) between its runs: who attaches before the start, or while it runs,
 * gets the output from then on to the end of the run. Slow readers hold the process back, as with dockerd.
 */
export class ProcessIo {
  private readonly sinks = new Set<OutputSink>();
  private stdin = new StdinGate();

  /** @param log takes all output first */
  constructor(private readonly log: Pick<OutputSink, 'write'> | undefined) {}

  attach(sink: OutputSink): () => void {
    this.sinks.add(sink);
    return () => this.sinks.delete(sink);
  }

  /** The input of the run that is on, or of the next: never of a later one. */
  get input(): ProcessInput {
    return this.stdin;
  }

  /**
   * The process was started: its streams are read to their end. Resolves then.
   *
   * @param wrote told of each piece
   */
  async run(process: GuestProcess, wrote?: (stream: OutputStream, bytes: number) => void): Promise<void> {
    this.stdin.open(process.stdin);
    await Promise.all([this.pump('stdout', process.stdout, wrote), this.pump('stderr', process.stderr, wrote)]);
  }

  /** The run is over, or did not come about: who is attached is let go. */
  end(): void {
    this.stdin.shut();
    this.stdin = new StdinGate();
    const sinks = [...this.sinks];
    this.sinks.clear();
    for (const sink of sinks) sink.end();
  }

  private async pump(
    stream: OutputStream,
    from: ReadableStream<Uint8Array>,
    wrote?: (stream: OutputStream, bytes: number) => void,
  ): Promise<void> {
    const reader = from.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      wrote?.(stream, value.byteLength);
      const waits = [this.log?.write(stream, value)];
      for (const sink of this.sinks) waits.push(sink.write(stream, value));
      if (waits.some((wait) => wait !== undefined)) await Promise.all(waits);
    }
  }
}

/** Input waits until the process is there, and is lost when it is gone. */
export interface ProcessInput {
  write(bytes: Uint8Array): Promise<void>;
  /** End of file for the process. */
  close(): Promise<void>;
}

class StdinGate implements ProcessInput {
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  private closed = false;
  private release: () => void = () => {};
  private readonly opened = new Promise<void>((resolve) => {
    this.release = resolve;
  });

  open(stdin: WritableStream<Uint8Array>): void {
    this.writer = stdin.getWriter();
    this.writer.closed.catch(() => {});
    this.release();
  }

  shut(): void {
    this.closed = true;
    this.release();
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.opened;
    if (this.closed) return;
    await this.writer?.write(bytes).catch(() => this.shut());
  }

  async close(): Promise<void> {
    await this.opened;
    if (this.closed) return;
    this.closed = true;
    await this.writer?.close().catch(() => {});
  }
}
