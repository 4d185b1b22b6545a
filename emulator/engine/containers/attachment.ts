import type { ByteDuplex } from '../../streams.ts';
import { frameOutput, type OutputStream } from '../raw-stream.ts';
import { DetachFilter } from './detach-keys.ts';
import type { OutputSink, ProcessInput, ProcessIo } from './process-io.ts';

export interface AttachOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Output goes out as it is; else in frames (raw-stream.ts). */
  readonly terminal: boolean;
  /** End of input is end of input for the process, too. */
  readonly closeStdin: boolean;
  /** Key codes; undefined without a terminal. */
  readonly detachKeys: readonly number[] | undefined;
  /** Sent first: the log so far. */
  readonly history?: AsyncIterable<Uint8Array>;
  readonly onDetach: () => void;
  readonly signal: AbortSignal;
}

/** What a client may be behind by before it holds the process back. */
const BUFFER_BYTES = 256 * 1024;

/** A client's connection to a process: output to read, input to write. Ends with the run, on detach, or when the client goes. */
export function attach(io: ProcessIo, options: AttachOptions): ByteDuplex {
  const output = new SinkStream(options);
  const leave = io.attach(output);
  output.onCancel = leave;
  const detach = () => {
    leave();
    output.end();
    options.onDetach();
  };
  options.signal.addEventListener('abort', () => {
    leave();
    output.end();
  });
  return { readable: output.readable, writable: inputOf(io.input, options, detach) };
}

function inputOf(input: ProcessInput, options: AttachOptions, detach: () => void): WritableStream<Uint8Array> {
  const filter = options.detachKeys && options.stdin ? new DetachFilter(options.detachKeys) : undefined;
  let detached = false;
  const finish = async () => {
    if (options.stdin && options.closeStdin && !detached) await input.close();
  };
  options.signal.addEventListener('abort', () => void finish());
  return new WritableStream<Uint8Array>({
    async write(bytes) {
      if (!options.stdin || detached) return;
      const { pass, detached: leaves } = filter?.filter(bytes) ?? { pass: bytes, detached: false };
      if (pass.length > 0) await input.write(pass);
      if (leaves) {
        detached = true;
        detach();
      }
    },
    close: finish,
    abort: finish,
  });
}

/** An OutputSink that is read as a stream. */
class SinkStream implements OutputSink {
  readonly readable: ReadableStream<Uint8Array>;
  onCancel: () => void = () => {};
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  private open = true;
  private resume: (() => void) | undefined;
  private drained: Promise<void> | undefined;
  /** Live output that came while the history was still being sent. */
  private held: Uint8Array[] | undefined;
  private ended = false;

  constructor(private readonly options: Pick<AttachOptions, 'stdout' | 'stderr' | 'terminal' | 'history'>) {
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
        },
        pull: () => this.letGo(),
        cancel: () => {
          this.open = false;
          this.onCancel();
          this.letGo();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_BYTES }),
    );
    if (options.history) {
      this.held = [];
      void this.sendHistory(options.history);
    }
  }

  write(stream: OutputStream, bytes: Uint8Array): Promise<void> | undefined {
    if (!this.open || !this.options[stream]) return undefined;
    const chunk = this.options.terminal ? bytes : frameOutput(stream, bytes);
    if (this.held) {
      this.held.push(chunk);
      return undefined;
    }
    this.controller.enqueue(chunk);
    return this.room();
  }

  end(): void {
    this.ended = true;
    if (!this.open || this.held) return;
    this.open = false;
    this.controller.close();
    this.letGo();
  }

  private room(): Promise<void> | undefined {
    if ((this.controller.desiredSize ?? 1) > 0) return undefined;
    this.drained ??= new Promise((resolve) => {
      this.resume = resolve;
    });
    return this.drained;
  }

  private letGo(): void {
    this.resume?.();
    this.resume = undefined;
    this.drained = undefined;
  }

  private async sendHistory(history: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of history) {
        if (!this.open) return;
        this.controller.enqueue(chunk);
        await this.room();
      }
    } catch (error) {
      if (this.open) this.controller.error(error);
      this.open = false;
    }
    const held = this.held ?? [];
    this.held = undefined;
    if (!this.open) return;
    for (const chunk of held) this.controller.enqueue(chunk);
    if (this.ended) this.end();
  }
}
