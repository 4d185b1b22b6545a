import type { Cli } from '../cli.ts';
import { CliError, SignalExit } from '../errors.ts';

const INTERRUPT = 3;
const END_OF_TEXT = 4;
const BACKSPACES = [8, 127];
const LINE_ENDS = [10, 13];
const SIGINT = 2;

/** Questions on the terminal, one after the other; what is typed ahead answers the next. */
export class Questions {
  #ahead: number[] = [];

  constructor(private readonly cli: Cli) {}

  /** Shows a prompt and reads a line as the terminal edits it. */
  async line(prompt: string): Promise<string> {
    await this.cli.out(prompt);
    return this.#readLine();
  }

  /** The same without showing what is typed. */
  async secret(prompt: string): Promise<string> {
    const { cli } = this;
    await cli.out(prompt);
    await cli.io.setRaw(true);
    try {
      return await this.#readLine();
    } finally {
      await cli.io.setRaw(false);
      await cli.out('\n');
    }
  }

  async #readLine(): Promise<string> {
    const reader = this.cli.io.stdin.getReader();
    const line: number[] = [];
    try {
      for (;;) {
        for (let byte = this.#ahead.shift(); byte !== undefined; byte = this.#ahead.shift()) {
          if (LINE_ENDS.includes(byte)) return new TextDecoder().decode(Uint8Array.from(line));
          if (byte === INTERRUPT) throw new SignalExit(SIGINT);
          if (byte === END_OF_TEXT && line.length === 0) throw new CliError('Error: EOF');
          if (BACKSPACES.includes(byte)) line.pop();
          else line.push(byte);
        }
        const { value, done } = await reader.read();
        if (done) throw new CliError('Error: EOF');
        this.#ahead.push(...value);
      }
    } finally {
      reader.releaseLock();
    }
  }
}
