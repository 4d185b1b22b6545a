import type { ProgressMessage } from '../images/progress.ts';
import type { OutputStream } from '../raw-stream.ts';

/** The lines of a classic build, as POST /build streams them: jsonmessage.JSONMessage. */
export class ClassicOutput {
  private readonly decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  /** With `q` nothing is sent, but kept for when the build fails. */
  private kept = '';
  private pendingRed = '';

  constructor(
    private readonly send: (message: unknown) => void,
    private readonly isQuiet: boolean,
  ) {}

  text(text: string): void {
    if (this.isQuiet) this.kept += text;
    else this.send({ stream: text });
  }

  /** What a command says; stderr in red, as dockerd has it. */
  bytes(stream: OutputStream, bytes: Uint8Array): void {
    const text = this.decoders[stream].decode(bytes, { stream: true });
    if (text === '') return;
    if (stream === 'stdout') return this.text(text);
    // Whole lines: what a program writes in pieces would be as many pieces of red.
    const lines = this.pendingRed + text;
    const end = lines.lastIndexOf('\n') + 1;
    this.pendingRed = lines.slice(end);
    if (end > 0) this.warn(lines.slice(0, end));
  }

  /** The command is over. */
  endCommand(): void {
    if (this.pendingRed !== '') this.warn(this.pendingRed);
    this.pendingRed = '';
  }

  warn(text: string): void {
    this.text(`\x1b[91m${text}\x1b[0m`);
  }

  aux(value: unknown): void {
    this.send({ aux: value });
  }

  /** Of a pull. */
  progress(message: ProgressMessage): void {
    if (!this.isQuiet) this.send(message);
  }

  /** What a quiet build would have said. */
  flushKept(): void {
    if (this.kept !== '') this.send({ stream: this.kept });
    this.kept = '';
  }

  /** Sent even when it is quiet. */
  result(text: string): void {
    this.send({ stream: text });
  }
}
