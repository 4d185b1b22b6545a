import type { Cli } from '../cli.ts';
import { CliError, SignalExit } from '../errors.ts';

const INTERRUPT = 3;
const END_OF_TEXT = 4;
const BACKSPACES = [8, 127];
const LINE_ENDS = [10, 13];
const SIGINT = 2;

/** Shows a prompt and reads a line as the terminal edits it. */
export async function askLine(cli: Cli, prompt: string): Promise<string> {
  await cli.out(prompt);
  return readLine(cli);
}

/** The same without showing what is typed. */
export async function askSecret(cli: Cli, prompt: string): Promise<string> {
  await cli.out(prompt);
  await cli.io.setRaw(true);
  try {
    return await readLine(cli);
  } finally {
    await cli.io.setRaw(false);
    await cli.out('\n');
  }
}

async function readLine(cli: Cli): Promise<string> {
  const reader = cli.io.stdin.getReader();
  const bytes: number[] = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new CliError('Error: EOF');
      for (const byte of value) {
        if (LINE_ENDS.includes(byte)) return new TextDecoder().decode(Uint8Array.from(bytes));
        if (byte === INTERRUPT) throw new SignalExit(SIGINT);
        if (byte === END_OF_TEXT && bytes.length === 0) throw new CliError('Error: EOF');
        if (BACKSPACES.includes(byte)) bytes.pop();
        else bytes.push(byte);
      }
    }
  } finally {
    reader.releaseLock();
  }
}
