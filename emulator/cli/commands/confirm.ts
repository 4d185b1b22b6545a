import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';

/** Asks on the terminal; anything but y or Y stops the command quietly, as Docker does. */
export async function confirmOrStop(cli: Cli, question: string): Promise<void> {
  await cli.out(`${question} [y/N] `);
  const reader = cli.io.stdin.getReader();
  const decoder = new TextDecoder();
  let line = '';
  try {
    while (!line.includes('\n')) {
      const { done, value } = await reader.read();
      if (done) break;
      line += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
  if (line.split('\n')[0]?.trim().toLowerCase() !== 'y') throw new CliError('', 0);
}
