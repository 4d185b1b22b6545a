import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';

/** Asks on the terminal; anything but y or Y stops the command quietly, as Docker does. */
export async function confirmOrStop(cli: Cli, question: string): Promise<void> {
  await cli.out(`${question} [y/N] `);
  const reader = cli.io.stdin.getReader();
  const decoder = new TextDecoder();
  let line = '';
  let giveBackSignals = (): void => undefined;
  const interrupted = new Promise<'interrupted'>((resolve) => {
    giveBackSignals = cli.takeSignals(() => resolve('interrupted'));
  });
  try {
    while (!line.includes('\n')) {
      const next = await Promise.race([reader.read(), interrupted]);
      if (next === 'interrupted') {
        await cli.out('\n');
        throw new CliError('', 0);
      }
      if (next.done) break;
      line += decoder.decode(next.value, { stream: true });
    }
  } finally {
    giveBackSignals();
    reader.cancel().catch(() => undefined);
  }
  if (line.split('\n')[0]?.trim().toLowerCase() !== 'y') throw new CliError('', 0);
}
